namespace Cases.Loops;

public static partial class Product
{
    [Differentiable]
    public static double Of(double[] x)
    {
        double t = 1;
        for (int i = 0; i < x.Length; i++) t *= x[i];
        return t;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.25, -3, 0.5 }], [new[] { 1.25, 0, 0.5 }], [new[] { 0.0, 0, 2 }], [new double[0]]];
}
