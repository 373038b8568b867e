namespace Cases.Expressions;

/// <summary>Integers as wide as the machine: indices, counters, arithmetic, conversions.</summary>
public static partial class NativeIntegers
{
    [Differentiable]
    public static double Stride(double[] x, nint stride, double weight)
    {
        double s = 0;
        nint n = x.Length;
        for (nint i = 0; i < n; i += stride) s += x[i] * weight / (i + 1);
        nuint last = (nuint)(n - 1);
        ulong wide = last;
        return s + x[(int)last] * wide * (double)last - (stride > 1 ? (long)stride : -1) * x[0] * (nint)(-2);
    }

    public static IEnumerable<object[]> StridePoints => [[new[] { 0.5, -1.25, 2.0, 3.0 }, (nint)2, 0.75], [new[] { 0.5, -1.25, 2.0 }, (nint)1, 0.75]];
}
