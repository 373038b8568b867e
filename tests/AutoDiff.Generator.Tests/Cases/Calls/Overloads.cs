namespace Cases.Calls;

public static partial class Overloads
{
    private static double Mix(double a, double b) => a * b + a;

    private static double Mix(double a, int n) => a * n;

    private static double Mix(params double[] all)
    {
        double p = 1;
        foreach (double v in all) p *= 1 + v;
        return p;
    }

    [Differentiable]
    public static double Resolved(double x, double y) => Mix(x, y) + Mix(y, 3) * Mix(x, y, 2) - Mix();

    public static IEnumerable<object[]> Points => [[0.5, 0.75], [-1.25, 0.5]];
}
