namespace Cases.Overwrites;

public static partial class ReadWriteRead
{
    [Differentiable]
    public static double Squares(double[] x)
    {
        double[] a = (double[])x.Clone();
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double before = a[i];
            a[i] = before * before + sum;
            sum += a[i] * before;
        }
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5 }], [new[] { 2.0 }]];
}
