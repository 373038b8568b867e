namespace Cases.Arrays;

/// <summary>The method writes an argument and returns a value that depends on it before and after.</summary>
public static partial class WriteAndReturn
{
    [Differentiable]
    public static double Relax(double[] x, double rate)
    {
        double change = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double target = Math.Sin(x[(i + 1) % x.Length]);
            double step = rate * (target - x[i]);
            x[i] += step;
            change += step * step;
        }
        return change * x[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, 0.5], [new[] { 2.0 }, 1.5]];
}
