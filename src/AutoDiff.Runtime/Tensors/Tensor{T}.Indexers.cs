using System.Runtime.CompilerServices;

namespace AutoDiff;

public sealed partial class Tensor<TElement>
{
    /// <summary>The indexers' name in metadata; the usual one is that of <see cref="Item"/>.</summary>
    private const string ElementName = "Element";

    /// <summary>An element of a tensor of one axis.</summary>
    /// <param name="i">The position, from 0.</param>
    /// <exception cref="ArgumentException">The tensor has another number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    [IndexerName(ElementName)]
    public TElement this[int i]
    {
        get => Memory[Locate(i)];
        set => Memory[Locate(i)] = value;
    }

    /// <summary>An element of a matrix.</summary>
    /// <param name="i">The row, from 0.</param>
    /// <param name="j">The column, from 0.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[int i, int j]
    {
        get => Memory[Locate(i, j)];
        set => Memory[Locate(i, j)] = value;
    }

    /// <summary>An element of a tensor of three axes.</summary>
    /// <param name="i">The position along axis 0.</param>
    /// <param name="j">The position along axis 1.</param>
    /// <param name="k">The position along axis 2.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[int i, int j, int k]
    {
        get => Memory[Locate(i, j, k)];
        set => Memory[Locate(i, j, k)] = value;
    }

    /// <summary>An element of a tensor of four axes.</summary>
    /// <param name="i">The position along axis 0.</param>
    /// <param name="j">The position along axis 1.</param>
    /// <param name="k">The position along axis 2.</param>
    /// <param name="l">The position along axis 3.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[int i, int j, int k, int l]
    {
        get => Memory[Locate(i, j, k, l)];
        set => Memory[Locate(i, j, k, l)] = value;
    }

    /// <summary>An element of a tensor of any number of axes; of a scalar with none.</summary>
    /// <param name="position">The position along each axis.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[params ReadOnlySpan<int> position]
    {
        get => Memory[Locate(position)];
        set => Memory[Locate(position)] = value;
    }

    /// <summary>An element of a tensor of one axis, counted from either end: <c>v[^1]</c> is the last.</summary>
    /// <param name="i">The position.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[Index i]
    {
        get => this[FromStart(i, 0)];
        set => this[FromStart(i, 0)] = value;
    }

    /// <summary>An element of a matrix, counted from either end.</summary>
    /// <param name="i">The row.</param>
    /// <param name="j">The column.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[Index i, Index j]
    {
        get => this[FromStart(i, 0), FromStart(j, 1)];
        set => this[FromStart(i, 0), FromStart(j, 1)] = value;
    }

    /// <summary>An element of a tensor of three axes, counted from either end.</summary>
    /// <param name="i">The position along axis 0.</param>
    /// <param name="j">The position along axis 1.</param>
    /// <param name="k">The position along axis 2.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[Index i, Index j, Index k]
    {
        get => this[FromStart(i, 0), FromStart(j, 1), FromStart(k, 2)];
        set => this[FromStart(i, 0), FromStart(j, 1), FromStart(k, 2)] = value;
    }

    /// <summary>An element of a tensor of four axes, counted from either end.</summary>
    /// <param name="i">The position along axis 0.</param>
    /// <param name="j">The position along axis 1.</param>
    /// <param name="k">The position along axis 2.</param>
    /// <param name="l">The position along axis 3.</param>
    /// <inheritdoc cref="this[int]"/>
    [IndexerName(ElementName)]
    public TElement this[Index i, Index j, Index k, Index l]
    {
        get => this[FromStart(i, 0), FromStart(j, 1), FromStart(k, 2), FromStart(l, 3)];
        set => this[FromStart(i, 0), FromStart(j, 1), FromStart(k, 2), FromStart(l, 3)] = value;
    }

    /// <summary>
    /// A view of a part: a position takes its axis away, a range keeps it, and axes that are not mentioned are kept whole. <c>x[1..3, .., ^1]</c>; <c>m[0, ..]</c> is the first
    /// row, <c>v[.., TensorIndex.NewAxis]</c> a column. Setting copies into the part, broadcast to its shape.
    /// </summary>
    /// <param name="indices">What to take along each axis.</param>
    /// <exception cref="ArgumentException">There are more indices than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position or the end of a range is outside of its axis.</exception>
    [IndexerName(ElementName)]
    public Tensor<TElement> this[params ReadOnlySpan<TensorIndex> indices]
    {
        get => Slice(indices);
        set
        {
            Tensor<TElement> part = Slice(indices);
            Tensor.CopyFrom(part, value);
            part.Recycle();
        }
    }

