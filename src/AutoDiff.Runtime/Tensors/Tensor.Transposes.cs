using System.ComponentModel;
using System.Numerics;

namespace AutoDiff;

/// <content>Transposes of operations that choose or arrange elements: each puts what it gets where the operation took it from, and zero elsewhere. For generated code.</content>
public static partial class Tensor
{
    /// <summary>A part of a tensor, as the indexer takes it.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="indices">What to take along each axis.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> Slice<T>(Tensor<T> x, params ReadOnlySpan<TensorIndex> indices)
        where T : unmanaged => x[indices];

    /// <summary>The transpose of <see cref="Slice{T}"/>.</summary>
    /// <param name="part">The cotangent of the part.</param>
    /// <param name="shape">The shape of the whole.</param>
    /// <param name="indices">What was taken along each axis.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> SliceBack<T>(Tensor<T> part, TensorShape shape, params ReadOnlySpan<TensorIndex> indices)
        where T : unmanaged
    {
        Tensor<T> whole = Zeros<T>(shape);
        return Filled(whole, whole[indices], part);
    }

    /// <summary>The transpose of <see cref="Narrow{T}"/>.</summary>
    /// <param name="part">The cotangent of the range.</param>
    /// <param name="shape">The shape of the whole.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first position.</param>
    /// <param name="length">How many positions.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> NarrowBack<T>(Tensor<T> part, TensorShape shape, int axis, int start, int length)
        where T : unmanaged
    {
        Tensor<T> whole = Zeros<T>(shape);
        return Filled(whole, Narrow(whole, axis, start, length), part);
    }

    /// <summary>The transpose of <see cref="Diagonal{T}"/>.</summary>
    /// <param name="diagonal">The cotangent of the diagonal.</param>
    /// <param name="shape">The shape of the matrix.</param>
    /// <param name="offset">Which diagonal.</param>
    /// <param name="rows">The axis of the rows.</param>
    /// <param name="columns">The axis of the columns.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> DiagonalBack<T>(Tensor<T> diagonal, TensorShape shape, int offset = 0, int rows = -2, int columns = -1)
        where T : unmanaged
    {
        Tensor<T> whole = Zeros<T>(shape);
        return Filled(whole, Diagonal(whole, offset, rows, columns), diagonal);
    }

