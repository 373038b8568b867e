namespace Cases.Tensors;

/// <summary>Matrix products of all ranks, and a network of two layers.</summary>
public static partial class Products
{
    [Differentiable]
    public static double Bilinear(Tensor<double> x, Tensor<double> a, Tensor<double> y) => Tensor.MatMul(Tensor.MatMul(x, a), y).Item();

    [Differentiable]
    public static double Batched(Tensor<double> a, Tensor<double> b) => Tensor.MatMul(a, b).Square().Sum().Item();

    /// <summary>Mean squared error of tanh(x·W + b)·V.</summary>
    [Differentiable]
    public static double Loss(Tensor<double> w, Tensor<double> b, Tensor<double> v, [NoGradient] Tensor<double> x, [NoGradient] Tensor<double> target)
    {
        Tensor<double> hidden = Tensor.Tanh(Tensor.MatMul(x, w) + b);
        Tensor<double> error = Tensor.MatMul(hidden, v) - target;
        return (error * error).Sum().Item() / 10;
    }

    private static Tensor<double> Some(int seed, params TensorShape shape) => Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    public static IEnumerable<object[]> BilinearPoints => [[Some(1, 3), Some(2, 3, 2), Some(3, 2)]];

    public static IEnumerable<object[]> BatchedPoints =>
        [[Some(1, 2, 3), Some(2, 3, 2)], [Some(3, 4, 2, 3), Some(4, 3, 2)], [Some(5, 2, 1, 2, 3), Some(6, 3, 3, 2)], [Some(7, 3), Some(8, 2, 3, 2)], [Some(9, 2, 2, 3), Some(10, 3)]];

    public static IEnumerable<object[]> LossPoints => [[Some(1, 3, 4), Some(2, 4), Some(3, 4, 2), Some(4, 5, 3), Some(5, 5, 2)]];
}
