namespace Cases.Single;

public static partial class Dot
{
    [Differentiable]
    public static float Product(float[] x, ReadOnlySpan<float> y)
    {
        float s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * y[i];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5f, 1.5f, -0.75f }, new[] { 1f, 2f, 3f }]];
}