    /// <summary>The transpose of <see cref="Take{T}(Tensor{T}, Tensor{long}, int)"/>.</summary>
    /// <param name="taken">The cotangent of what was taken.</param>
    /// <param name="shape">The shape of the whole.</param>
    /// <param name="indices">The positions.</param>
    /// <param name="axis">The axis.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> TakeBack<T>(Tensor<T> taken, TensorShape shape, Tensor<long> indices, int axis = 0)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> whole = Zeros<T>(shape);
        AddTakenInPlace(whole, indices, taken, axis);
        return whole;
    }

    /// <inheritdoc cref="TakeBack{T}(Tensor{T}, TensorShape, Tensor{long}, int)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> TakeBack<T>(Tensor<T> taken, TensorShape shape, Tensor<int> indices, int axis = 0)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<long> wide = indices.To<long>();
        Tensor<T> whole = TakeBack(taken, shape, wide, axis);
        wide.Recycle();
        return whole;
    }

    /// <summary>The transpose of <see cref="Gather{T}"/>.</summary>
    /// <param name="gathered">The cotangent of what was gathered.</param>
    /// <param name="shape">The shape of the whole.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="indices">The positions.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> GatherBack<T>(Tensor<T> gathered, TensorShape shape, int axis, Tensor<long> indices)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> whole = Zeros<T>(shape);
        ScatterAddInPlace(whole, axis, indices, gathered);
        return whole;
    }

    /// <summary>The transpose of <see cref="Select{T}"/>.</summary>
    /// <param name="selected">The cotangent of the selected elements.</param>
    /// <param name="shape">The shape of the whole.</param>
    /// <param name="mask">Which elements were selected.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> SelectBack<T>(Tensor<T> selected, TensorShape shape, Tensor<bool> mask)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> whole = Zeros<T>(shape);
        AddSelectedInPlace(whole, mask, selected);
        return whole;
    }

    /// <summary>The transpose of <see cref="Repeat{T}"/>: the sum of what each element became.</summary>
    /// <param name="repeated">The cotangent of the repeated tensor.</param>
    /// <param name="shape">The shape before.</param>
    /// <param name="count">How many times.</param>
    /// <param name="axis">The axis.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> RepeatBack<T>(Tensor<T> repeated, TensorShape shape, int count, int axis = 0)
        where T : unmanaged, INumberBase<T>
    {
        axis = Axes.Normalize(axis, shape.Rank, "Repeat");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank + 1];
        shape.AsSpan()[..(axis + 1)].CopyTo(lengths);
        lengths[axis + 1] = count;
        shape.AsSpan()[(axis + 1)..].CopyTo(lengths[(axis + 2)..]);
        return repeated.Reshape(new TensorShape(lengths[..(shape.Rank + 1)])).Sum(axis + 1);
    }

    /// <summary>The transpose of <see cref="Tile{T}"/>: the sum of the tiles.</summary>
    /// <param name="tiled">The cotangent of the tiles.</param>
    /// <param name="shape">The shape of a tile.</param>
    /// <param name="counts">How many there are along each axis.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> TileBack<T>(Tensor<T> tiled, TensorShape shape, TensorShape counts)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> sum = tiled;
        int rank = tiled.Rank;
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank + 1];
        for (int axis = 1; axis <= rank; axis++)
        {
            int length = axis <= shape.Rank ? shape[^axis] : 1;
            if (sum.Shape[^axis] == length) continue;
            ReadOnlySpan<int> given = sum.Shape.AsSpan();
            given[..(rank - axis)].CopyTo(lengths);
            lengths[rank - axis] = axis <= counts.Rank ? counts[^axis] : 1;
            lengths[rank - axis + 1] = length;
            given[(rank - axis + 1)..].CopyTo(lengths[(rank - axis + 2)..]);
            sum = sum.Reshape(new TensorShape(lengths[..(rank + 1)])).Sum(rank - axis);
        }
        return sum.Reshape(shape);
    }

    /// <summary>The sum of the lengths of shapes along an axis: where the next part of a concatenation begins.</summary>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="shapes">The shapes.</param>
    /// <returns>The sum.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int LengthAlong(int axis, params ReadOnlySpan<TensorShape> shapes)
    {
        int sum = 0;
        foreach (TensorShape shape in shapes) sum += shape[Axes.Normalize(axis, shape.Rank, "Concatenate")];
        return sum;
    }

    /// <summary>As <see cref="Concatenate{T}(ReadOnlySpan{Tensor{T}}, int)"/>.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="tensors">One or more.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> Concatenate<T>(int axis, params ReadOnlySpan<Tensor<T>> tensors)
        where T : unmanaged => Concatenate(tensors, axis);

    /// <summary>As <see cref="Stack{T}(ReadOnlySpan{Tensor{T}}, int)"/>.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="tensors">One or more.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> Stack<T>(int axis, params ReadOnlySpan<Tensor<T>> tensors)
        where T : unmanaged => Stack(tensors, axis);

    /// <summary>Numbers as a tensor of one axis.</summary>
    /// <param name="values">The numbers.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> Vector<T>(params ReadOnlySpan<T> values)
        where T : unmanaged => Create(values);

    /// <summary>One element of a tensor of one axis.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="index">Its position.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The element.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T ElementAt<T>(Tensor<T> x, int index)
        where T : unmanaged => x[index];

    /// <summary>The transpose of <see cref="ElementAt{T}"/>.</summary>
    /// <param name="element">The cotangent of the element.</param>
    /// <param name="shape">The shape of the whole.</param>
    /// <param name="index">The element's position.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> ElementAtBack<T>(T element, TensorShape shape, int index)
        where T : unmanaged
    {
        Tensor<T> whole = Zeros<T>(shape);
        whole[index] = element;
        return whole;
    }

    /// <summary>The axes moved to the end and joined to one; all axes where nothing is said.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the other axes, in their order, and the joined one.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> JoinAxes<T>(Tensor<T> x, Axes axes = default)
        where T : unmanaged
    {
        Span<int> order = stackalloc int[TensorShape.MaximumRank], lengths = stackalloc int[TensorShape.MaximumRank + 1];
        int others = AxesLast(x.Shape, axes, order), joined = 1;
        for (int i = 0; i < x.Rank; i++)
        {
            if (i < others) lengths[i] = x.Shape[order[i]];
            else joined *= x.Shape[order[i]];
        }
        lengths[others] = joined;
        return (x.Rank == 0 ? x : x.Permute(new Axes(order[..x.Rank]))).Reshape(new TensorShape(lengths[..(others + 1)]));
    }

    /// <summary>The transpose, and inverse, of <see cref="JoinAxes{T}"/>.</summary>
    /// <param name="joined">What it gave.</param>
    /// <param name="shape">The shape before.</param>
    /// <param name="axes">The axes.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> JoinAxesBack<T>(Tensor<T> joined, TensorShape shape, Axes axes = default)
        where T : unmanaged
    {
        if (shape.Rank == 0) return joined.Reshape(shape);
        Span<int> order = stackalloc int[TensorShape.MaximumRank], lengths = stackalloc int[TensorShape.MaximumRank];
        AxesLast(shape, axes, order);
        for (int i = 0; i < shape.Rank; i++) lengths[i] = shape[order[i]];
        return PermuteBack(joined.Reshape(new TensorShape(lengths[..shape.Rank])), new Axes(order[..shape.Rank]));
    }

    /// <summary>Each element in the place after its own along an axis: result[i] = x[i − 1], and the first is a given number.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="border">The number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the same shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> ShiftDown<T>(Tensor<T> x, int axis, T border)
        where T : unmanaged => Shifted(x, axis, border, 0, 1);

    /// <summary>Each element in the place before its own along an axis: result[i] = x[i + 1], and the last is a given number.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="border">The number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the same shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> ShiftUp<T>(Tensor<T> x, int axis, T border)
        where T : unmanaged => Shifted(x, axis, border, 1, 0);

    /// <summary>The linear recurrence zᵢ = aᵢ·zᵢ₋₁ + bᵢ along an axis, from z₋₁ = 0.</summary>
    /// <param name="factors">a.</param>
    /// <param name="terms">b, of the same shape.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>z, of the same shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> Recurrence<T>(Tensor<T> factors, Tensor<T> terms, int axis)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> a = factors.MoveAxis(axis, 0).Contiguous(), z = terms.MoveAxis(axis, 0).Clone();
        int length = z.Shape[0], row = length == 0 ? 0 : z.Length / length;
        Span<T> factor = a.Elements, sum = z.Elements;
        for (int i = row; i < sum.Length; i++) sum[i] += factor[i] * sum[i - row];
        return z.MoveAxis(0, axis).Contiguous();
    }

    private static Tensor<T> Shifted<T>(Tensor<T> x, int axis, T border, int from, int to)
        where T : unmanaged
    {
        int length = x.Shape[Axes.Normalize(axis, x.Rank, "Shift")];
        Tensor<T> result = Full(x.Shape, border);
        return length > 1 ? Filled(result, Narrow(result, axis, to, length - 1), Narrow(x, axis, from, length - 1)) : result;
    }

    private static Tensor<T> Filled<T>(Tensor<T> whole, Tensor<T> part, Tensor<T> values)
        where T : unmanaged
    {
        StridedLoops.Copy(values, part, "Copy");
        part.Recycle();
        return whole;
    }

    // The axes that are not named, in their order, and then those that are; how many the first are.
    private static int AxesLast(TensorShape shape, Axes axes, Span<int> order)
    {
        int mask = axes.ToMask(shape.Rank, "Product"), count = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
            if ((mask >> axis & 1) == 0) order[count++] = axis;
        for (int axis = 0, next = count; axis < shape.Rank; axis++)
            if ((mask >> axis & 1) != 0) order[next++] = axis;
        return count;
    }
}
