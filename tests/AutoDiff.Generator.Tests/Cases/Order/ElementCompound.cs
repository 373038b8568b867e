namespace Cases.Order;

/// <summary>The index of a compound assignment is evaluated once, the element read before the right side runs.</summary>
public static partial class ElementCompound
{
    [Differentiable]
    public static double Once(double[] x)
    {
        double[] a = (double[])x.Clone();
        int k = 0;
        a[k++] *= a[k] + (a[0] = 3) * a[0];
        a[k++] += a[0] * (a[1] = x[0]);
        a[k] -= a[k] * (a[k] = a[0] * a[1]);
        return a[0] * a[1] * a[2];
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, -0.5, 2 }], [new[] { 0.5, 3, 0.75 }]];
}
