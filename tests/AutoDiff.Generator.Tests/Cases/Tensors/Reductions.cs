namespace Cases.Tensors;

/// <summary>Reductions along axes, and what is made of them.</summary>
public static partial class Reductions
{
    [Differentiable]
    public static double Sums(Tensor<double> x) => (x.Sum(0) * x.Mean(0)).Sum().Item() + (x.Sum(-1, keepDimensions: true) * x).Mean().Item();

    [Differentiable]
    public static double CrossEntropy(Tensor<double> logits, [NoGradient] Tensor<double> target) => -(Tensor.LogSoftmax(logits, -1) * target).Sum().Item();

    [Differentiable]
    public static double Entropy(Tensor<double> logits)
    {
        Tensor<double> p = Tensor.Softmax(logits, 1);
        return -(p * Tensor.Log(p)).Sum().Item() + Tensor.LogSumExp(logits, 0).Square().Sum().Item();
    }

    [Differentiable]
    public static double Extremes(Tensor<double> x) => (x.Max(0) * x.Min(0)).Sum().Item() + x.Max().Item();

    [Differentiable]
    public static Tensor<double> Running(Tensor<double> x) => Tensor.CumulativeSum(x, 1).Square() + Tensor.CumulativeSum(x, 0);

    private static Tensor<double> Matrix => new double[,] { { 0.2, 0.5, -1 }, { 1, -0.3, 0.7 } };

    public static IEnumerable<object[]> SumsPoints => [[Matrix]];

    public static IEnumerable<object[]> CrossEntropyPoints => [[Matrix, (Tensor<double>)new double[,] { { 1, 0, 0 }, { 0, 0, 1 } }]];

    public static IEnumerable<object[]> EntropyPoints => [[Matrix]];

    public static IEnumerable<object[]> ExtremesPoints => [[Matrix]];

    public static IEnumerable<object[]> RunningPoints => [[Matrix]];
}
