namespace Cases.Tensors;

/// <summary>Views: the same elements in other shapes.</summary>
public static partial class Shapes
{
    [Differentiable]
    public static double Reshaped(Tensor<double> x, Tensor<double> y)
    {
        Tensor<double> rows = x.Reshape(2, -1);
        Tensor<double> turned = rows.T.Reshape([2, x.Length / 2]);
        return (rows * turned.Flip(1)).Sum().Item() + (y.Permute(2, 0, 1).Square() * y.Transpose(0, 1).Reshape(y.Shape[2], y.Shape[0], y.Shape[1])).Sum().Item();
    }

    [Differentiable]
    public static Tensor<double> Grown(Tensor<double> x, int copies)
    {
        Tensor<double> column = x.Unsqueeze(-1);
        Tensor<double> wide = column.BroadcastTo(x.Shape[0], copies);
        return wide.Flatten() * wide.Squeeze().Flatten().Sin();
    }

    public static IEnumerable<object[]> ReshapedPoints =>
        [[(Tensor<double>)(double[])[1, 2, 3, 4, 0.5, -1], Tensor.Uniform([2, 3, 2], -1.0, 1.0, new TensorRandom(1))]];

    public static IEnumerable<object[]> GrownPoints => [[(Tensor<double>)(double[])[1, 2, -0.5], 2]];
}
