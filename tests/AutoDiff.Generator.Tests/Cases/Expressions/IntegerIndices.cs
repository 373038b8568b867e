namespace Cases.Expressions;

/// <summary>Integer arithmetic of all kinds leads to the elements that are read.</summary>
public static partial class IntegerIndices
{
    [Differentiable]
    public static double Strided(double[] x, int seed)
    {
        double s = 0;
        uint state = (uint)seed;
        for (int i = 0; i < x.Length; i++)
        {
            state = unchecked(state * 1664525u + 1013904223u);
            int j = (int)(state >> 16) % x.Length;
            int k = ((i << 1) ^ 3 & ~i) % x.Length;
            int l = Math.Min(Math.Abs(i - 2), x.Length - 1);
            s += x[j] * x[k] / (1 + x[l] * x[l]) * (i % 3 - 1);
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, -2, 1, 0.25 }, 7], [new[] { 0.5, 3 }, 12345]];
}
