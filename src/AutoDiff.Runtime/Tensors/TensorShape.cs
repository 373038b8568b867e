using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AutoDiff;

/// <summary>
/// The lengths of a tensor's axes, outermost first. A value without memory of its own on the heap, for at most <see cref="MaximumRank"/> axes; written <c>[2, 3]</c>.
/// </summary>
/// <remarks>Where a method takes <c>params TensorShape</c>, the lengths may stand as arguments: <c>x.Reshape(2, 3)</c>, <c>x.Reshape([2, -1])</c> and <c>x.Reshape(y.Shape)</c>.</remarks>
[CollectionBuilder(typeof(TensorShape), nameof(Create))]
public readonly struct TensorShape : IReadOnlyList<int>, IEquatable<TensorShape>
{
    /// <summary>The largest number of axes that a tensor may have.</summary>
    public const int MaximumRank = 8;

    private readonly Lengths _lengths;
    private readonly int _rank;

    /// <summary>A shape of these lengths.</summary>
    /// <param name="lengths">The lengths, outermost first. −1 is allowed where a method says so.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaximumRank"/>, or one is below −1.</exception>
    public TensorShape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaximumRank) throw new ArgumentException($"A tensor has at most {MaximumRank} axes, not {lengths.Length}.", nameof(lengths));
        _rank = lengths.Length;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < -1) throw new ArgumentException($"An axis cannot have the length {lengths[i]}.", nameof(lengths));
            _lengths[i] = lengths[i];
        }
    }

    /// <summary>What a collection expression calls.</summary>
    /// <param name="lengths">The lengths, outermost first.</param>
    /// <returns>The shape.</returns>
    public static TensorShape Create(ReadOnlySpan<int> lengths) => new(lengths);

    /// <summary>The number of axes; 0 for a scalar.</summary>
    public int Rank => _rank;

    /// <summary>The number of elements: the product of the lengths, 1 for a scalar.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public int FlattenedLength
    {
        get
        {
            // A zero wins over what would be too many elements otherwise.
            long length = 1;
            bool overflows = false;
            foreach (int extent in AsSpan())
            {
                if (extent == 0) return 0;
                length *= extent;
                if (length > int.MaxValue)
                {
                    overflows = true;
                    length = 1;
                }
            }
            return overflows ? throw new OverflowException($"The shape {ToString()} has more than {int.MaxValue} elements.") : (int)length;
        }
    }

    int IReadOnlyCollection<int>.Count => _rank;

    /// <summary>The length of one axis.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => (uint)axis < (uint)_rank
        ? _lengths[axis]
        : throw new ArgumentOutOfRangeException(nameof(axis), $"The shape {ToString()} has no axis {axis}.");

    /// <summary>The length of one axis, counted from either end.</summary>
    /// <param name="axis">The axis; <c>^1</c> is the innermost.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[Index axis] => this[axis.GetOffset(_rank)];

    /// <summary>The lengths as a span, which lives as long as this value.</summary>
    /// <returns>The lengths, outermost first.</returns>
    [UnscopedRef]
    public ReadOnlySpan<int> AsSpan() => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Lengths, int>(ref Unsafe.AsRef(in _lengths)), _rank);

    /// <summary>An array of the lengths.</summary>
    /// <returns>A new array.</returns>
    public int[] ToArray() => AsSpan().ToArray();

    /// <summary>The lengths, one after the other.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(TensorShape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int length in AsSpan()) hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>The lengths in brackets: <c>[2, 3]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        StringBuilder text = new("[");
        foreach (int length in AsSpan())
        {
            if (text.Length > 1) text.Append(", ");
            text.Append(length);
        }
        return text.Append(']').ToString();
    }

    /// <summary>Whether two shapes have the same lengths.</summary>
    /// <param name="left">A shape.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether two shapes differ in a length or in the number of axes.</summary>
    /// <param name="left">A shape.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    /// <summary>A shape of the lengths in an array.</summary>
    /// <param name="lengths">The lengths, outermost first.</param>
    public static implicit operator TensorShape(int[] lengths) => new(lengths);

    /// <summary>One length for each axis; elements past the rank are unused.</summary>
    [InlineArray(MaximumRank)]
    internal struct Lengths
    {
        private int _first;
    }

    /// <summary>Goes through the lengths of a shape.</summary>
    public struct Enumerator : IEnumerator<int>
    {
        private readonly TensorShape _shape;
        private int _axis;

        internal Enumerator(TensorShape shape)
        {
            _shape = shape;
            _axis = -1;
        }

        /// <inheritdoc/>
        public readonly int Current => _shape._lengths[_axis];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_axis < _shape._rank;

        /// <inheritdoc/>
        public void Reset() => _axis = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
