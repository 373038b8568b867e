namespace Cases.Models;

public static partial class Perceptron
{
    [Differentiable]
    public static double Loss(double[,] w1, double[] b1, double[] w2, double[] x, [NoGradient] double target)
    {
        double output = 0;
        for (int i = 0; i < b1.Length; i++)
        {
            double s = b1[i];
            for (int j = 0; j < x.Length; j++) s += w1[i, j] * x[j];
            output += w2[i] * Math.Tanh(s);
        }
        double error = output - target;
        return error * error;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5, 1.5 }, { -0.75, 2 }, { 1, -1 } }, new[] { 0.25, 0.5, -1.5 }, new[] { 1, -0.5, 0.75 }, new[] { 1.5, 0.75 }, 0.3]];
}
