namespace Cases.Recursion;

/// <summary>Scalar recursion with branches: a power by repeated squaring.</summary>
public static partial class Power
{
    [Differentiable]
    public static double Raise(double x, int n)
    {
        if (n == 0) return 1;
        if (n % 2 == 1) return x * Raise(x, n - 1);
        double root = Raise(x, n / 2);
        return root * root;
    }

    public static IEnumerable<object[]> Points => [[1.5, 0], [1.5, 1], [0.75, 10], [-1.25, 7]];
}
