namespace Cases.Loops;

public static partial class Triangular
{
    [Differentiable]
    public static double Pairs(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
            for (int j = i + 1; j < x.Length; j++)
                s += Math.Exp(-(x[i] - x[j]) * (x[i] - x[j]));
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -2, 0.25 }], [new[] { -0.5 }]];
}
