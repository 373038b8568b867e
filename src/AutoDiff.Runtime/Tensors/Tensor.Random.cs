using System.Numerics;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>Starts this thread's random numbers from a seed, so that the random tensors that follow are the same in every run.</summary>
    /// <param name="seed">Any number.</param>
    public static void Seed(long seed) => TensorRandom.Default.Seed(seed);

    /// <summary>Random numbers, uniform on [0, 1).</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="random">Where they come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> Uniform<T>(TensorShape shape, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Uniform(shape, T.Zero, T.One, random);

    /// <summary>Random numbers, uniform on an interval.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="low">The lower end, which is among them.</param>
    /// <param name="high">The upper end, which is not.</param>
    /// <param name="random">Where they come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> Uniform<T>(TensorShape shape, T low, T high, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        random ??= TensorRandom.Default;
        Tensor<T> result = Tensor<T>.Rent(shape);
        double start = double.CreateChecked(low), width = double.CreateChecked(high) - start;
        foreach (ref T element in result.Elements)
        {
            // The rounding to T may reach the upper end.
            do element = T.CreateTruncating(start + (width * random.NextDouble()));
            while (element >= high && high > low);
        }
        return result;
    }

    /// <summary>Random numbers of the normal distribution.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="random">Where they come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape, of mean 0 and standard deviation 1.</returns>
    public static Tensor<T> Normal<T>(TensorShape shape, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Normal(shape, T.Zero, T.One, random);

    /// <summary>Random numbers of a normal distribution.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The distribution's mean.</param>
    /// <param name="standardDeviation">Its standard deviation.</param>
    /// <param name="random">Where they come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> Normal<T>(TensorShape shape, T mean, T standardDeviation, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        random ??= TensorRandom.Default;
        Tensor<T> result = Tensor<T>.Rent(shape);
        double centre = double.CreateChecked(mean), scale = double.CreateChecked(standardDeviation);
        foreach (ref T element in result.Elements) element = T.CreateTruncating(centre + (scale * random.NextNormal()));
        return result;
    }

    /// <summary>Random integers, all of a range with the same probability.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The bound above, which is not among them.</param>
    /// <param name="random">Where they come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public static Tensor<T> Integers<T>(TensorShape shape, T low, T high, TensorRandom? random = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        random ??= TensorRandom.Default;
        Tensor<T> result = Tensor<T>.Rent(shape);
        long start = long.CreateChecked(low), count = long.CreateChecked(high) - start;
        foreach (ref T element in result.Elements) element = T.CreateChecked(start + random.NextInteger(count));
        return result;
    }

    /// <summary>The numbers from 0 below a bound in random order, all orders with the same probability.</summary>
    /// <param name="count">The bound.</param>
    /// <param name="random">Where the order comes from; this thread's default if nothing is said.</param>
    /// <returns>A new tensor of shape [count].</returns>
    public static Tensor<long> Permutation(int count, TensorRandom? random = null)
    {
        random ??= TensorRandom.Default;
        Tensor<long> result = Arange<long>(count);
        Span<long> elements = result.Elements;
        for (int i = count - 1; i > 0; i--)
        {
            int other = (int)random.NextInteger(i + 1);
            (elements[i], elements[other]) = (elements[other], elements[i]);
        }
        return result;
    }

    /// <summary>Ones with a probability, else zeros.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="probability">The probability of a one.</param>
    /// <param name="random">Where they come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside of [0, 1].</exception>
    public static Tensor<T> Bernoulli<T>(TensorShape shape, double probability, TensorRandom? random = null)
        where T : unmanaged, INumberBase<T>
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), $"Bernoulli: {probability} is not a probability.");
        random ??= TensorRandom.Default;
        Tensor<T> result = Tensor<T>.Rent(shape);
        foreach (ref T element in result.Elements) element = random.NextDouble() < probability ? T.One : T.Zero;
        return result;
    }
}
