namespace Cases.Contracts;

public static partial class UnselectedResult
{
    private static (double Root, double Number) Pair(double x, int n) => n == 0 ? (Math.Sqrt(Math.Abs(x)), x) : Pair(x, n - 1);

    // The root has an infinite slope at 0, but nothing depends on it.
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Number(double x, int n)
    {
        (double _, double number) = Pair(x, n);
        return 3 * number;
    }

    public static IEnumerable<object[]> Points => [[0.0, 2], [0.75, 0]];
}
