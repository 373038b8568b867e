namespace Cases.Branches;

public static partial class Huber
{
    [Differentiable]
    public static double Loss(double[] prediction, [NoGradient] double[] target, double delta)
    {
        double sum = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double error = prediction[i] - target[i], size = Math.Abs(error);
            if (size <= delta) sum += 0.5 * error * error;
            else sum += delta * (size - 0.5 * delta);
        }
        return sum / prediction.Length;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, -0.5, 4 }, new[] { 1, 2, -1.0 }, 1.25]];
}
