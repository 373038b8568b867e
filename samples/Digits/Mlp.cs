using AutoDiff;

namespace Digits;

/// <summary>A perceptron: 784 → 256 → 128 → 10.</summary>
/// <param name="random">Where the first weights come from, and what is dropped.</param>
internal sealed partial class Mlp(TensorRandom random) : Layer<float>
{
    private readonly Linear<float> _first = new(DigitRenderer.Side * DigitRenderer.Side, 256, random: random);
    private readonly Linear<float> _second = new(256, 128, random: random);
    private readonly Linear<float> _third = new(128, 10, random: random);
    private readonly Dropout<float> _dropout = new(0.2, random);

    /// <summary>How much each image looks like each digit: logits.</summary>
    [Differentiable]
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> hidden = Tensor.Relu(_first.Forward(input.Flatten(1)));
        hidden = Tensor.Relu(_second.Forward(_dropout.Forward(hidden)));
        return _third.Forward(_dropout.Forward(hidden));
    }
}
