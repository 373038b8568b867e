namespace Cases.Checked;

/// <summary>Integers keep their overflow checks, floats know none.</summary>
public static partial class Overflow
{
    [Differentiable]
    public static double Weighted(double[] x, int stride, byte scale)
    {
        double sum = 0;
        checked
        {
            int position = -stride;
            while (position + stride < x.Length)
            {
                position += stride;
                scale++;
                sum += x[position] * (short)(scale * position + 1);
            }
            return sum * unchecked((byte)(scale * 1000)) + (int)(stride * 1.5) * x[0] * x[0];
        }
    }

    [Differentiable]
    public static double Hashed(double x, int seed)
    {
        int hash = unchecked(seed * 486187739 + checked(seed + 1));
        return x * x * checked((hash & 15) - (seed * 2 - unchecked(hash * hash) % 7));
    }

    public static IEnumerable<object[]> WeightedPoints => [[new double[] { 0.5, -1.25, 2, 0.75, 1 }, 2, 3]];

    public static IEnumerable<object[]> HashedPoints => [[1.5, 12345]];
}
