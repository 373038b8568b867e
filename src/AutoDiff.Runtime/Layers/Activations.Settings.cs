using System.Numerics;

namespace AutoDiff;

/// <summary><see cref="Tensor.Softmax{T}"/> as a layer: numbers that are positive and whose sum along an axis is 1.</summary>
/// <param name="axis">The axis, negative from the innermost.</param>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Softmax<T>(int axis = -1) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The axis.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Softmax(input, Axis);
}

/// <summary><see cref="Tensor.LogSoftmax{T}"/> as a layer: the logarithms of a softmax, computed without loss.</summary>
/// <param name="axis">The axis, negative from the innermost.</param>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class LogSoftmax<T>(int axis = -1) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The axis.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.LogSoftmax(input, Axis);
}

/// <summary><see cref="Tensor.LeakyRelu{T}"/> as a layer: x, or x times a small slope where it is negative.</summary>
/// <param name="slope">The slope below 0.</param>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class LeakyRelu<T>(double slope = 0.01) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The slope below 0.</summary>
    public double Slope { get; } = slope;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.LeakyRelu(input, T.CreateTruncating(Slope));
}

/// <summary><see cref="Tensor.Elu{T}"/> as a layer: x, or α(eˣ − 1) where it is negative.</summary>
/// <param name="alpha">α.</param>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Elu<T>(double alpha = 1) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>α.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Elu(input, T.CreateTruncating(Alpha));
}

/// <summary>All axes from one on in one: what lies between convolutions and a <see cref="Linear{T}"/>.</summary>
/// <param name="start">The first of the axes; 1 keeps that of the batch.</param>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Flatten<T>(int start = 1) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The first of the axes.</summary>
    public int Start { get; } = start;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => Tensor.Flatten(input, Start, -1);
}

/// <summary>What goes in comes out: a place where a layer may be.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Identity<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input) => input;
}
