namespace Cases.Single;

public static partial class Elementary
{
    [Differentiable]
    public static float Mixed(float x, float y) =>
        MathF.Exp(x) * MathF.Log(y) + MathF.Sin(x) * MathF.Sqrt(y) - MathF.Pow(y, 3) / MathF.Cosh(x) + MathF.Atan2(y, x) + float.Tanh(x) + MathF.Max(x, y) * MathF.Abs(x);

    public static IEnumerable<object[]> Points => [[0.5f, 1.5f], [-0.75f, 2f]];
}
