namespace Cases.Expressions;

/// <summary>Integers of all widths, with wrap-around, as counters, indices and factors.</summary>
public static partial class NarrowIntegers
{
    [Differentiable]
    public static double Triangular(double[] x, long n)
    {
        double s = 0;
        for (long i = 0; i < n; i++)
        {
            short k = (short)(i * (i + 1) / 2 % x.Length);
            byte weight = unchecked((byte)(i * 200));
            sbyte sign = (sbyte)(i % 2 == 0 ? 1 : -1);
            ushort last = (ushort)(x.Length - 1);
            s += sign * x[k] * x[(int)i % x.Length] * weight + x[last] * (ulong)i;
        }
        return s / (n + 1);
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, -0.5, 2 }, 5L], [new[] { 1.5 }, 2L]];
}
