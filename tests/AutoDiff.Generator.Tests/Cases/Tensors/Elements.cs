namespace Cases.Tensors;

/// <summary>Elements of tensors, read one by one beside operations on the whole.</summary>
public static partial class Elements
{
    [Differentiable]
    public static double Weighted(Tensor<double> m, double[] weights)
    {
        double sum = 0;
        for (int i = 0; i < m.Shape[0]; i++)
            for (int j = 0; j < m.Shape[1]; j++) sum += m[i, j] * m[i, j] * weights[j];
        return sum * m.Sum().Item();
    }

    [Differentiable]
    public static double Corner(Tensor<double> x)
    {
        Tensor<double> y = Tensor.Exp(x);
        return y[0] > 1 ? y[0] * y[1] : Math.Sin(y[1]);
    }

    public static IEnumerable<object[]> WeightedPoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2 }, { 1.5, 0.3, -0.7 } }, new[] { 0.2, 1.3, -0.4 }]];

    public static IEnumerable<object[]> CornerPoints => [[(Tensor<double>)new[] { 0.5, -0.3 }], [(Tensor<double>)new[] { -0.5, 0.8, 1.0 }]];
}
