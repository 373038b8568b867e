namespace Cases.Arrays;

public static partial class SpanWrites
{
    [Differentiable]
    public static void Normalize(Span<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
        double scale = 1 / Math.Sqrt(s);
        for (int i = 0; i < x.Length; i++) x[i] *= scale;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }], [new[] { 3.0 }]];
}
