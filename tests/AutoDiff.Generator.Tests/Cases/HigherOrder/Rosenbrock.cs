/// <summary>The valley of Rosenbrock: its Hessian is banded and changes its signs.</summary>
public static partial class Rosenbrock
{
    public static IEnumerable<object[]> Points => [[new[] { -1.2, 1.0, 0.4 }], [new[] { 1.0, 1.0 }], [Array.Empty<double>()]];

    [Differentiable(Order = 2)]
    public static double Value(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double valley = x[i + 1] - x[i] * x[i], rest = 1 - x[i];
            sum += 100 * valley * valley + rest * rest;
        }
        return sum;
    }
}
