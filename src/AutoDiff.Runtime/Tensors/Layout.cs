namespace AutoDiff;

/// <summary>Arithmetic of shapes and strides.</summary>
internal static class Layout
{
    /// <summary>The strides of elements that lie one after the other, the innermost axis fastest.</summary>
    public static void SetContiguous(TensorShape shape, ref TensorShape.Lengths strides)
    {
        ReadOnlySpan<int> lengths = shape.AsSpan();
        int stride = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(lengths[axis], 1);
        }
    }

    public static bool IsContiguous(TensorShape shape, in TensorShape.Lengths strides)
    {
        ReadOnlySpan<int> lengths = shape.AsSpan();
        int expected = 1;
        bool contiguous = true;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (lengths[axis] == 0) return true;
            if (lengths[axis] == 1) continue;
            contiguous &= strides[axis] == expected;
            expected *= lengths[axis];
        }
        return contiguous;
    }

    /// <summary>
    /// The shape that both become: aligned at the innermost axes, where one is missing or has length 1 the other decides. A message names the operation and the two.
    /// </summary>
    public static TensorShape Broadcast(TensorShape left, TensorShape right, string operation, string leftName = "the left operand", string rightName = "the right one")
    {
        if (left == right) return left;
        int rank = Math.Max(left.Rank, right.Rank);
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        for (int axis = 1; axis <= rank; axis++)
        {
            int a = axis <= left.Rank ? left[^axis] : 1, b = axis <= right.Rank ? right[^axis] : 1;
            if (a != b && a != 1 && b != 1) throw new ShapeException($"{operation}: {leftName} has the shape {left}, {rightName} {right}, and they do not broadcast: axis {-axis} has {a} against {b} elements.");
            lengths[rank - axis] = a == 1 ? b : a;
        }
        return new TensorShape(lengths[..rank]);
    }

    /// <summary>The strides with which a tensor is read as one of a shape that it broadcasts to: 0 along the axes on which it is repeated.</summary>
    public static TensorShape.Lengths BroadcastStrides<T>(Tensor<T> x, TensorShape shape, string operation, string name = "")
        where T : unmanaged
    {
        TensorShape.Lengths strides = default;
        int missing = shape.Rank - x.Rank;
        bool fits = missing >= 0;
        for (int axis = 0; fits && axis < x.Rank; axis++)
        {
            int length = x.Shape[axis];
            fits = length == shape[missing + axis] || length == 1;
            strides[missing + axis] = length == 1 ? 0 : x.StrideValues[axis];
        }
        return fits ? strides : throw new ShapeException($"{operation}: the shape {x.Shape}{(name.Length > 0 ? $" of {name}" : "")} does not broadcast to {shape}.");
    }
}
