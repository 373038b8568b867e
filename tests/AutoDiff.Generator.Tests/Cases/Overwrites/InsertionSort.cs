namespace Cases.Overwrites;

public static partial class InsertionSort
{
    [Differentiable]
    public static double Ordered(double[] x, double[] weight)
    {
        double[] a = (double[])x.Clone();
        for (int i = 1; i < a.Length; i++)
        {
            double key = a[i];
            int j = i - 1;
            while (j >= 0 && a[j] > key)
            {
                a[j + 1] = a[j];
                j--;
            }
            a[j + 1] = key;
        }
        double s = 0;
        for (int i = 0; i < a.Length; i++) s += weight[i] * a[i] * a[i];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 3, 1.5, -0.5, 2, 0.25 }, new[] { 1, 2, 3, -1, 0.5 }], [new[] { 2.0 }, new[] { 1.5 }]];
}
