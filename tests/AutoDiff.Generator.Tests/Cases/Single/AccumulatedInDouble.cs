namespace Cases.Single;

public static partial class AccumulatedInDouble
{
    [Differentiable]
    public static float Deviation(float[] x)
    {
        double sum = 0, squares = 0;
        foreach (float v in x)
        {
            sum += v;
            squares += (double)v * v;
        }
        double mean = sum / x.Length;
        return (float)Math.Sqrt(squares / x.Length - mean * mean);
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5f, 1.5f, -0.75f, 2f }]];
}
