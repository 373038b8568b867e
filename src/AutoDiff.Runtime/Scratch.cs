using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Memory for the length of a block: generated code takes its records and working arrays from here instead of from the garbage collector.</summary>
public static class Scratch
{
    /// <summary>
    /// Rents memory of arbitrary content. Dispose the result at the end of the block, and use <paramref name="span"/> no longer than that.
    /// </summary>
    /// <param name="length">The number of elements, zero or more.</param>
    /// <param name="span">Exactly so many elements.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <returns>What gives the memory back.</returns>
    public static ScratchRental<T> Rent<T>(int length, out Span<T> span)
    {
        T[] array = ArrayPool<T>.Shared.Rent(IsOfVectors<T>() ? length + 1 : length);
        span = IsOfVectors<T>() ? Aligned(array, length) : new Span<T>(array, 0, length);
        return new ScratchRental<T>(array);
    }

    private static bool IsOfVectors<T>() => Unsafe.SizeOf<T>() is 32 or 64 or 128 && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    // Vectors that do not lie across lines of the cache are read twice as fast. The collector may move the array; then they are only slower.
    private static unsafe Span<T> Aligned<T>(T[] array, int length)
    {
        ref T first = ref MemoryMarshal.GetArrayDataReference(array);
        nuint alignment = (nuint)Math.Min(Unsafe.SizeOf<T>(), 64);
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref first, (nuint)(-(nint)Unsafe.AsPointer(ref first)) & (alignment - 1)), length);
    }

    /// <summary>Rents memory that is zero in all elements.</summary>
    /// <inheritdoc cref="Rent{T}(int, out Span{T})"/>
    public static ScratchRental<T> RentZeroed<T>(int length, out Span<T> span)
    {
        ScratchRental<T> rental = Rent(length, out span);
        span.Clear();
        return rental;
    }
}

/// <summary>Gives rented memory back when it is disposed; once only, so it is not to be copied.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref struct ScratchRental<T>
{
    private readonly T[]? _array;

    internal ScratchRental(T[] array) => _array = array;

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        if (_array is not null) ArrayPool<T>.Shared.Return(_array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
