using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Indexing by tensors.</content>
public static partial class Tensor
{
    /// <summary>Parts of a tensor at positions along one axis: <c>m.Take([2, 0])</c> is the third and the first row.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="indices">The positions, of any shape.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor, in which the axes of <paramref name="indices"/> stand in the place of the axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or position.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor<T> Take<T>(this Tensor<T> x, Tensor<long> indices, int axis = 0)
        where T : unmanaged
    {
        axis = Axes.Normalize(axis, x.Rank, "Take");
        Span<int> lengths = stackalloc int[2 * TensorShape.MaximumRank];
        ReadOnlySpan<int> shape = x.Shape.AsSpan();
        shape[..axis].CopyTo(lengths);
        indices.Shape.AsSpan().CopyTo(lengths[axis..]);
        shape[(axis + 1)..].CopyTo(lengths[(axis + indices.Rank)..]);
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..(x.Rank - 1 + indices.Rank)]));
        (TensorShape part, TensorShape.Lengths strides, int distance) = TakenPart(x.Shape, axis, result.StrideValues, indices.Rank);
        int to = result.Offset;
        foreach (long index in indices)
        {
            int from = x.Offset + (Checked(index, shape[axis], axis, "Take") * x.StrideValues[axis]);
            StridedLoops.Copy(x.Memory, from, x.StrideValues, result.Memory, to, strides, part);
            to += distance;
        }
        return result;
    }

    /// <inheritdoc cref="Take{T}(Tensor{T}, Tensor{long}, int)"/>
    public static Tensor<T> Take<T>(this Tensor<T> x, Tensor<int> indices, int axis = 0)
        where T : unmanaged
    {
        Tensor<long> wide = indices.To<long>();
        Tensor<T> result = Take(x, wide, axis);
        wide.Recycle();
        return result;
    }

    /// <summary>The transpose of <see cref="Take{T}(Tensor{T}, Tensor{long}, int)"/>: adds parts at positions along one axis; at one that is named twice, both.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="indices">The positions, of any shape.</param>
    /// <param name="values">What is added, of the shape that <c>Take</c> gives for these positions.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The values have another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or position.</exception>
    public static void AddTakenInPlace<T>(this Tensor<T> target, Tensor<long> indices, Tensor<T> values, int axis = 0)
        where T : unmanaged, INumberBase<T>
    {
        axis = Axes.Normalize(axis, target.Rank, "AddTakenInPlace");
        Tensor<T> source = Contiguous(values);
        int length = target.Shape[axis], from = source.Offset;
        (TensorShape part, TensorShape.Lengths strides, int distance) = TakenPart(target.Shape, axis, source.StrideValues, indices.Rank);
        bool fits = values.Rank == target.Rank - 1 + indices.Rank;
        for (int i = 0; fits && i < values.Rank; i++)
            fits = values.Shape[i] == (i < axis ? target.Shape[i] : i < axis + indices.Rank ? indices.Shape[i - axis] : target.Shape[i + 1 - indices.Rank]);
        if (!fits) throw new ShapeException($"AddTakenInPlace: the values have shape {values.Shape}, which indices of shape {indices.Shape} along axis {axis} of {target.Shape} do not give.");
        foreach (long index in indices)
        {
            int to = target.Offset + (Checked(index, length, axis, "AddTakenInPlace") * target.StrideValues[axis]);
            LoopNest nest = new(part, target.StrideValues, strides);
            if (nest.Count == 0) break;
            do
            {
                for (int i = 0; i < nest.Count; i++) target.Memory[to + nest.Offset0 + (i * nest.Stride0)] += source.Memory[from + nest.Offset1 + (i * nest.Stride1)];
            }
            while (nest.Next());
            from += distance;
        }
        source.Recycle();
    }

    /// <summary>One element for each of a tensor of positions along one axis: result[i, j] = x[indices[i, j], j] along axis 0 of a matrix.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="indices">The positions; as many axes as <paramref name="x"/>, none but the named one longer.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="indices"/>.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or position.</exception>
    public static Tensor<T> Gather<T>(this Tensor<T> x, int axis, Tensor<long> indices)
        where T : unmanaged
    {
        axis = Axes.Normalize(axis, x.Rank, "Gather");
        CheckGather(x.Shape, axis, indices.Shape, "Gather");
        Tensor<T> result = Tensor<T>.Rent(indices.Shape);
        if (result.Length == 0) return result;
        TensorShape.Lengths strides = x.StrideValues;
        int stride = strides[axis], length = x.Shape[axis];
        strides[axis] = 0;
        LoopNest nest = new(indices.Shape, indices.StrideValues, strides, result.StrideValues);
        do
        {
            int at = indices.Offset + nest.Offset0, from = x.Offset + nest.Offset1, to = result.Offset + nest.Offset2;
            for (int i = 0; i < nest.Count; i++, at += nest.Stride0, from += nest.Stride1, to += nest.Stride2)
                result.Memory[to] = x.Memory[from + (Checked(indices.Memory[at], length, axis, "Gather") * stride)];
        }
        while (nest.Next());
        return result;
    }

    /// <summary>
    /// The transpose of <see cref="Gather"/>: adds each value to the element at its position along one axis; where several have the same position, all of them.
    /// </summary>
    /// <param name="target">What is added to.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="indices">The positions; as many axes as <paramref name="target"/>, none but the named one longer.</param>
    /// <param name="values">What is added, of the shape of <paramref name="indices"/>.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or position.</exception>
    public static void ScatterAddInPlace<T>(this Tensor<T> target, int axis, Tensor<long> indices, Tensor<T> values)
        where T : unmanaged, INumberBase<T>
    {
        axis = Axes.Normalize(axis, target.Rank, "ScatterAdd");
        CheckGather(target.Shape, axis, indices.Shape, "ScatterAdd");
        if (values.Shape != indices.Shape) throw new ShapeException($"ScatterAdd: the values have shape {values.Shape}, the indices {indices.Shape}.");
        if (values.Length == 0) return;
        TensorShape.Lengths strides = target.StrideValues;
        int stride = strides[axis], length = target.Shape[axis];
        strides[axis] = 0;
        LoopNest nest = new(indices.Shape, indices.StrideValues, strides, values.StrideValues);
        do
        {
            int at = indices.Offset + nest.Offset0, to = target.Offset + nest.Offset1, from = values.Offset + nest.Offset2;
            for (int i = 0; i < nest.Count; i++, at += nest.Stride0, to += nest.Stride1, from += nest.Stride2)
                target.Memory[to + (Checked(indices.Memory[at], length, axis, "ScatterAdd") * stride)] += values.Memory[from];
        }
        while (nest.Next());
    }

    /// <summary>A copy to which <see cref="ScatterAddInPlace"/> has added values at positions along one axis.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="indices">The positions; as many axes as <paramref name="x"/>, none but the named one longer.</param>
    /// <param name="values">What is added, of the shape of <paramref name="indices"/>.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or position.</exception>
    public static Tensor<T> ScatterAdd<T>(this Tensor<T> x, int axis, Tensor<long> indices, Tensor<T> values)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> result = Clone(x);
        ScatterAddInPlace(result, axis, indices, values);
        return result;
    }

    /// <summary>What one position of an axis is: its shape, its strides in what <c>Take</c> gives, and the distance there from one position to the next.</summary>
    private static (TensorShape Shape, TensorShape.Lengths Strides, int Distance) TakenPart(TensorShape shape, int axis, in TensorShape.Lengths taken, int indexRank)
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        int distance = 1;
        for (int i = 0; i < shape.Rank; i++)
        {
            lengths[i] = i == axis ? 1 : shape[i];
            if (i < axis) strides[i] = taken[i];
            if (i > axis)
            {
                strides[i] = taken[i - 1 + indexRank];
                distance *= shape[i];
            }
        }
        return (new TensorShape(lengths[..shape.Rank]), strides, distance);
    }

    /// <summary>A view of one position of an axis, without the axis.</summary>
    private static Tensor<T> Part<T>(Tensor<T> x, int axis, int position)
        where T : unmanaged
    {
        Tensor<T> narrow = Narrow(x, axis, position, 1), part = Squeeze(narrow, axis);
        narrow.Recycle();
        return part;
    }

    private static int Checked(long index, int length, int axis, string operation) => (ulong)index < (ulong)length
        ? (int)index
        : throw new ArgumentOutOfRangeException(nameof(index), $"{operation}: there is no position {index} on axis {axis}, whose length is {length}.");

    private static void CheckGather(TensorShape shape, int axis, TensorShape indices, string operation)
    {
        bool fits = shape.Rank == indices.Rank;
        for (int i = 0; fits && i < shape.Rank; i++) fits = i == axis || indices[i] <= shape[i];
        if (!fits) throw new ShapeException($"{operation}: indices of shape {indices} do not fit the shape {shape} along axis {axis}.");
    }
}
