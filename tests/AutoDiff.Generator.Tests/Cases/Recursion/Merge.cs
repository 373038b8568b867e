namespace Cases.Recursion;

/// <summary>A recursive method that returns a new array: the fast Walsh–Hadamard transform by halves.</summary>
public static partial class Merge
{
    [Differentiable]
    public static double[] Walsh(double[] x)
    {
        int n = x.Length;
        if (n == 1) return [x[0]];
        double[] even = new double[n / 2], odd = new double[n / 2];
        for (int i = 0; i < n / 2; i++)
        {
            even[i] = x[2 * i];
            odd[i] = x[2 * i + 1];
        }
        double[] a = Walsh(even), b = Walsh(odd);
        double[] result = new double[n];
        for (int i = 0; i < n / 2; i++)
        {
            result[i] = a[i] + b[i];
            result[i + n / 2] = a[i] * (1 + b[i]);
        }
        return result;
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1, 2, -0.5, 3 }], [new double[] { 2 }]];
}
