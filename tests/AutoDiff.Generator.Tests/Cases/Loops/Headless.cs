namespace Cases.Loops;

public static partial class Headless
{
    [Differentiable]
    public static double Endless(double[] x)
    {
        double s = 1;
        int i = 0;
        for (; ; )
        {
            if (i == x.Length) break;
            s += x[i] * s;
            i++;
        }
        for (; i > 0; i--) s *= x[i - 1];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new double[0]]];
}
