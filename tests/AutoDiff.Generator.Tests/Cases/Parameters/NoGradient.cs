namespace Cases.Parameters;

public static partial class NoGradient
{
    [Differentiable]
    public static double WeightedSquares(double[] weights, [NoGradient] double[] inputs, [NoGradient] double target)
    {
        double s = 0;
        for (int i = 0; i < weights.Length; i++) s += weights[i] * inputs[i] * inputs[i];
        double error = s - target;
        return error * error;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5 }, new[] { 2.0, -1 }, 0.75]];
}
