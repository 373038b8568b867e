namespace Cases.Calls;

/// <summary>A callee that returns through <c>out</c> and <c>ref</c> parameters is inlined.</summary>
public static partial class ReferenceParameters
{
    private static void Rotate(ref double x, ref double y, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        (x, y) = (cos * x - sin * y, sin * x + cos * y);
    }

    private static bool TryRoot(double t, out double root)
    {
        root = t > 0 ? Math.Sqrt(t) : 0;
        return t > 0;
    }

    [Differentiable]
    public static double Steps(double x, double y)
    {
        Rotate(ref x, ref y, x * y);
        return TryRoot(x, out double r) ? r * y : x - y;
    }

    public static IEnumerable<object[]> Points => [[0.5, 0.75], [-1.25, 0.5]];
}
