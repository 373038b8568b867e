namespace Cases.Fused;

/// <summary>Functions of a tensor's elements and their sum: one loop gives the value and the gradient.</summary>
public static partial class Wave
{
    /// <summary>z = Σ sin((w + 1)³).</summary>
    [Differentiable]
    public static double Cubic(Tensor<double> w) => Tensor.Sin(Tensor.Pow(w + 1, 3)).Sum().Item();

    public static IEnumerable<object[]> CubicPoints => [[(Tensor<double>)1.0], [(Tensor<double>)(double[])[0.3, -0.4, 0.1]], [Tensor.Linspace(-0.5, 0.5, 21).Reshape(3, 7)]];
}
