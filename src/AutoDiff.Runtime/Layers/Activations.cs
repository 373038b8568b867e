using System.Numerics;

namespace AutoDiff;

/// <summary><see cref="Tensor.Relu{T}"/> as a layer: max(x, 0).</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Relu<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Relu(input);
}

/// <summary><see cref="Tensor.Sigmoid{T}"/> as a layer: 1 / (1 + e⁻ˣ).</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Sigmoid<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Sigmoid(input);
}

/// <summary><see cref="Tensor.Tanh{T}"/> as a layer: the hyperbolic tangent.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Tanh<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Tanh(input);
}

/// <summary><see cref="Tensor.Silu{T}"/> as a layer: x · sigmoid(x), also called swish.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Silu<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Silu(input);
}

/// <summary><see cref="Tensor.Gelu{T}"/> as a layer: x · Φ(x), with the distribution function Φ of the standard normal distribution.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Gelu<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Gelu(input);
}

/// <summary><see cref="Tensor.Softplus{T}"/> as a layer: log(1 + eˣ).</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Softplus<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Softplus(input);
}

/// <summary><see cref="Tensor.LogSigmoid{T}"/> as a layer: log(sigmoid(x)).</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class LogSigmoid<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.LogSigmoid(input);
}
