namespace Cases.Recursion;

/// <summary>Recursion that writes in place: a weighted sum of order statistics.</summary>
public static partial class Quicksort
{
    [Differentiable]
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

    [Differentiable]
    public static double Statistic(double[] x)
    {
        double[] sorted = (double[])x.Clone();
        Sort(sorted);
        double s = 0;
        for (int k = 0; k < sorted.Length; k++) s += (k + 1) * sorted[k] * sorted[k];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new double[] { 3, -1, 4, 1.5, -5, 9, 2.5 }], [new double[] { 2, 1 }], [new double[] { 1 }]];
}
