namespace Cases.Calls;

/// <summary>Calls with statements of their own inside conditions and conditional expressions.</summary>
public static partial class CalleeInCondition
{
    private static double Sum(double[] x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++) s += x[i] * x[i];
        return s;
    }

    [Differentiable]
    public static double Chosen(double[] x)
    {
        double r = Sum(x, 1) > 1 || Sum(x, 2) > 2 ? Sum(x, x.Length) : x[0] * 3;
        if (x.Length > 1 && Sum(x, 2) is var two && two > 1) r *= two;
        int n = 0;
        while (n < x.Length && Sum(x, n) < 4) n++;
        return r + Sum(x, n) * n;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }], [new[] { 1.5, 0.25 }], [new[] { 1.25 }]];
}
