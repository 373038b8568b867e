namespace Cases.Traps;

/// <summary>At 0 the square root has an infinite slope but is not selected: the derivative is 0, not NaN.</summary>
public static partial class SqrtUnselected
{
    [Differentiable]
    public static double Guarded(double x)
    {
        double s = Math.Sqrt(x);
        return x > 0 ? s : 0;
    }

    public static object?[] ExpectedGradients => [new object[] { 0.0 }, null];

    public static IEnumerable<object[]> Points => [[0], [2]];
}
