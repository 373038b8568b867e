namespace Cases.Forward;

/// <summary>A parameter comes to stand for an array of the method's own, which is small.</summary>
public static partial class RepointedToLocal
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Filtered(double[] x, bool isSmooth)
    {
        double[] filtered = new double[3];
        for (int i = 0; i < filtered.Length; i++) filtered[i] = Math.Sin(x[i]) * x[0];
        if (isSmooth) x = filtered;
        return x[0] * x[1] + x[2];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.25, 1.5 }, true], [new[] { 0.5, -0.25, 1.5 }, false]];
}
