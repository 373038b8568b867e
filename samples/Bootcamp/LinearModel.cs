using AutoDiff;

namespace Bootcamp;

/// <summary>y = W x + B.</summary>
/// <param name="random">Where the first guess comes from.</param>
public sealed partial class LinearModel(TensorRandom random) : Module
{
    /// <summary>The slope.</summary>
    public Parameter<float> W { get; } = new(Tensor.Uniform<float>([1], -1, 1, random));

    /// <summary>The value at 0.</summary>
    public Parameter<float> B { get; } = new(Tensor.Uniform<float>([1], -1, 1, random));

    /// <summary>What the model says at x.</summary>
    [Differentiable]
    public Tensor<float> Forward(Tensor<float> x) => W * x + B;
}
