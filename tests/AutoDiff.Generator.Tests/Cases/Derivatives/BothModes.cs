namespace Cases.Derivatives;

/// <summary>A method whose source says nothing of its derivative: both modes are written by hand, of several parameters, with constants and an array that it writes.</summary>
public static partial class BothModes
{
    private static readonly double[] Nodes = [-1, 0, 2];

    // A table look-up: linear between the nodes.
    private static double Interpolate(ReadOnlySpan<double> values, double at, int first)
    {
        int i = Array.BinarySearch(Nodes, at);
        i = Math.Clamp(i < 0 ? ~i - 1 : i, first, Nodes.Length - 2);
        double t = (at - Nodes[i]) / (Nodes[i + 1] - Nodes[i]);
        return (1 - t) * values[i] + t * values[i + 1];
    }

    private static (int Index, double Part, double Width) Place(double at, int first)
    {
        int i = Array.BinarySearch(Nodes, at);
        i = Math.Clamp(i < 0 ? ~i - 1 : i, first, Nodes.Length - 2);
        return (i, (at - Nodes[i]) / (Nodes[i + 1] - Nodes[i]), Nodes[i + 1] - Nodes[i]);
    }

    [DerivativeOf(typeof(BothModes), nameof(Interpolate))]
    private static double InterpolateVjp(ReadOnlySpan<double> values, double at, int first, double cotangent, Span<double> dValues, ref double dAt)
    {
        (int i, double t, double width) = Place(at, first);
        dValues[i] += (1 - t) * cotangent;
        dValues[i + 1] += t * cotangent;
        dAt += (values[i + 1] - values[i]) / width * cotangent;
        return Interpolate(values, at, first);
    }

    [DerivativeOf(typeof(BothModes), nameof(Interpolate))]
    private static (double Value, double Tangent) InterpolateJvp(ReadOnlySpan<double> values, double at, int first, ReadOnlySpan<double> valuesDot, double atDot)
    {
        (int i, double t, double width) = Place(at, first);
        return (Interpolate(values, at, first), (1 - t) * valuesDot[i] + t * valuesDot[i + 1] + (values[i + 1] - values[i]) / width * atDot);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Path(double[] values, double at)
    {
        double[] moved = [.. values];
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            at = Interpolate(moved, at, 0) * Math.Sin(at);
            sum += at * at;
            moved[i] *= at;
        }
        return sum + Interpolate(values, 0.5, 1);
    }

    public static IEnumerable<object[]> PathPoints => [[new[] { 0.5, -1.25, 1.5 }, 0.75], [new[] { 2.5, 1.25, -0.5 }, -0.3]];
}
