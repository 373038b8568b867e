namespace Cases.Traps;

public static partial class SqrtUnselectedInLoop
{
    [Differentiable]
    public static double Lengths(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double square = x[i] * x[i] + y[i] * y[i], length = Math.Sqrt(square), angle = Math.Log(square);
            if (square > 0) sum += length * angle;
        }
        return sum;
    }

    public static object?[] ExpectedGradients =>
    [
        new object[] { new[] { 0, 0.6 * Math.Log(25) + 1.2 }, new[] { 0, 0.8 * Math.Log(25) + 1.6 } },
        null,
    ];

    public static IEnumerable<object[]> Points => [[new[] { 0.0, 3 }, new[] { 0.0, 4 }], [new[] { 0.5, 1 }, new[] { 0.25, 0 }]];
}
