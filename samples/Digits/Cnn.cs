using AutoDiff;

namespace Digits;

/// <summary>Two convolutions, each of which halves the image's sides, and two layers on top of them.</summary>
/// <param name="random">Where the first weights come from, and what is dropped.</param>
/// <param name="side">The rows and columns of an image, a multiple of 4.</param>
/// <param name="channels">How many filters the first convolution has; the second has twice as many.</param>
/// <param name="hidden">The length of the hidden layer.</param>
internal sealed partial class Cnn(TensorRandom random, int side = DigitRenderer.Side, int channels = 16, int hidden = 128) : Layer<float>
{
    private static readonly SlidingWindow Window = new(5, 5, RowStride: 2, ColumnStride: 2, RowPadding: 2, ColumnPadding: 2);

    private readonly Conv2d<float> _edges = new(1, channels, Window, random: random);
    private readonly Conv2d<float> _parts = new(channels, 2 * channels, Window, random: random);
    private readonly Linear<float> _hidden = new(2 * channels * (side / 4) * (side / 4), hidden, random: random);
    private readonly Linear<float> _digits = new(hidden, 10, random: random);
    private readonly Dropout<float> _dropout = new(0.25, random);

    /// <summary>How much each image looks like each digit: logits.</summary>
    [Differentiable]
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> parts = Tensor.Relu(_parts.Forward(Tensor.Relu(_edges.Forward(input))));
        return _digits.Forward(_dropout.Forward(Tensor.Relu(_hidden.Forward(parts.Flatten(1)))));
    }
}
