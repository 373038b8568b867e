using System.Numerics;

namespace AutoDiff;

/// <summary>A module that makes one tensor of one: what a <see cref="Sequential{T}"/> is made of.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public abstract partial class Layer<T> : Module
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What the layer computes.</summary>
    /// <param name="input">A batch; the layer says of which shape.</param>
    /// <returns>Its result for each.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public abstract Tensor<T> Forward(Tensor<T> input);
}
