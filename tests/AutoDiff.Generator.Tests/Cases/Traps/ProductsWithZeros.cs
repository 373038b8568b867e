namespace Cases.Traps;

/// <summary>A zero factor: what divides a product by the factor to find the rest would fail.</summary>
public static partial class ProductsWithZeros
{
    [Differentiable]
    public static double Elementary(double[] x)
    {
        double[] e = new double[x.Length + 1];
        e[0] = 1;
        for (int i = 0; i < x.Length; i++)
            for (int k = i + 1; k > 0; k--) e[k] += e[k - 1] * x[i];
        double p = 1;
        foreach (double v in x) p *= v * v;
        return e[x.Length] + e[1] * e[x.Length - 1] + p;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0, 1.5, -2 }], [new[] { 0.0, 0, 3 }], [new[] { 0.5, 2 }]];
}
