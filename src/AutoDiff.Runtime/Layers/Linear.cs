using System.Numerics;

namespace AutoDiff;

/// <summary>An affine map of the innermost axis: y = x·Wᵀ + b.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>The weight and the bias start uniformly in ±1/√(inputs), as PyTorch's do.</remarks>
public sealed partial class Linear<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A layer with random weights.</summary>
    /// <param name="inputs">The length of the innermost axis of what goes in.</param>
    /// <param name="outputs">The length of the innermost axis of what comes out.</param>
    /// <param name="hasBias">Whether there is a bias.</param>
    /// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
    public Linear(int inputs, int outputs, bool hasBias = true, TensorRandom? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        T bound = T.CreateChecked(1 / Math.Sqrt(inputs));
        Weight = new(Tensor.Uniform([outputs, inputs], -bound, bound, random));
        Bias = hasBias ? new(Tensor.Uniform([outputs], -bound, bound, random)) : null;
    }

    /// <summary>W, of shape [outputs, inputs].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, of shape [outputs]; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        Tensor<T> product = Tensor.MatMul(input, Weight.Value.T);
        return Bias is null ? product : product + Bias.Value;
    }
}
