using System.Numerics;

namespace AutoDiff;

/// <summary>A table with a vector for each of so many numbers: of words, of users.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class Embedding<T> : Module
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A table of random vectors, of the standard normal distribution.</summary>
    /// <param name="count">How many numbers have a vector.</param>
    /// <param name="length">The vectors' length.</param>
    /// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
    public Embedding(int count, int length, TensorRandom? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Weight = new(Tensor.Normal<T>([count, length], random));
    }

    /// <summary>The vectors, of shape [count, length].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The vectors of numbers.</summary>
    /// <param name="input">The numbers, of any shape.</param>
    /// <returns>A tensor with one axis more, the innermost.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public Tensor<T> Forward(Tensor<long> input) => Tensor.Take(Weight.Value, input, 0);

    /// <inheritdoc cref="Forward(Tensor{long})"/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public Tensor<T> Forward(Tensor<int> input) => Tensor.Take(Weight.Value, input.To<long>(), 0);
}
