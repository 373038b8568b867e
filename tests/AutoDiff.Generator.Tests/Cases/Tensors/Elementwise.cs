namespace Cases.Tensors;

/// <summary>Functions of a tensor's elements, and broadcasting.</summary>
public static partial class Elementwise
{
    /// <summary>z = Σ sin((w + 1)³).</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Cubic(Tensor<double> w) => Tensor.Sin(Tensor.Pow(w + 1, 3)).Sum().Item();

    /// <summary>A scalar, a row and a matrix.</summary>
    [Differentiable]
    public static double Broadcast(double s, Tensor<double> row, Tensor<double> m)
    {
        Tensor<double> scaled = s * row - m / 2;
        Tensor<double> column = Tensor.Exp(m).Sum(1, keepDimensions: true);
        return (scaled * column + row).Square().Sum().Item();
    }

    /// <summary>A tensor for a tensor.</summary>
    [Differentiable]
    public static Tensor<double> Activated(Tensor<double> x, Tensor<double> slope)
    {
        Tensor<double> y = Tensor.Sigmoid(x) * Tensor.Tanh(slope * x);
        return Tensor.Where(x > 0, y, y * slope) - Tensor.Maximum(x, slope);
    }

    public static IEnumerable<object[]> CubicPoints => [[(Tensor<double>)1.0], [(Tensor<double>)(double[])[0.3, -0.4, 0.1]]];

    public static IEnumerable<object[]> BroadcastPoints => [[1.5, (Tensor<double>)(double[])[0.3, -0.4, 0.1], (Tensor<double>)new double[,] { { 0.2, 0.5, -1 }, { 1, -0.3, 0.7 } }]];

    public static IEnumerable<object[]> ActivatedPoints => [[(Tensor<double>)new double[,] { { 0.2, 0.5, -1 }, { 1, -0.3, 0.7 } }, (Tensor<double>)(double[])[0.3, -0.4, 0.1]]];
}
