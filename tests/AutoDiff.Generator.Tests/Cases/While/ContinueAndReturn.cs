namespace Cases.While;

public static partial class ContinueAndReturn
{
    [Differentiable]
    public static double Process(double[] x)
    {
        double s = 1;
        int i = -1;
        while (++i < x.Length)
        {
            if (x[i] < 0) continue;
            s = s * x[i] + 0.25;
            if (s > 20) return Math.Log(s);
            if (x[i] > 3) break;
            s *= 1.1;
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 2.5, -0.5, 1.9 }], [new[] { 2.5, 9, 1 }], [new[] { 1, 3.5, 2 }], [new double[0]]];
}
