using System.Numerics;

namespace AutoDiff;

/// <summary>Normalises the innermost axes of each example to mean 0 and variance 1, then scales and shifts each element.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>(x − mean) / √(variance + ε) · weight + bias, with the variance over the count of elements.</remarks>
public sealed partial class LayerNorm<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Axes _axes;

    /// <summary>A layer that starts with weights of 1 and biases of 0.</summary>
    /// <param name="shape">The lengths of the innermost axes, which are normalised together.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="hasParameters">Whether there are weights and biases.</param>
    public LayerNorm(TensorShape shape, double epsilon = 1e-5, bool hasParameters = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Rank, 1, nameof(shape));
        (Shape, Epsilon) = (shape, epsilon);
        _axes = Enumerable.Range(-shape.Rank, shape.Rank).ToArray();
        if (!hasParameters) return;
        Weight = new(Tensor.Ones<T>(shape));
        Bias = new(Tensor.Zeros<T>(shape));
    }

    /// <summary>The lengths of the axes that are normalised.</summary>
    public TensorShape Shape { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>What each element is multiplied by; null where there is none.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>What is added to each element; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        Tensor<T> centred = input - input.Mean(_axes, true);
        Tensor<T> variance = Tensor.Square(centred).Mean(_axes, true);
        Tensor<T> normalised = centred / Tensor.Sqrt(variance + T.CreateTruncating(Epsilon));
        return Weight is null || Bias is null ? normalised : normalised * Weight.Value + Bias.Value;
    }
}
