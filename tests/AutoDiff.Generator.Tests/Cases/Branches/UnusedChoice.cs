namespace Cases.Branches;

/// <summary>A choice whose value nobody reads, of the same name as one that is declared later.</summary>
public static partial class UnusedChoice
{
    [Differentiable]
    public static double Chosen(double[] x, int n)
    {
        double r = 0, s = x[0];
        {
            double t = n > 0 ? 1 : x[n];
            r = s * s;
        }
        if (n % 2 == 0)
        {
            double t = n == 0 ? s : r * s;
            r += t;
        }
        return r;
    }

    public static IEnumerable<object[]> Points => [[new double[] { 0.5, -1.5 }, 0], [new double[] { 0.5, -1.5 }, 1], [new double[] { 0.5, 2 }, 2]];
}
