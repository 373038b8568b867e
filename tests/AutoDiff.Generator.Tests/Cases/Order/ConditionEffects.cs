namespace Cases.Order;

public static partial class ConditionEffects
{
    [Differentiable]
    public static double Scan(double[] x)
    {
        double s = 0, t;
        int i = 0;
        while (i < x.Length && (t = x[i++] * x[i - 1]) < 9)
        {
            s += t > 1 ? (s = t) * s : t;
            if ((t = s - t) > 0) s *= 0.5;
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, -0.5, 2, 4, 1 }], [new[] { 0.5, 0.75, -1.1 }], [new double[0]]];
}
