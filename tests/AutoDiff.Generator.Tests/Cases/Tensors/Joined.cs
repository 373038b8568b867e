namespace Cases.Tensors;

/// <summary>Tensors put together and repeated.</summary>
public static partial class Joined
{
    [Differentiable]
    public static Tensor<double> Concatenated(Tensor<double> x, Tensor<double> y) => Tensor.Concatenate([x.Square(), y, x.Sin()], axis: -1) * Tensor.Concatenate<double>([y, x, x], 1);

    [Differentiable]
    public static double Stacked(Tensor<double> x, Tensor<double> y)
    {
        Tensor<double> both = Tensor.Stack([x, y, x * y], 1);
        return (both * Tensor.Stack<double>([y, y, x], -2).Exp()).Sum().Item();
    }

    /// <summary>A rotation whose angle is a number.</summary>
    [Differentiable]
    public static Tensor<double> Rotated(Tensor<double> points, double angle)
    {
        Tensor<double> rotation = Tensor.Create([Math.Cos(angle), -Math.Sin(angle), Math.Sin(angle), Math.Cos(angle)], [2, 2]);
        Tensor<double> shift = [angle, 1, angle * angle];
        return Tensor.MatMul(points, rotation) * shift.Unsqueeze(-1);
    }

    [Differentiable]
    public static Tensor<double> Repeated(Tensor<double> x) => x.Repeat(2, 1) * x.Tile(1, 2) + x.Repeat(2, -1).Sin() * x.Tile(2, 1, 2)[0, ..];

    [Differentiable]
    public static Tensor<double> Ramp(double first, double last, int count) => Tensor.Linspace(first, last, count).Square() * Tensor.Full([count], first) + Tensor.Scalar(last);

    private static Tensor<double> Some(int seed, params TensorShape shape) => Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    public static IEnumerable<object[]> ConcatenatedPoints => [[Some(1, 2, 3), Some(2, 2, 3)]];

    public static IEnumerable<object[]> StackedPoints => [[Some(1, 2, 3), Some(2, 2, 3)]];

    public static IEnumerable<object[]> RotatedPoints => [[Some(1, 3, 2), 0.7]];

    public static IEnumerable<object[]> RepeatedPoints => [[Some(1, 2, 3)]];

    public static IEnumerable<object[]> RampPoints => [[0.3, -1.2, 5]];
}
