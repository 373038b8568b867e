using System.Numerics;

namespace AutoDiff;

/// <summary>While it is trained: sets elements to zero at random, and scales the others so that the expectation stays. Afterwards: nothing.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Dropout<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TensorRandom? _random;

    /// <summary>A layer that drops elements.</summary>
    /// <param name="probability">With which an element becomes zero; from 0 to below 1.</param>
    /// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
    public Dropout(double probability = 0.5, TensorRandom? random = null)
    {
        if (!(probability >= 0 && probability < 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability from 0 to below 1 is wanted.");
        (Probability, _random) = (probability, random);
    }

    /// <summary>With which an element becomes zero.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        if (!IsTraining || Probability == 0) return input;
        return input * (Tensor.Bernoulli<T>(input.Shape, 1 - Probability, _random) / T.CreateTruncating(1 - Probability));
    }
}
