namespace Cases.Overwrites;

public static partial class PingPongTemporary
{
    [Differentiable]
    public static double[] Steps(double[] x, int steps)
    {
        double[] a = new double[x.Length], b = new double[x.Length];
        for (int i = 0; i < x.Length; i++) a[i] = x[i];
        while (steps > 0)
        {
            for (int i = 0; i < a.Length; i++) b[i] = a[i] * a[(i + 1) % a.Length] + x[i];
            double[] t = a;
            a = b;
            b = t;
            steps--;
        }
        return a;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 0.5, -0.5 }, 3], [new[] { 0.75, 0.5 }, 0]];
}
