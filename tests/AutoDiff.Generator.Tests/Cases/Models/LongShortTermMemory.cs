namespace Cases.Models;

public static partial class LongShortTermMemory
{
    private static double Sigmoid(double t) => 1 / (1 + Math.Exp(-t));

    [Differentiable]
    public static double Sequence(double[] weights, double[] input)
    {
        double h = 0, c = 0, loss = 0;
        for (int t = 0; t < input.Length; t++)
        {
            double forget = Sigmoid(weights[0] * input[t] + weights[1] * h + weights[2]);
            double ingate = Sigmoid(weights[3] * input[t] + weights[4] * h + weights[5]);
            double change = Math.Tanh(weights[6] * input[t] + weights[7] * h);
            c = forget * c + ingate * change;
            h = Sigmoid(weights[8] * input[t]) * Math.Tanh(c);
            loss += (h - 0.5) * (h - 0.5);
        }
        return loss;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.25, 1, 0.75, 0.5, -1, 1.5, -0.5, 2 }, new[] { 1, -0.5, 0.25, 2 }]];
}
