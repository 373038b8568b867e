namespace AutoDiff;

/// <content>Several tensors as one, and one as several.</content>
public static partial class Tensor
{
    /// <summary>Tensors one after the other along an axis.</summary>
    /// <param name="tensors">One or more, of the same lengths along all other axes.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The other lengths differ.</exception>
    /// <exception cref="ArgumentException">There are no tensors, or no such axis.</exception>
    public static Tensor<T> Concatenate<T>(ReadOnlySpan<Tensor<T>> tensors, int axis = 0)
        where T : unmanaged
    {
        if (tensors.IsEmpty) throw new ArgumentException("Concatenate: there are no tensors.", nameof(tensors));
        TensorShape first = tensors[0].Shape;
        axis = Axes.Normalize(axis, first.Rank, "Concatenate");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        int total = 0;
        foreach (Tensor<T> tensor in tensors)
        {
            tensor.Shape.AsSpan().CopyTo(lengths);
            if (tensor.Rank == first.Rank) lengths[axis] = first[axis];
            if (tensor.Rank != first.Rank || new TensorShape(lengths[..first.Rank]) != first)
                throw new ShapeException($"Concatenate: the shapes {first} and {tensor.Shape} differ along other axes than {axis}.");
            total = checked(total + tensor.Shape[axis]);
        }
        lengths[axis] = total;
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..first.Rank]));
        int start = 0;
        foreach (Tensor<T> tensor in tensors)
        {
            Tensor<T> part = Narrow(result, axis, start, tensor.Shape[axis]);
            StridedLoops.Copy(tensor, part, "Concatenate");
            part.Recycle();
            start += tensor.Shape[axis];
        }
        return result;
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    /// <param name="tensors">One or more.</param>
    /// <param name="axis">The number of the new axis in the result, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">There are no tensors, or the result would have no such axis.</exception>
    public static Tensor<T> Stack<T>(ReadOnlySpan<Tensor<T>> tensors, int axis = 0)
        where T : unmanaged
    {
        if (tensors.IsEmpty) throw new ArgumentException("Stack: there are no tensors.", nameof(tensors));
        TensorShape first = tensors[0].Shape;
        axis = Axes.Normalize(axis, first.Rank + 1, "Stack");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank + 1];
        first.AsSpan()[..axis].CopyTo(lengths);
        lengths[axis] = tensors.Length;
        first.AsSpan()[axis..].CopyTo(lengths[(axis + 1)..]);
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..(first.Rank + 1)]));
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Shape != first) throw new ShapeException($"Stack: the shapes {first} and {tensors[i].Shape} differ.");
            Tensor<T> part = Part(result, axis, i);
            StridedLoops.Copy(tensors[i], part, "Stack");
            part.Recycle();
        }
        return result;
    }

    /// <summary>A tensor cut along an axis into parts of one length; the last may be shorter.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="length">The length of a part, 1 or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>Views.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the length is below 1.</exception>
    public static Tensor<T>[] Split<T>(this Tensor<T> x, int length, int axis = 0)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        axis = Axes.Normalize(axis, x.Rank, "Split");
        Tensor<T>[] parts = new Tensor<T>[Math.Max(1, (x.Shape[axis] + length - 1) / length)];
        for (int i = 0; i < parts.Length; i++) parts[i] = Narrow(x, axis, i * length, Math.Min(length, x.Shape[axis] - (i * length)));
        return parts;
    }

    /// <summary>A tensor cut along an axis into parts of given lengths.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="lengths">The lengths, which add up to the axis's.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>Views.</returns>
    /// <exception cref="ShapeException">The lengths do not add up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or a length is negative.</exception>
    public static Tensor<T>[] Split<T>(this Tensor<T> x, ReadOnlySpan<int> lengths, int axis = 0)
        where T : unmanaged
    {
        axis = Axes.Normalize(axis, x.Rank, "Split");
        int total = 0;
        foreach (int length in lengths) total = checked(total + length);
        if (total != x.Shape[axis]) throw new ShapeException($"Split: the lengths add up to {total}, but axis {axis} of shape {x.Shape} has {x.Shape[axis]}.");
        Tensor<T>[] parts = new Tensor<T>[lengths.Length];
        for (int i = 0, start = 0; i < parts.Length; start += lengths[i++]) parts[i] = Narrow(x, axis, start, lengths[i]);
        return parts;
    }

    /// <summary>A tensor cut along an axis into so many parts, or fewer where the axis is too short: all of the same length, the last possibly shorter.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="count">The number of parts, 1 or more.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>Views.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the number is below 1.</exception>
    public static Tensor<T>[] Chunk<T>(this Tensor<T> x, int count, int axis = 0)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        axis = Axes.Normalize(axis, x.Rank, "Chunk");
        return Split(x, Math.Max(1, (x.Shape[axis] + count - 1) / count), axis);
    }

    /// <summary>Each element several times in succession along an axis: [1, 2] twice is [1, 1, 2, 2]. PyTorch's <c>repeat_interleave</c>.</summary>
    /// <param name="x">A tensor of one axis or more.</param>
    /// <param name="count">How many times.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor, whose axis is so many times as long.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the count is negative.</exception>
    public static Tensor<T> Repeat<T>(this Tensor<T> x, int count, int axis = 0)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        axis = Axes.Normalize(axis, x.Rank, "Repeat");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        x.Shape.AsSpan().CopyTo(lengths);
        lengths[axis] = checked(lengths[axis] * count);
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..x.Rank]));
        for (int i = 0; i < count; i++)
        {
            // Every so manieth position, from the i-th on.
            TensorShape.Lengths strides = result.StrideValues;
            Tensor<T> part = result.View(x.Shape, WithStride(strides, axis, strides[axis] * count), x.Length == 0 ? result.Offset : result.Offset + (i * strides[axis]));
            StridedLoops.Copy(x, part, "Repeat");
            part.Recycle();
        }
        return result;
    }

    /// <summary>A tensor several times along each axis: [1, 2] twice is [1, 2, 1, 2]. NumPy's <c>tile</c>, PyTorch's <c>repeat</c>.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="counts">How many times along each axis, aligned at the innermost; axes that it does not have are new.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">A count is negative.</exception>
    public static Tensor<T> Tile<T>(this Tensor<T> x, params TensorShape counts)
        where T : unmanaged
    {
        // [a, b] times [p, q] is the tensor [p, a, q, b] in which p and q are repeated.
        int rank = Math.Max(x.Rank, counts.Rank);
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank], position = stackalloc int[TensorShape.MaximumRank];
        position.Clear();
        for (int axis = 1; axis <= rank; axis++)
        {
            int count = axis <= counts.Rank ? counts[^axis] : 1;
            if (count < 0) throw new ShapeException($"Tile: {counts} has a negative count.");
            lengths[rank - axis] = checked((axis <= x.Rank ? x.Shape[^axis] : 1) * count);
        }
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..rank]));
        if (result.Length == 0) return result;
        Span<int> own = stackalloc int[TensorShape.MaximumRank];
        for (int axis = 1; axis <= rank; axis++) own[rank - axis] = axis <= x.Rank ? x.Shape[^axis] : 1;
        TensorShape tile = new(own[..rank]);
        while (true)
        {
            int offset = result.Offset;
            for (int axis = 0; axis < rank; axis++) offset += position[axis] * tile[axis] * result.StrideValues[axis];
            Tensor<T> part = result.View(tile, result.StrideValues, offset);
            StridedLoops.Copy(x, part, "Tile");
            part.Recycle();
            int next = rank - 1;
            while (next >= 0 && ++position[next] * tile[next] == result.Shape[next]) position[next--] = 0;
            if (next < 0) return result;
        }
    }

    private static TensorShape.Lengths WithStride(TensorShape.Lengths strides, int axis, int stride)
    {
        strides[axis] = stride;
        return strides;
    }
}
