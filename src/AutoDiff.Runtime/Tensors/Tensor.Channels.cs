using System.ComponentModel;
using System.Numerics;

namespace AutoDiff;

/// <content>For layers over channels, the second axis of a tensor.</content>
public static partial class Tensor
{
    // What is broadcast over all but the channels: [1, C, 1, …].
    internal static TensorShape ChannelShape(TensorShape shape)
    {
        Span<int> lengths = stackalloc int[shape.Rank];
        lengths.Fill(1);
        lengths[1] = shape[1];
        return new(lengths);
    }

    // [batch, outputs, places…] for an input [batch, channels, …] and filters [outputs, …].
    internal static TensorShape ConvolvedShape(TensorShape input, TensorShape filters, SlidingWindow window) => input.Rank == 3
        ? [input[0], filters[0], window.Columns(input[2])]
        : [input[0], filters[0], window.Rows(input[2]), window.Columns(input[3])];

    // What is broadcast over all but the filters' channels.
    internal static TensorShape BiasShape(TensorShape filters) => filters.Rank == 3 ? [filters[0], 1] : [filters[0], 1, 1];

    internal static Axes AllButChannel(TensorShape shape) => s_allButChannel[shape.Rank - 2];

    /// <summary>Moves a tensor a part of the way to another: x += (y − x) · share. What has other axes of length 1 is taken as the target's shape.</summary>
    /// <param name="target">What moves.</param>
    /// <param name="x">Where to.</param>
    /// <param name="share">Which part of the way.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MoveInPlace<T>(Tensor<T> target, Tensor<T> x, double share)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> moved = target.Elements;
        T part = T.CreateTruncating(share);
        int i = 0;
        foreach (T element in x)
        {
            moved[i] += (element - moved[i]) * part;
            i++;
        }
    }

    private static readonly Axes[] s_allButChannel = [.. Enumerable.Range(2, TensorShape.MaximumRank - 1).Select(rank => (Axes)Enumerable.Range(0, rank).Where(axis => axis != 1).ToArray())];
}
