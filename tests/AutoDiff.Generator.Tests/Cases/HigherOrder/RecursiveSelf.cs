/// <summary>A recursive method that is differentiable itself, and one that sorts in place: both have the second derivatives that their callers need.</summary>
public static partial class RecursiveSelf
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Power(double x, int n)
    {
        if (n == 0) return 1;
        if (n % 2 == 1) return x * Power(x, n - 1);
        double root = Power(x, n / 2);
        return root * root;
    }

    [Differentiable(Order = 2)]
    public static void Sort(Span<double> a)
    {
        if (a.Length < 2) return;
        double pivot = a[a.Length / 2];
        int i = 0, j = a.Length - 1;
        while (i <= j)
        {
            while (a[i] < pivot) i++;
            while (a[j] > pivot) j--;
            if (i > j) break;
            (a[i], a[j]) = (a[j], a[i]);
            i++;
            j--;
        }
        Sort(a[..(j + 1)]);
        Sort(a[i..]);
    }

    [Differentiable(Order = 2)]
    public static double Statistic(double[] x)
    {
        double[] sorted = (double[])x.Clone();
        Sort(sorted);
        double s = 0;
        for (int i = 0; i < sorted.Length; i++) s += Power(sorted[i], i + 2);
        return s;
    }

    public static IEnumerable<object[]> PowerPoints => [[1.5, 5], [0.3, 8]];

    public static IEnumerable<object[]> SortPoints => [[new double[] { 3, 1, 2 }]];

    public static IEnumerable<object[]> StatisticPoints => [[new double[] { 0.3, -1.2, 0.9, 0.4 }]];
}
