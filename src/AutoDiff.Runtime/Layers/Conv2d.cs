using System.Numerics;

namespace AutoDiff;

/// <summary>A convolution of images, in the sense of neural networks: the inner products of a window at each of its places with filters.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>Images are of shape [batch, channels, height, width]. Weights and biases start uniformly in ±1/√n, with n products in each sum, as PyTorch's do.</remarks>
public sealed partial class Conv2d<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A layer with random filters.</summary>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="outputs">The channels that come out: the number of filters.</param>
    /// <param name="window">The window, with strides, padding and dilation.</param>
    /// <param name="groups">Into how many groups the channels are divided, each with filters of its own.</param>
    /// <param name="hasBias">Whether there are biases.</param>
    /// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
    public Conv2d(int inputs, int outputs, SlidingWindow window, int groups = 1, bool hasBias = true, TensorRandom? random = null)
    {
        Convolution.CheckGroups(inputs, outputs, groups);
        (Window, Groups) = (window, groups);
        T bound = T.CreateChecked(1 / Math.Sqrt(inputs / groups * window.Height * window.Width));
        Weight = new(Tensor.Uniform([outputs, inputs / groups, window.Height, window.Width], -bound, bound, random));
        Bias = hasBias ? new(Tensor.Uniform([outputs], -bound, bound, random)) : null;
    }

    /// <summary>The window and its places.</summary>
    public SlidingWindow Window { get; }

    /// <summary>Into how many groups the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>The filters, of shape [outputs, inputs / groups, window height, window width].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        if (input.Rank != 4 || input.Shape[1] != Weight.Shape[1] * Groups) throw new ShapeException($"Conv2d: the input has the shape {input.Shape}; [batch, {Weight.Shape[1] * Groups}, height, width] is wanted.");
        Tensor<T> product = Convolution.Of(Tensor.Unfold(input, Window), Weight.Value, Groups).Reshape(Tensor.ConvolvedShape(input.Shape, Weight.Shape, Window));
        return Bias is null ? product : product + Bias.Value.Reshape(Tensor.BiasShape(Weight.Shape));
    }
}
