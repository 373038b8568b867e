namespace Cases.Expressions;

/// <summary>The right side of <c>&amp;&amp;</c> and <c>||</c> assigns, and is run only where C# runs it.</summary>
public static partial class ShortCircuit
{
    [Differentiable]
    public static double Conditions(double x, double y)
    {
        double t = 1;
        if ((t = x * y) > 1 && (t += x) > 2) t *= y;
        if (t < 0 || (t *= t) > 9) t = t + x;
        bool both = x > 0 & y > (t -= y);
        return both || !(x < y) ? t * x : t - x * y;
    }

    public static IEnumerable<object[]> Points => [[1.5, 2], [0.5, 0.5], [-1, 2], [3, 1.5], [1.25, 0.9]];
}
