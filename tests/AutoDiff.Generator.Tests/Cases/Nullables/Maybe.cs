using System.Numerics;

namespace Cases.Nullables;

/// <summary>Numbers and structs that may be missing: found by a search, replaced, tested, computed with.</summary>
public static partial class Maybe
{
    private static double? Root(double x) => x >= 0 ? Math.Sqrt(x) : null;

    private static double? FirstAbove(double[] x, double limit)
    {
        foreach (double v in x)
            if (v > limit) return v;
        return null;
    }

    [Differentiable]
    public static double Replaced(double x, double y) => (Root(x) ?? x * y) * (Root(y) ?? -1) + Root(x).GetValueOrDefault() - Root(y).GetValueOrDefault(x);

    [Differentiable]
    public static double Found(double[] x, double limit)
    {
        double? best = FirstAbove(x, limit);
        if (best.HasValue) return best.Value * best.Value;
        best = limit;
        best *= 3.0;
        best ??= 100;
        return (double)best;
    }

    [Differentiable]
    public static double Largest(double[] x)
    {
        double? largest = null;
        for (int i = 0; i < x.Length; i++)
            if (largest is null || x[i] > largest) largest = x[i] * x[i];
        return largest is { } value ? 2 * value : 0;
    }

    [Differentiable]
    public static double Lifted(double x, double y)
    {
        double? a = Root(x), b = Root(y), sum = a + 2 * b;
        double result = sum switch { null => x * y, > 3 => sum.Value, var some => some.Value * some.Value };
        if (-a != b && !(a < b)) result *= y;
        return result + (sum is double n ? n : 1) + (a == b ? x : 0);
    }

    [Differentiable]
    public static float Narrow(float x)
    {
        double? wide = x > 0 ? x * x : null;
        return ((float?)wide * x ?? -x) + (new float?(x) is > 2 and var large ? large * x : 0);
    }

    [Differentiable]
    public static float Corner(Vector2 p, bool isThere)
    {
        Vector2? corner = isThere ? p * p : null;
        Vector2? moved = corner + p;
        return (moved?.X ?? p.Y) * (corner?.LengthSquared() ?? 1) + (moved is { X: > 1 } far ? far.Y : 0);
    }

    [Differentiable]
    public static double Clamped(double x, [NoGradient] double? limit) => limit is { } l && x > l ? l * l + (x - l) * limit.Value : x * (limit ?? 1);

    public static IEnumerable<object[]> ReplacedPoints => [[1.5, 2.5], [-1.5, 2.5], [1.5, -2.5], [-1.5, -2.5]];

    public static IEnumerable<object[]> FoundPoints => [[new[] { 0.5, 1.25, 2 }, 1.0], [new[] { 0.5, 1.25, 2 }, 3.0]];

    public static IEnumerable<object[]> LargestPoints => [[new[] { 0.5, 1.25, -2 }], [Array.Empty<double>()]];

    public static IEnumerable<object[]> LiftedPoints => [[1.5, 2.5], [0.25, 0.5], [-1.5, 2.5], [2.5, 1.5], [-1.5, -2.5]];

    public static IEnumerable<object[]> NarrowPoints => [[1.5f], [2.5f], [-1.5f]];

    public static IEnumerable<object[]> CornerPoints => [[new Vector2(1.5f, -0.5f), true], [new Vector2(0.5f, -0.5f), true], [new Vector2(1.5f, -0.5f), false]];

    public static IEnumerable<object?[]> ClampedPoints => [[1.5, 1.0], [0.5, 1.0], [0.5, null]];
}
