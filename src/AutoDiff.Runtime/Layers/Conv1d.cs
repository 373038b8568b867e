using System.Numerics;

namespace AutoDiff;

/// <summary>A convolution of signals: the inner products of a window at each of its places with filters.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>Signals are of shape [batch, channels, length]. Weights and biases start uniformly in ±1/√n, with n products in each sum, as PyTorch's do.</remarks>
public sealed partial class Conv1d<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A layer with random filters.</summary>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="outputs">The channels that come out: the number of filters.</param>
    /// <param name="width">The length of the window.</param>
    /// <param name="stride">By how much it moves on.</param>
    /// <param name="padding">How many zeros lie at each end of the signal.</param>
    /// <param name="dilation">The distance of the window's elements.</param>
    /// <param name="groups">Into how many groups the channels are divided, each with filters of its own.</param>
    /// <param name="hasBias">Whether there are biases.</param>
    /// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
    public Conv1d(int inputs, int outputs, int width, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool hasBias = true, TensorRandom? random = null)
    {
        Convolution.CheckGroups(inputs, outputs, groups);
        Window = new(1, width, ColumnStride: stride, ColumnPadding: padding, ColumnDilation: dilation);
        Groups = groups;
        T bound = T.CreateChecked(1 / Math.Sqrt(inputs / groups * width));
        Weight = new(Tensor.Uniform([outputs, inputs / groups, width], -bound, bound, random));
        Bias = hasBias ? new(Tensor.Uniform([outputs], -bound, bound, random)) : null;
    }

    /// <summary>The window, of one row, and its places.</summary>
    public SlidingWindow Window { get; }

    /// <summary>Into how many groups the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>The filters, of shape [outputs, inputs / groups, width].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        if (input.Rank != 3 || input.Shape[1] != Weight.Shape[1] * Groups) throw new ShapeException($"Conv1d: the input has the shape {input.Shape}; [batch, {Weight.Shape[1] * Groups}, length] is wanted.");
        Tensor<T> product = Convolution.Of(Tensor.Unfold(Tensor.Unsqueeze(input, 2), Window), Weight.Value, Groups).Reshape(Tensor.ConvolvedShape(input.Shape, Weight.Shape, Window));
        return Bias is null ? product : product + Bias.Value.Reshape(Tensor.BiasShape(Weight.Shape));
    }
}
