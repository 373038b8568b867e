using System.ComponentModel;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>
    /// For generated code, which knows a tensor's last use: gives the object back, and its memory once no tensor shows it. Whoever still held the object would see another tensor.
    /// </summary>
    /// <param name="tensor">What is used no more.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ObjectDisposedException">It was given back before.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Recycle<T>(Tensor<T>? tensor)
        where T : unmanaged => tensor?.Recycle();

    /// <summary>Another tensor of the same shape on the same memory.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    public static Tensor<T> View<T>(this Tensor<T> x)
        where T : unmanaged =>
        x.View(x.Shape, x.StrideValues, x.Offset);

    /// <summary>The same elements in another shape: a view where the memory's order allows it, else a copy.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="shape">The new shape; one length may be −1, which follows from the others.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the shape.</returns>
    /// <exception cref="ShapeException">The shape has another number of elements.</exception>
    public static Tensor<T> Reshape<T>(this Tensor<T> x, params TensorShape shape)
        where T : unmanaged
    {
        shape = Resolve(shape, x.Length, "Reshape");
        if (TryReshapedStrides(x, shape, out TensorShape.Lengths strides)) return x.View(shape, strides, x.Offset);
        Tensor<T> result = Tensor<T>.Rent(shape);
        x.CopyTo(result.Elements);
        return result;
    }

    /// <summary>Two axes exchanged.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="first">An axis, negative from the innermost.</param>
    /// <param name="second">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Transpose<T>(this Tensor<T> x, int first, int second)
        where T : unmanaged
    {
        first = Axes.Normalize(first, x.Rank, "Transpose");
        second = Axes.Normalize(second, x.Rank, "Transpose");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        x.Shape.AsSpan().CopyTo(lengths);
        TensorShape.Lengths strides = x.StrideValues;
        (lengths[first], lengths[second]) = (lengths[second], lengths[first]);
        (strides[first], strides[second]) = (strides[second], strides[first]);
        return x.View(new TensorShape(lengths[..x.Rank]), strides, x.Offset);
    }

    /// <summary>The axes in another order.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">Which axis of <paramref name="x"/> stands at each place; all in reverse if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentException">Not every axis is named exactly once.</exception>
    public static Tensor<T> Permute<T>(this Tensor<T> x, params Axes axes)
        where T : unmanaged
    {
        bool reversed = axes.Count == 0;
        if (!reversed && axes.Count != x.Rank) throw new ArgumentException($"Permute: {axes} does not name each of the {x.Rank} axes of shape {x.Shape}.", nameof(axes));
        axes.ToMask(x.Rank, "Permute");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        for (int i = 0; i < x.Rank; i++)
        {
            int axis = reversed ? x.Rank - 1 - i : Axes.Normalize(axes[i], x.Rank, "Permute");
            lengths[i] = x.Shape[axis];
            strides[i] = x.StrideValues[axis];
        }
        return x.View(new TensorShape(lengths[..x.Rank]), strides, x.Offset);
    }

    /// <summary>One axis moved to another place, the others in their order.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="position">Where it goes, negative from the innermost.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> MoveAxis<T>(this Tensor<T> x, int axis, int position)
        where T : unmanaged
    {
        axis = Axes.Normalize(axis, x.Rank, "MoveAxis");
        position = Axes.Normalize(position, x.Rank, "MoveAxis");
        Span<int> order = stackalloc int[TensorShape.MaximumRank];
        for (int i = 0, next = 0; i < x.Rank; i++)
        {
            if (i == position)
            {
                order[i] = axis;
                continue;
            }
            if (next == axis) next++;
            order[i] = next++;
        }
        return Permute(x, new Axes(order[..x.Rank]));
    }

    /// <summary>Without the axes of length 1.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">Which of them; all axes of length 1 if nothing is said. A named one of another length stays.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    public static Tensor<T> Squeeze<T>(this Tensor<T> x, Axes axes = default)
        where T : unmanaged
    {
        int mask = axes.ToMask(x.Rank, "Squeeze");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        int rank = 0;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if ((mask >> axis & 1) != 0 && x.Shape[axis] == 1) continue;
            lengths[rank] = x.Shape[axis];
            strides[rank++] = x.StrideValues[axis];
        }
        return x.View(new TensorShape(lengths[..rank]), strides, x.Offset);
    }

    /// <summary>With one more axis, of length 1.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">Its number in the result, negative from the innermost: −1 makes columns of a vector.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no such axis.</exception>
    public static Tensor<T> Unsqueeze<T>(this Tensor<T> x, int axis)
        where T : unmanaged
    {
        if (x.Rank == TensorShape.MaximumRank) throw new ArgumentException($"Unsqueeze: a tensor has at most {TensorShape.MaximumRank} axes.", nameof(x));
        axis = Axes.Normalize(axis, x.Rank + 1, "Unsqueeze");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        for (int i = 0; i <= x.Rank; i++)
        {
            int source = i < axis ? i : i - 1;
            lengths[i] = i == axis ? 1 : x.Shape[source];
            strides[i] = i == axis ? 0 : x.StrideValues[source];
        }
        return x.View(new TensorShape(lengths[..(x.Rank + 1)]), strides, x.Offset);
    }

    /// <summary>Several neighbouring axes as one: a view where the memory's order allows it, else a copy.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="first">The outermost of them.</param>
    /// <param name="last">The innermost of them.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the same elements; of a scalar, one of shape [1].</returns>
    /// <exception cref="ArgumentException">The last is outside of the first.</exception>
    public static Tensor<T> Flatten<T>(this Tensor<T> x, int first = 0, int last = -1)
        where T : unmanaged
    {
        if (x.Rank == 0) return Reshape(x, 1);
        first = Axes.Normalize(first, x.Rank, "Flatten");
        last = Axes.Normalize(last, x.Rank, "Flatten");
        if (last < first) throw new ArgumentException($"Flatten: axis {last} is outside of axis {first}.", nameof(last));
        ReadOnlySpan<int> shape = x.Shape.AsSpan();
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        shape[..first].CopyTo(lengths);
        lengths[first] = new TensorShape(shape[first..(last + 1)]).FlattenedLength;
        shape[(last + 1)..].CopyTo(lengths[(first + 1)..]);
        return Reshape(x, new TensorShape(lengths[..(x.Rank - last + first)]));
    }

    /// <summary>Repeated along new axes and along those of length 1, by NumPy's rules.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="shape">The new shape.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view, in which several positions show the same element.</returns>
    /// <exception cref="ShapeException">The shape does not follow from the tensor's by repeating.</exception>
    public static Tensor<T> BroadcastTo<T>(this Tensor<T> x, params TensorShape shape)
        where T : unmanaged =>
        x.View(shape, Layout.BroadcastStrides(x, shape, "BroadcastTo"), x.Offset);

    /// <summary>As <see cref="BroadcastTo"/>, where −1 leaves an axis at its length.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="shape">The new shape.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view, in which several positions show the same element.</returns>
    /// <exception cref="ShapeException">The shape does not follow from the tensor's by repeating.</exception>
    public static Tensor<T> Expand<T>(this Tensor<T> x, params TensorShape shape)
        where T : unmanaged
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        for (int axis = 1; axis <= shape.Rank; axis++)
        {
            int length = shape[^axis];
            if (length < 0) length = axis <= x.Rank ? x.Shape[^axis] : throw new ShapeException($"Expand: a new axis of {shape} has no length.");
            lengths[shape.Rank - axis] = length;
        }
        TensorShape expanded = new(lengths[..shape.Rank]);
        return x.View(expanded, Layout.BroadcastStrides(x, expanded, "Expand"), x.Offset);
    }

    /// <summary>Turned round along axes.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axes">The axes; all if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Flip<T>(this Tensor<T> x, Axes axes = default)
        where T : unmanaged
    {
        int mask = axes.ToMask(x.Rank, "Flip");
        TensorShape.Lengths strides = x.StrideValues;
        int offset = x.Offset;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if ((mask >> axis & 1) == 0 || x.Shape[axis] < 2) continue;
            if (x.Length > 0) offset += (x.Shape[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }
        return x.View(x.Shape, strides, offset);
    }

    /// <summary>A range of one axis.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="axis">The axis, negative from the innermost.</param>
    /// <param name="start">The first position.</param>
    /// <param name="length">How many positions.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or range.</exception>
    public static Tensor<T> Narrow<T>(this Tensor<T> x, int axis, int start, int length)
        where T : unmanaged
    {
        axis = Axes.Normalize(axis, x.Rank, "Narrow");
        if (start < 0 || length < 0 || start > x.Shape[axis] - length)
            throw new ArgumentOutOfRangeException(nameof(start), $"Narrow: axis {axis} of shape {x.Shape} has no {length} positions from {start}.");
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        x.Shape.AsSpan().CopyTo(lengths);
        lengths[axis] = length;
        return x.View(new TensorShape(lengths[..x.Rank]), x.StrideValues, length == 0 ? x.Offset : x.Offset + (start * x.StrideValues[axis]));
    }

    /// <summary>The elements one after the other in memory: a view if they are already, else a copy.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A contiguous tensor of the same shape.</returns>
    public static Tensor<T> Contiguous<T>(this Tensor<T> x)
        where T : unmanaged =>
        x.IsContiguous ? View(x) : Clone(x);

    /// <summary>A copy.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new contiguous tensor of the same shape with memory of its own.</returns>
    public static Tensor<T> Clone<T>(this Tensor<T> x)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.RentLike(x);
        x.CopyTo(result.Elements);
        return result;
    }

    /// <summary>Copies a tensor, broadcast, over another's elements.</summary>
    /// <param name="target">What is written.</param>
    /// <param name="source">What is copied; its shape broadcasts to the target's.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static void CopyFrom<T>(this Tensor<T> target, Tensor<T> source)
        where T : unmanaged
    {
        if (source.Storage != target.Storage || source.Length < 2)
        {
            StridedLoops.Copy(source, target, "CopyFrom");
            return;
        }
        // The two may overlap.
        Tensor<T> copy = Clone(source);
        StridedLoops.Copy(copy, target, "CopyFrom");
        copy.Recycle();
    }

    /// <summary>Writes one value everywhere.</summary>
    /// <param name="target">What is written.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    public static void Fill<T>(this Tensor<T> target, T value)
        where T : unmanaged
    {
        if (target.IsContiguous)
        {
            target.Elements.Fill(value);
            return;
        }
        Tensor<T> source = Scalar(value);
        StridedLoops.Copy(source, target, "Fill");
        source.Recycle();
    }

    /// <summary>The strides of the same elements in another shape, if there are any: each run of new axes must cover a run of old axes that lie in memory like one.</summary>
    private static bool TryReshapedStrides<T>(Tensor<T> x, TensorShape shape, out TensorShape.Lengths strides)
        where T : unmanaged
    {
        strides = default;
        if (x.IsContiguous)
        {
            Layout.SetContiguous(shape, ref strides);
            return true;
        }
        int axis = x.Rank - 1, next = shape.Rank - 1;
        while (axis >= 0)
        {
            // A run of old axes, from the inside out.
            int stride = x.StrideValues[axis], run = x.Shape[axis];
            while (axis > 0 && (x.Shape[axis - 1] == 1 || run == 1 || x.StrideValues[axis - 1] == stride * run))
            {
                axis--;
                if (run == 1) stride = x.StrideValues[axis];
                run *= x.Shape[axis];
            }
            axis--;
            while (next >= 0 && (run > 1 || shape[next] == 1))
            {
                if (run % shape[next] != 0) return false;
                strides[next] = stride;
                stride *= shape[next];
                run /= shape[next--];
            }
            if (run != 1) return false;
        }
        return true;
    }
}
