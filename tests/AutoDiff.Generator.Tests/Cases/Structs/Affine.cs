namespace Cases.Structs;

/// <summary>Tuples and structs that hold arrays.</summary>
public readonly record struct Layer(double[] Weights, double Bias, string Name);

public static partial class Affine
{
    [Differentiable]
    public static double Output(Layer layer, double[] input)
    {
        double sum = layer.Bias;
        for (int i = 0; i < input.Length; i++) sum += layer.Weights[i] * input[i];
        return Math.Tanh(sum);
    }

    [Differentiable]
    public static (double Mean, double Variance) Moments(double[] x)
    {
        (double sum, double squares) = (0, 0);
        foreach (double v in x) (sum, squares) = (sum + v, squares + v * v);
        double mean = sum / x.Length;
        return (mean, squares / x.Length - mean * mean);
    }

    [Differentiable]
    public static double Spread((double Low, double High) range, int n)
    {
        (double low, double high) = range;
        for (int i = 0; i < n; i++) (low, high) = (0.5 * (low + high), Math.Exp(-high) + low);
        return high - low;
    }

    public static IEnumerable<object[]> OutputPoints => [[new Layer([0.5, -0.25, 1], 0.125, "hidden"), new double[] { 1, 2, -0.5 }]];

    public static IEnumerable<object[]> MomentsPoints => [[new double[] { 1, 2.5, -0.5, 0.75 }]];

    public static IEnumerable<object[]> SpreadPoints => [[(0.25, 1.5), 3]];
}
