namespace Cases.Expressions;

/// <summary>Compound assignments to elements of a local array, among them one whose right side reads the element itself.</summary>
public static partial class CompoundElements
{
    [Differentiable]
    public static double Elements(double x, double y)
    {
        double[] a = [x, y, x * y];
        a[0] += a[1];
        a[1] *= a[1] + a[0];
        a[2] -= a[0] * a[1];
        a[0] /= a[2];
        a[^1] *= 3;
        return a[0] * a[1] + a[2];
    }

    public static IEnumerable<object[]> Points => [[1.5, 0.5], [-0.75, 2]];
}
