namespace Cases.While;

public static partial class ForInside
{
    [Differentiable]
    public static double Contract(double[] x)
    {
        double[] v = (double[])x.Clone();
        double norm = 10;
        int sweeps = 0;
        while (norm > 0.5 && sweeps < 20)
        {
            norm = 0;
            for (int i = 0; i < v.Length; i++)
            {
                v[i] = 0.7 * v[i] + 0.1 * Math.Sin(v[(i + 1) % v.Length]);
                norm += v[i] * v[i];
            }
            sweeps++;
        }
        return norm * sweeps + v[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 2.5, 0.5, -1.9 }], [new[] { 0.1 }]];
}
