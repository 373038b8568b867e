namespace Cases.Members;

/// <summary>A model of objects with arrays of weights, a scratch array that takes constants only, and spans of fields.</summary>
public sealed partial class Network
{
    public sealed class Layer(double[,] weights, double[] bias)
    {
        internal double[,] Weights { get; } = weights;

        internal double[] Bias { get; } = bias;

        internal int Outputs => Bias.Length;

        internal double[] Apply(double[] x)
        {
            double[] y = new double[Outputs];
            for (int i = 0; i < y.Length; i++)
            {
                double sum = Bias[i];
                for (int j = 0; j < x.Length; j++) sum += Weights[i, j] * x[j];
                y[i] = Math.Tanh(sum);
            }
            return y;
        }
    }

    private readonly Layer _hidden = new(new[,] { { 0.5, -0.25 }, { 1.0, 0.75 }, { -0.5, 0.125 } }, [0.125, -0.25, 0.5]);
    private readonly Layer _output = new(new[,] { { 1.0, -0.5, 0.25 } }, [0.0625]);
    private readonly double[] _scratch = new double[2];

    public static Network Instance => new();

    [Differentiable]
    public double Predict(double[] x, [NoGradient] double[] shift)
    {
        for (int i = 0; i < _scratch.Length; i++) _scratch[i] = 2 * shift[i];
        double[] moved = new double[x.Length];
        for (int i = 0; i < x.Length; i++) moved[i] = x[i] - _scratch[i];
        return _output.Apply(_hidden.Apply(moved))[0];
    }

    [Differentiable]
    public double Weighted(ReadOnlySpan<double> x)
    {
        ReadOnlySpan<double> bias = _hidden.Bias.AsSpan(1);
        double sum = 0;
        for (int i = 0; i < bias.Length; i++) sum += bias[i] * x[i] * x[i];
        return sum;
    }

    public static IEnumerable<object[]> PredictPoints => [[new[] { 0.5, -1.5 }, new[] { 0.25, 0.5 }]];

    public static IEnumerable<object[]> WeightedPoints => [[new[] { 0.5, -1.5 }]];
}
