namespace Cases.Overwrites;

public static partial class BubbleSort
{
    [Differentiable]
    public static void InPlace(Span<double> x)
    {
        bool swapped;
        int end = x.Length;
        do
        {
            swapped = false;
            for (int i = 1; i < end; i++)
            {
                if (x[i - 1] <= x[i]) continue;
                double t = x[i];
                x[i] = x[i - 1];
                x[i - 1] = t;
                swapped = true;
            }
            end--;
        }
        while (swapped);
    }

    public static IEnumerable<object[]> Points => [[new[] { 3, 1.5, -0.5, 2, 0.25 }], [new[] { 1.0, 2, 3 }], [new[] { 1.0 }]];
}
