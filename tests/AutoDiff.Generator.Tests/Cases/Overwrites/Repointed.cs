namespace Cases.Overwrites;

public static partial class Repointed
{
    [Differentiable]
    public static double Chosen(double[] a, double[] b, bool second)
    {
        double[] p = a;
        double s = p[0] * p[0];
        if (second) p = b;
        for (int i = 0; i < p.Length; i++) s += p[i] * a[i % a.Length];
        p = second ? a : b;
        return s * p[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5 }, new[] { -0.5, 2, 1.25 }, true], [new[] { 0.75, 1.5 }, new[] { -0.5, 2, 1.25 }, false]];
}
