namespace Cases.Traps;

/// <summary>What is computed but never reaches the result has no part in the derivative.</summary>
public static partial class UnusedResults
{
    [Differentiable]
    public static double Needed(double[] x, double y)
    {
        double[] unused = new double[x.Length];
        double s = 0, lost = 1;
        for (int i = 0; i < x.Length; i++)
        {
            unused[i] = Math.Exp(x[i] * y);
            lost *= unused[i];
            s += x[i] * y;
        }
        lost = Math.Log(lost);
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5 }, 2]];
}
