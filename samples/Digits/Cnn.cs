using System.Numerics;
using AutoDiff;

namespace Digits;

/// <summary>Two convolutions, each of which halves the image's sides, and two layers on top of them.</summary>
/// <typeparam name="T">The numbers' type: <c>float</c> to train with, <c>double</c> to check the gradient with.</typeparam>
/// <param name="random">Where the first weights come from, and what is dropped.</param>
/// <param name="side">The rows and columns of an image, a multiple of 4.</param>
/// <param name="channels">How many filters the first convolution has; the second has twice as many.</param>
/// <param name="hidden">The length of the hidden layer.</param>
internal sealed partial class Cnn<T>(TensorRandom random, int side = DigitRenderer.Side, int channels = 16, int hidden = 128) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly SlidingWindow Window = new(5, 5, RowStride: 2, ColumnStride: 2, RowPadding: 2, ColumnPadding: 2);

    private readonly Conv2d<T> _edges = new(1, channels, Window, random: random);
    private readonly Conv2d<T> _parts = new(channels, 2 * channels, Window, random: random);
    private readonly Linear<T> _hidden = new(2 * channels * (side / 4) * (side / 4), hidden, random: random);
    private readonly Linear<T> _digits = new(hidden, 10, random: random);
    private readonly Dropout<T> _dropout = new(0.25, random);

    /// <summary>How much each image looks like each digit: logits.</summary>
    [Differentiable]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        Tensor<T> parts = Tensor.Relu(_parts.Forward(Tensor.Relu(_edges.Forward(input))));
        return _digits.Forward(_dropout.Forward(Tensor.Relu(_hidden.Forward(parts.Flatten(1)))));
    }
}
