namespace Cases.Overwrites;

public static partial class PrefixSum
{
    [Differentiable]
    public static void InPlace(double[] x)
    {
        for (int i = 1; i < x.Length; i++) x[i] += x[i - 1];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 2 }], [new[] { 2.0 }], [new double[0]]];
}