    /// <summary>The elements where a mask is true, in order; setting writes them.</summary>
    /// <param name="mask">Which elements; its shape broadcasts to this tensor's.</param>
    /// <exception cref="ShapeException">The mask does not broadcast, or there are not as many values as elements and not one.</exception>
    [IndexerName(ElementName)]
    public Tensor<TElement> this[Tensor<bool> mask]
    {
        get => Tensor.Select(this, mask);
        set => Tensor.SetSelected(this, mask, value);
    }

    private Tensor<TElement> Slice(ReadOnlySpan<TensorIndex> indices)
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        int offset = Offset, axis = 0, rank = 0;
        foreach (TensorIndex index in indices)
        {
            if (index.Selection != TensorIndex.Kind.NewAxis && axis == Rank) throw new ArgumentException($"There are more indices than the {Rank} axes of shape {Shape}.", nameof(indices));
            if (rank == TensorShape.MaximumRank) throw new ArgumentException($"A tensor has at most {TensorShape.MaximumRank} axes.", nameof(indices));
            switch (index.Selection)
            {
                case TensorIndex.Kind.Position:
                    int position = FromStart(index.Start, axis);
                    if ((uint)position >= (uint)_shape[axis]) throw OutOfRange(position, axis);
                    offset += position * _strides[axis++];
                    break;
                case TensorIndex.Kind.Range:
                    int start = index.Start.GetOffset(_shape[axis]), end = index.End.GetOffset(_shape[axis]);
                    if (start < 0 || start > _shape[axis] || end < start || end > _shape[axis])
                        throw new ArgumentOutOfRangeException(nameof(indices), $"The range {index} is outside of axis {axis} of shape {Shape}.");
                    lengths[rank] = (end - start + index.Step - 1) / index.Step;
                    strides[rank++] = _strides[axis] * index.Step;
                    // Of an empty range no element is read, and its start may lie behind the last one.
                    if (end > start) offset += start * _strides[axis];
                    axis++;
                    break;
                default:
                    lengths[rank] = 1;
                    strides[rank++] = 0;
                    break;
            }
        }
        for (; axis < Rank; axis++)
        {
            if (rank == TensorShape.MaximumRank) throw new ArgumentException($"A tensor has at most {TensorShape.MaximumRank} axes.", nameof(indices));
            lengths[rank] = _shape[axis];
            strides[rank++] = _strides[axis];
        }
        return View(new TensorShape(lengths[..rank]), strides, offset);
    }

    private int FromStart(Index index, int axis) => axis < Rank ? index.GetOffset(_shape[axis]) : index.Value;

    private int Locate(int i)
    {
        if (Rank != 1) throw OtherRank(1);
        if ((uint)i >= (uint)_shape[0]) throw OutOfRange(i, 0);
        return Offset + (i * _strides[0]);
    }

    private int Locate(int i, int j)
    {
        if (Rank != 2) throw OtherRank(2);
        if ((uint)i >= (uint)_shape[0]) throw OutOfRange(i, 0);
        if ((uint)j >= (uint)_shape[1]) throw OutOfRange(j, 1);
        return Offset + (i * _strides[0]) + (j * _strides[1]);
    }

    private int Locate(int i, int j, int k)
    {
        if (Rank != 3) throw OtherRank(3);
        return Locate([i, j, k]);
    }

    private int Locate(int i, int j, int k, int l)
    {
        if (Rank != 4) throw OtherRank(4);
        return Locate([i, j, k, l]);
    }

    private int Locate(ReadOnlySpan<int> position)
    {
        if (Rank != position.Length) throw OtherRank(position.Length);
        int offset = Offset;
        for (int axis = 0; axis < position.Length; axis++)
        {
            if ((uint)position[axis] >= (uint)_shape[axis]) throw OutOfRange(position[axis], axis);
            offset += position[axis] * _strides[axis];
        }
        return offset;
    }

    private ArgumentException OtherRank(int count) => _storage is null
        ? new ArgumentException("This tensor was recycled.")
        : new ArgumentException(
            $"An element of a tensor of shape {Shape} has {Rank} {(Rank == 1 ? "index" : "indices")}, not {count}{(count < Rank ? "; a part is taken with ranges, x[i, ..]" : string.Empty)}.");

    private ArgumentOutOfRangeException OutOfRange(int position, int axis) =>
        new(nameof(position), $"There is no position {position} on axis {axis} of shape {Shape}{(position < 0 ? "; ^1 is the last" : string.Empty)}.");
}
