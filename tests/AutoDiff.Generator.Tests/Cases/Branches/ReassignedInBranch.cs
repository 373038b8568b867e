namespace Cases.Branches;

public static partial class ReassignedInBranch
{
    [Differentiable]
    public static double Adjusted(double x, double y)
    {
        double t = x * y;
        if (t > 1) t = Math.Log(t);
        else x = t + x;
        if (x > y) { double swap = x; x = y; y = swap * x; }
        return t * x - y;
    }

    public static IEnumerable<object[]> Points => [[2, 1.5], [0.5, 0.75], [2, 0.3], [-1, 2]];
}
