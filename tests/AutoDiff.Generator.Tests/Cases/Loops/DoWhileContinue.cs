namespace Cases.Loops;

/// <summary><c>continue</c> goes to the condition.</summary>
public static partial class DoWhileContinue
{
    [Differentiable]
    public static double Sum(double[] x)
    {
        double s = 1;
        int i = 0;
        do
        {
            if (x[i] < 0) continue;
            s *= x[i];
            if (s > 5) break;
        }
        while (++i < x.Length && x[i] < 4);
        return s * s;
    }

    // An element below zero ends the loop at the next one that is not below 4.
    public static IEnumerable<object[]> Points => [[new[] { 0.5, -1.5, 2.25, 1.5 }], [new[] { 3, 2.5, 2 }], [new[] { 0.5, 6 }]];
}
