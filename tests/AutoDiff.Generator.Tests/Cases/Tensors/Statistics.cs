namespace Cases.Tensors;

/// <summary>Variances, norms and products along axes.</summary>
public static partial class Statistics
{
    /// <summary>Layer normalisation.</summary>
    [Differentiable]
    public static Tensor<double> Normalized(Tensor<double> x, Tensor<double> gain, double epsilon) =>
        (x - x.Mean(-1, keepDimensions: true)) / (x.Variance(-1, correction: 0, keepDimensions: true) + epsilon).Sqrt() * gain;

    [Differentiable]
    public static double Spread(Tensor<double> x) => x.StandardDeviation().Item() * x.Variance(0).Sum().Item() + x.StandardDeviation(1, keepDimensions: true).Square().Sum().Item();

    [Differentiable]
    public static double Norms(Tensor<double> x) =>
        x.Norm().Item() * x.Norm(1).Sum().Item() + x.Norm(0, order: 1).Square().Sum().Item() + x.Norm(1, true, 3).Exp().Sum().Item() + x.Norm(order: double.PositiveInfinity).Item();

    /// <summary>Where one factor is zero, the product's derivative is that of the others.</summary>
    [Differentiable]
    public static double Products(Tensor<double> x) => x.Product(0).Sin().Sum().Item() + x.Product(1, keepDimensions: true).Square().Sum().Item() + x.Product().Item();

    [Differentiable]
    public static Tensor<double> Powers(Tensor<double> x) => x.CumulativeProduct(1).Square() + x.CumulativeProduct(0);

    /// <summary>Float tensors in a computation of doubles.</summary>
    [Differentiable]
    public static double Rounded(Tensor<float> x, Tensor<double> y) => (x * 2f).To<double>().Square().Sum().Item() * y.Sum().Item();

    [Differentiable]
    public static Tensor<double> Activated(Tensor<double> x) => x.GeluTanh() * x.LogSigmoid() + x.Erfc() * x.Clone().Contiguous();

    private static Tensor<double> Some(int seed, params TensorShape shape) => Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    private static Tensor<double> WithZeros => new double[,] { { 0.5, 0, 1.5 }, { -0.7, 2, 0.3 }, { 0, 0, 1.2 } };

    public static IEnumerable<object[]> NormalizedPoints => [[Some(1, 3, 4), Some(2, 4), 1e-5]];

    public static IEnumerable<object[]> SpreadPoints => [[Some(1, 3, 4)]];

    public static IEnumerable<object[]> NormsPoints => [[Some(1, 3, 4)]];

    public static IEnumerable<object[]> ProductsPoints => [[Some(1, 3, 4)], [WithZeros]];

    public static IEnumerable<object[]> PowersPoints => [[Some(1, 3, 4)], [WithZeros]];

    public static IEnumerable<object[]> RoundedPoints => [[Some(1, 3, 4).To<float>(), Some(2, 3)]];

    public static IEnumerable<object[]> ActivatedPoints => [[Some(1, 3, 4)]];
}
