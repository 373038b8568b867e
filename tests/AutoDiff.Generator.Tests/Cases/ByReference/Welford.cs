namespace Cases.ByReference;

/// <summary>Running moments: a step updates them through <c>ref</c> parameters, a result comes out of the last one.</summary>
public static partial class Welford
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static void Step(in double x, int count, ref double mean, ref double squares)
    {
        double delta = x - mean;
        mean += delta / count;
        squares += delta * (x - mean);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static void Moments(ReadOnlySpan<double> data, out double mean, out double variance)
    {
        mean = 0;
        double squares = 0;
        for (int i = 0; i < data.Length; i++) Step(data[i], i + 1, ref mean, ref squares);
        variance = data.Length < 2 ? 0 : squares / (data.Length - 1);
    }

    public static IEnumerable<object[]> StepPoints => [[1.5, 3, 0.5, 2.0], [-0.5, 1, 0.25, 0.0]];

    public static IEnumerable<object[]> MomentsPoints => [[new[] { 1.0, 2.5, -0.5, 3.0 }, 9.0, 9.0], [new[] { 1.5 }, 9.0, 9.0]];
}
