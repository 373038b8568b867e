using System.Numerics;

namespace AutoDiff;

/// <summary>
/// A source of random numbers that gives the same ones for the same seed, on every machine and in every version of the platform: xoshiro256++ of Blackman and Vigna, seeded by
/// SplitMix64. Not for use from several threads at once.
/// </summary>
/// <remarks>Reference: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on Mathematical Software 47 (2021).</remarks>
public sealed class TensorRandom
{
    [ThreadStatic]
    private static TensorRandom? t_default;

    private ulong _s0, _s1, _s2, _s3;
    private double _spare = double.NaN;

    /// <summary>A source that starts from a seed.</summary>
    /// <param name="seed">Any number.</param>
    public TensorRandom(long seed) => Seed(seed);

    /// <summary>This thread's own source, which the random tensors come from if none is named; it starts anywhere unless <see cref="Tensor.Seed"/> says where.</summary>
    public static TensorRandom Default => t_default ??= new TensorRandom(Random.Shared.NextInt64());

    /// <summary>Starts again from a seed.</summary>
    /// <param name="seed">Any number.</param>
    public void Seed(long seed)
    {
        ulong state = (ulong)seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
        _spare = double.NaN;
    }

    /// <summary>Where the source is, to go on from there by <see cref="Load"/>: PyTorch's <c>get_rng_state</c>.</summary>
    /// <returns>A new tensor of five numbers, which only <see cref="Load"/> understands.</returns>
    public Tensor<long> State() => Tensor.Create([(long)_s0, (long)_s1, (long)_s2, (long)_s3, BitConverter.DoubleToInt64Bits(_spare)]);

    /// <summary>Goes on from where a source was: the numbers that follow are those that followed there.</summary>
    /// <param name="state">What <see cref="State"/> gave.</param>
    /// <exception cref="InvalidDataException">It is no such state; the source stays as it is.</exception>
    public void Load(Tensor<long> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // A generator whose bits are all zero gives nothing but zeros.
        if (state.ToArray() is not [long s0, long s1, long s2, long s3, long spare] || (s0 | s1 | s2 | s3) == 0)
            throw new InvalidDataException($"This is no state of a {nameof(TensorRandom)}: {state}.");
        (_s0, _s1, _s2, _s3) = ((ulong)s0, (ulong)s1, (ulong)s2, (ulong)s3);
        _spare = BitConverter.Int64BitsToDouble(spare);
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number with equal probability.</returns>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number of the uniform distribution on [0, 1).</summary>
    /// <returns>A multiple of 2⁻⁵³.</returns>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number of the normal distribution of mean 0 and standard deviation 1, by Marsaglia's polar method.</summary>
    /// <returns>The number.</returns>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }
        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * scale;
        return x * scale;
    }

    /// <summary>An integer below a bound, all with the same probability.</summary>
    /// <param name="bound">The bound, 1 or more.</param>
    /// <returns>A number from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public long NextInteger(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        // Lemire's method: the high half of a product, where the few low halves that would favour some results are drawn again.
        ulong range = (ulong)bound, reject = (0 - range) % range;
        ulong high, low;
        do high = Math.BigMul(NextBits(), range, out low);
        while (low < reject);
        return (long)high;
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
