namespace Cases.Order;

public static partial class IndexSideEffects
{
    [Differentiable]
    public static double Walk(double[] x)
    {
        double[] a = new double[4];
        int i = 0;
        a[i++] = x[i] * x[0];
        a[i] = a[i - 1] + x[i++];
        a[i++] += x[--i] * (i = 2);
        a[++i] = x[i % 2] * a[i - 1];
        return a[0] * a[1] + a[2] * a[3] + i;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, -0.5, 2 }], [new[] { 0.5, 3, 0.75 }]];
}
