/// <summary>A layer of a network with its loss: second derivatives with respect to a matrix, a vector and rows, work arrays written in place.</summary>
public static partial class Network
{
    public static IEnumerable<object[]> Points =>
    [
        [new double[,] { { 0.3, -0.2 }, { 0.5, 0.1 }, { -0.4, 0.7 } }, new[] { 0.1, -0.1, 0.2 }, new[] { new[] { 0.6, -0.3, 0.2 }, new[] { 0.4 } }, new[] { 1.0, 0.5 }, 0.3],
    ];

    [Differentiable(Order = 2)]
    public static double Loss(double[,] weights, double[] bias, double[][] heads, [NoGradient] double[] input, [NoGradient] double target)
    {
        double[] hidden = new double[bias.Length];
        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = bias[i];
            for (int j = 0; j < input.Length; j++) hidden[i] += weights[i, j] * input[j];
            hidden[i] = Math.Tanh(hidden[i]);
        }
        double loss = 0;
        foreach (double[] head in heads)
        {
            double output = 0;
            for (int i = 0; i < head.Length; i++) output += head[i] * hidden[i];
            loss += (output - target) * (output - target);
        }
        return loss;
    }
}
