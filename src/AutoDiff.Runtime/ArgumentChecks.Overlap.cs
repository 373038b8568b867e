using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

public static partial class ArgumentChecks
{
    // Below this many comparisons, comparing all pairs beats a hash table.
    private const int FewPairs = 256;

    /// <summary>Throws if memory that is written overlaps another argument's. Spans that a call leaves out overlap nothing.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="written">What is written: a sink, or an array that the method changes in place.</param>
    /// <param name="first">An argument.</param>
    /// <param name="second">Another one.</param>
    /// <param name="third">Another one.</param>
    /// <param name="fourth">Another one.</param>
    /// <param name="writtenName">The name of <paramref name="written"/>.</param>
    /// <param name="firstName">The name of <paramref name="first"/>.</param>
    /// <param name="secondName">The name of <paramref name="second"/>.</param>
    /// <param name="thirdName">The name of <paramref name="third"/>.</param>
    /// <param name="fourthName">The name of <paramref name="fourth"/>.</param>
    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Disjoint<T>(
        ReadOnlySpan<T> written,
        ReadOnlySpan<T> first,
        ReadOnlySpan<T> second = default,
        ReadOnlySpan<T> third = default,
        ReadOnlySpan<T> fourth = default,
        [CallerArgumentExpression(nameof(written))] string writtenName = "",
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "",
        [CallerArgumentExpression(nameof(third))] string thirdName = "",
        [CallerArgumentExpression(nameof(fourth))] string fourthName = "")
    {
        if (written.Overlaps(first)) ThrowOverlap(writtenName, firstName);
        if (written.Overlaps(second)) ThrowOverlap(writtenName, secondName);
        if (written.Overlaps(third)) ThrowOverlap(writtenName, thirdName);
        if (written.Overlaps(fourth)) ThrowOverlap(writtenName, fourthName);
    }

    /// <summary>The memory of a struct as numbers, to be compared with other memory. What it holds must not be read: the struct may hold other things too.</summary>
    /// <typeparam name="TStruct">The struct.</typeparam>
    /// <typeparam name="TNumber">The type of the numbers.</typeparam>
    /// <param name="value">Where the struct is.</param>
    /// <returns>A span over all of it.</returns>
    public static ReadOnlySpan<TNumber> Numbers<TStruct, TNumber>(ref readonly TStruct value)
        where TStruct : struct
        where TNumber : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TStruct, TNumber>(ref Unsafe.AsRef(in value)), Unsafe.SizeOf<TStruct>() / Unsafe.SizeOf<TNumber>());

    /// <summary>Throws if an array of rank 2 and up or a jagged array and a span overlap, where one of them is written.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="span">The span.</param>
    /// <param name="arrayName">The name of <paramref name="array"/>.</param>
    /// <param name="spanName">The name of <paramref name="span"/>.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void DisjointArray<T>(
        Array? array,
        ReadOnlySpan<T> span,
        [CallerArgumentExpression(nameof(array))] string arrayName = "",
        [CallerArgumentExpression(nameof(span))] string spanName = "")
    {
        if (Overlaps(array, span)) ThrowOverlap(arrayName, spanName);
    }

    /// <summary>Throws if two arrays of rank 2 and up or jagged arrays share memory, where one of them is written.</summary>
    /// <param name="written">The array that is written.</param>
    /// <param name="other">The other one.</param>
    /// <param name="writtenName">The name of <paramref name="written"/>.</param>
    /// <param name="otherName">The name of <paramref name="other"/>.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    public static void DisjointArrays(
        Array? written,
        Array? other,
        [CallerArgumentExpression(nameof(written))] string writtenName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (Overlaps(written, other)) ThrowOverlap(writtenName, otherName);
    }

    /// <summary>Throws if a jagged array that is written holds one row twice.</summary>
    /// <param name="written">The jagged array.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">Two rows are one array.</exception>
    public static void DistinctRows(Array?[]? written, [CallerArgumentExpression(nameof(written))] string name = "")
    {
        using RowSet rows = new(CountRows(written));
        if (!rows.AddAll(written)) ThrowSharedRow(name);
    }

    private static bool Overlaps<T>(Array? array, ReadOnlySpan<T> span)
    {
        if (array is Array?[] rows)
        {
            foreach (Array? row in rows)
                if (Overlaps(row, span)) return true;
            return false;
        }
        return array is { Length: > 0 } && array.GetType().GetElementType() == typeof(T)
            && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length).Overlaps(span);
    }

    private static bool Overlaps(Array? written, Array? other)
    {
        int writtenRows = CountRows(written), otherRows = CountRows(other);
        if ((long)writtenRows * otherRows <= FewPairs) return SharePairwise(written, other);
        using RowSet rows = new(writtenRows);
        rows.AddAll(written);
        return rows.ContainsAny(other);
    }

    private static bool SharePairwise(Array? written, Array? other)
    {
        if (written is null || other is null) return false;
        if (ReferenceEquals(written, other)) return written.Length > 0;
        if (written is Array?[] writtenRows)
        {
            foreach (Array? row in writtenRows)
                if (SharePairwise(row, other)) return true;
        }
        else if (other is Array?[] otherRows)
        {
            foreach (Array? row in otherRows)
                if (SharePairwise(written, row)) return true;
        }
        return false;
    }

    /// <summary>The number of arrays without arrays in them.</summary>
    private static int CountRows(Array? array)
    {
        if (array is not Array?[] rows) return 1;
        int count = 0;
        foreach (Array? row in rows) count += CountRows(row);
        return count;
    }

    [DoesNotReturn]
    private static void ThrowSharedRow(string name) => throw new ArgumentException(
        $"Two rows of {Plain(name)} are the same array. {Plain(name)} is written, so each of its rows must be an array of its own.", Plain(name));

    /// <summary>A set of arrays by reference, empty ones left out (they are often one object), in a table from the pool: open addressing, at most half full.</summary>
    private readonly ref struct RowSet(int capacity) : IDisposable
    {
        private readonly Array?[] _table = ArrayPool<Array?>.Shared.Rent((int)Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 8) * 2u), 1u << 30));

        /// <summary>False if a row was there already.</summary>
        public bool AddAll(Array? array)
        {
            if (array is null or { Length: 0 }) return true;
            if (array is not Array?[] rows)
            {
                ref Array? slot = ref Find(array);
                if (slot is not null) return false;
                slot = array;
                return true;
            }
            bool distinct = true;
            foreach (Array? row in rows) distinct &= AddAll(row);
            return distinct;
        }

        public bool ContainsAny(Array? array)
        {
            if (array is null) return false;
            if (array is not Array?[] rows) return Find(array) is not null;
            foreach (Array? row in rows)
                if (ContainsAny(row)) return true;
            return false;
        }

        public void Dispose() => ArrayPool<Array?>.Shared.Return(_table, clearArray: true);

        private ref Array? Find(Array array)
        {
            int i = (int)((uint)RuntimeHelpers.GetHashCode(array) % (uint)_table.Length);
            while (_table[i] is { } present && !ReferenceEquals(present, array)) i = i + 1 == _table.Length ? 0 : i + 1;
            return ref _table[i];
        }
    }
}
