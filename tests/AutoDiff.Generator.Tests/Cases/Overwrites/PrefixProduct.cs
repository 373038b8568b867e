namespace Cases.Overwrites;

public static partial class PrefixProduct
{
    [Differentiable]
    public static double InPlace(Span<double> x)
    {
        for (int i = 1; i < x.Length; i++) x[i] *= x[i - 1];
        double s = 0;
        foreach (double v in x) s += v * v;
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 2 }], [new[] { 0.75, 0, -0.5, 2 }], [new double[0]]];
}
