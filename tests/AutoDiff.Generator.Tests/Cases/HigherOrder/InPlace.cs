/// <summary>The argument is overwritten step by step: the second derivative runs through what it held before.</summary>
public static partial class InPlace
{
    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.2, 0.8 }], [new[] { 1.5, 0.3 }]];

    [Differentiable(Order = 2)]
    public static double Energy(double[] x)
    {
        for (int i = 1; i < x.Length; i++) x[i] = Math.Sin(x[i]) + x[i - 1] * x[i - 1];
        double sum = 0;
        foreach (double value in x) sum += value * value;
        return sum;
    }
}
