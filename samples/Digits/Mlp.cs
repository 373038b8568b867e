using System.Numerics;
using AutoDiff;

namespace Digits;

/// <summary>A perceptron: 784 → 256 → 128 → 10.</summary>
/// <typeparam name="T">The numbers' type: <c>float</c> to train with, <c>double</c> to check the gradient with.</typeparam>
/// <param name="random">Where the first weights come from, and what is dropped.</param>
internal sealed partial class Mlp<T>(TensorRandom random) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> _first = new(DigitRenderer.Side * DigitRenderer.Side, 256, random: random);
    private readonly Linear<T> _second = new(256, 128, random: random);
    private readonly Linear<T> _third = new(128, 10, random: random);
    private readonly Dropout<T> _dropout = new(0.2, random);

    /// <summary>How much each image looks like each digit: logits.</summary>
    [Differentiable]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        Tensor<T> hidden = Tensor.Relu(_first.Forward(input.Flatten(1)));
        hidden = Tensor.Relu(_second.Forward(_dropout.Forward(hidden)));
        return _third.Forward(_dropout.Forward(hidden));
    }
}
