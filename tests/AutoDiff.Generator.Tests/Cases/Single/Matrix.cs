namespace Cases.Single;

public static partial class Matrix
{
    [Differentiable]
    public static float[] Layer(float[,] w, float[] x, float[] bias)
    {
        float[] y = new float[bias.Length];
        for (int i = 0; i < y.Length; i++)
        {
            float s = bias[i];
            for (int j = 0; j < x.Length; j++) s += w[i, j] * x[j];
            y[i] = s > 0 ? s : 0.01f * s;
        }
        return y;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5f, 1.5f }, { -0.75f, 2f }, { 1f, -1f } }, new[] { 1.5f, 0.75f }, new[] { 0.25f, 0.5f, -1.5f }]];
}
