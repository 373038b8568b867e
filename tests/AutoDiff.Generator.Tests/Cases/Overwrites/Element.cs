namespace Cases.Overwrites;

public static partial class Element
{
    [Differentiable]
    public static double Reused(double x, double y)
    {
        double[] a = new double[2];
        a[0] = x * y;
        a[1] = Math.Sin(a[0]);
        a[0] = a[1] * a[0];
        double s = a[0] * a[0];
        a[0] = s + a[1];
        a[1] = 3;
        return a[0] * s + a[1] * a[0];
    }

    public static IEnumerable<object[]> Points => [[0.75, 1.5], [-0.5, 2]];
}
