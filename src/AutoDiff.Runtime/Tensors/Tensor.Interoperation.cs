using System.Numerics.Tensors;
using PlatformTensor = System.Numerics.Tensors.Tensor;

namespace AutoDiff;

/// <content>To and from the tensors of <c>System.Numerics.Tensors</c>.</content>
public static partial class Tensor
{
    /// <summary>The same elements as a span of the platform's, without a copy.</summary>
    /// <param name="x">A tensor; not one that was turned round, which the platform's cannot show.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A span on the tensor's memory; a scalar has one axis of length 1 there.</returns>
    /// <exception cref="ArgumentException">A stride is negative.</exception>
    public static TensorSpan<T> AsTensorSpan<T>(this Tensor<T> x)
        where T : unmanaged
    {
        Span<nint> lengths = stackalloc nint[TensorShape.MaximumRank], strides = stackalloc nint[TensorShape.MaximumRank];
        int rank = Describe(x, lengths, strides);
        return new TensorSpan<T>(x.Memory, x.Offset, lengths[..rank], strides[..rank]);
    }

    /// <summary>The same elements as a tensor of the platform's, without a copy: both show the same memory.</summary>
    /// <param name="x">A tensor; not one that was turned round, which the platform's cannot show.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the platform's on the tensor's memory; a scalar has one axis of length 1 there.</returns>
    /// <exception cref="ArgumentException">A stride is negative.</exception>
    public static System.Numerics.Tensors.Tensor<T> ToPlatformTensor<T>(this Tensor<T> x)
        where T : unmanaged
    {
        Span<nint> lengths = stackalloc nint[TensorShape.MaximumRank], strides = stackalloc nint[TensorShape.MaximumRank];
        int rank = Describe(x, lengths, strides);
        return PlatformTensor.Create(x.Memory, x.Offset, lengths[..rank], strides[..rank]);
    }

    /// <summary>A copy of a span of the platform's. To share memory, make both of one array: <see cref="Wrap{T}(T[], TensorShape)"/> here, <c>Tensor.Create</c> there.</summary>
    /// <param name="source">The platform's span, or its tensor, which converts to one.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentException">It has more than <see cref="TensorShape.MaximumRank"/> axes.</exception>
    public static Tensor<T> FromTensorSpan<T>(scoped in ReadOnlyTensorSpan<T> source)
        where T : unmanaged
    {
        Span<int> lengths = stackalloc int[Math.Max(source.Rank, TensorShape.MaximumRank)];
        for (int axis = 0; axis < source.Rank; axis++) lengths[axis] = checked((int)source.Lengths[axis]);
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..source.Rank]));
        source.FlattenTo(result.Elements);
        return result;
    }

    /// <summary>A copy of a tensor of the platform's. To share memory, make both of one array: <see cref="Wrap{T}(T[], TensorShape)"/> here, <c>Tensor.Create</c> there.</summary>
    /// <param name="source">The platform's tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentException">It has more than <see cref="TensorShape.MaximumRank"/> axes.</exception>
    public static Tensor<T> FromTensor<T>(System.Numerics.Tensors.Tensor<T> source)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        return FromTensorSpan(source.AsReadOnlyTensorSpan());
    }

    private static int Describe<T>(Tensor<T> x, Span<nint> lengths, Span<nint> strides)
        where T : unmanaged
    {
        if (x.Rank == 0)
        {
            // The platform has no tensors without axes.
            lengths[0] = 1;
            strides[0] = 0;
            return 1;
        }
        for (int axis = 0; axis < x.Rank; axis++)
        {
            lengths[axis] = x.Shape[axis];
            // The platform's strides are 0 along an axis of length 1.
            strides[axis] = x.Shape[axis] == 1 ? 0 : x.Strides[axis];
            if (strides[axis] < 0) throw new ArgumentException($"Axis {axis} of this view was turned round, which the platform's tensors cannot show; take Contiguous() of it.", nameof(x));
        }
        return x.Rank;
    }
}
