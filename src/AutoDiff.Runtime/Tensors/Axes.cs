using System.Runtime.CompilerServices;
using System.Text;

namespace AutoDiff;

/// <summary>
/// Numbers of axes, negative ones counted from the innermost: −1 is the last. The <c>default</c> stands for all axes of a tensor; <c>[]</c> for none.
/// </summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes
{
    private readonly TensorShape.Lengths _axes;
    private readonly int _count;
    private readonly bool _given;

    /// <summary>These axes.</summary>
    /// <param name="axes">The numbers.</param>
    /// <exception cref="ArgumentException">There are more than a tensor can have.</exception>
    public Axes(params ReadOnlySpan<int> axes)
    {
        if (axes.Length > TensorShape.MaximumRank) throw new ArgumentException($"A tensor has at most {TensorShape.MaximumRank} axes, not {axes.Length}.", nameof(axes));
        for (int i = 0; i < axes.Length; i++) _axes[i] = axes[i];
        _count = axes.Length;
        _given = true;
    }

    /// <summary>What a collection expression calls.</summary>
    /// <param name="axes">The numbers.</param>
    /// <returns>The axes.</returns>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes);

    /// <summary>Whether these are all axes of whichever tensor.</summary>
    public bool AreAll => !_given;

    /// <summary>How many are named.</summary>
    public int Count => _count;

    /// <summary>One of the numbers.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public int this[int index] => (uint)index < (uint)_count ? _axes[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>One axis.</summary>
    /// <param name="axis">Its number.</param>
    public static implicit operator Axes(int axis) => new(axis);

    /// <summary>The axes in an array.</summary>
    /// <param name="axes">Their numbers.</param>
    public static implicit operator Axes(int[] axes) => new(axes);

    /// <summary>The numbers, one after the other.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The numbers in brackets.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (AreAll) return "all axes";
        StringBuilder text = new("[");
        foreach (int axis in this)
        {
            if (text.Length > 1) text.Append(", ");
            text.Append(axis);
        }
        return text.Append(']').ToString();
    }

    /// <summary>The axes as a set of bits, bit 0 for the outermost.</summary>
    internal int ToMask(int rank, string operation)
    {
        if (AreAll) return (1 << rank) - 1;
        int mask = 0;
        foreach (int axis in this)
        {
            int bit = 1 << Normalize(axis, rank, operation);
            if ((mask & bit) != 0) throw new ArgumentException($"{operation}: axis {axis} is named twice in {this}.");
            mask |= bit;
        }
        return mask;
    }

    /// <summary>The number of an axis from 0.</summary>
    internal static int Normalize(int axis, int rank, string operation)
    {
        int normal = axis < 0 ? axis + rank : axis;
        return (uint)normal < (uint)rank
            ? normal
            : throw new ArgumentOutOfRangeException(nameof(axis), $"{operation}: there is no axis {axis} in a tensor of {rank} {(rank == 1 ? "axis" : "axes")}.");
    }

    /// <summary>Goes through the numbers.</summary>
    public struct Enumerator
    {
        private readonly Axes _axes;
        private int _index;

        internal Enumerator(Axes axes)
        {
            _axes = axes;
            _index = -1;
        }

        /// <summary>The number at hand.</summary>
        public readonly int Current => _axes._axes[_index];

        /// <summary>Goes to the next number.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => ++_index < _axes._count;
    }
}
