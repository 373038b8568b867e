namespace Cases.ByReference;

/// <summary>The Try pattern, spans and arrays by <c>in</c>, a reference that stays as it is on one path, and one that is thrown with.</summary>
public static partial class Outputs
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static bool TrySolve(double a, double b, out double x)
    {
        x = 0;
        if (a == 0) return false;
        x = -b / a;
        return true;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static float Clip(ref float value, in float limit)
    {
        if (limit < 0) throw new ArgumentOutOfRangeException(nameof(limit));
        float excess = Math.Abs(value) - limit;
        if (excess <= 0) return 0;
        value = value > 0 ? limit : -limit;
        return excess * excess;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Dot(in ReadOnlySpan<double> x, in double[] w, ref readonly double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * w[i];
        return sum * scale;
    }

    public static IEnumerable<object[]> TrySolvePoints => [[2.0, 3.0, 9.0]];

    public static IEnumerable<object[]> ClipPoints => [[2.5f, 1f], [-3f, 2f], [0.5f, 1f]];

    public static IEnumerable<object[]> DotPoints => [[new[] { 1.0, -2.0 }, new[] { 0.5, 0.25 }, 3.0]];
}
