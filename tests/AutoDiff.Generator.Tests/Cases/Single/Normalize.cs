namespace Cases.Single;

public static partial class Normalize
{
    [Differentiable]
    public static void InPlace(Span<float> x)
    {
        float s = 1e-6f;
        foreach (float v in x) s += v * v;
        for (int i = 0; i < x.Length; i++) x[i] /= MathF.Sqrt(s);
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5f, 1.5f, -0.75f }]];
}
