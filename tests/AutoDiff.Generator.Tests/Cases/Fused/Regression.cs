namespace Cases.Fused;

/// <summary>A bias that is broadcast and an activation behind a matrix product, a loss, and what is added to sinks and to parameters.</summary>
public static partial class Regression
{
    /// <summary>The mean squared error of two layers.</summary>
    [Differentiable]
    public static double Loss(Tensor<double> first, Tensor<double> bias, Tensor<double> second, [NoGradient] Tensor<double> x, [NoGradient] Tensor<double> y)
    {
        Tensor<double> hidden = Tensor.Relu(Tensor.MatMul(x, first) + bias);
        return Tensor.Mean(Tensor.Square(Tensor.MatMul(hidden, second) - y)).Item();
    }

    /// <summary>Rows, columns and numbers that are repeated, sums along either axis, and a comparison.</summary>
    [Differentiable]
    public static double Repeated(Tensor<double> row, Tensor<double> column, double scale)
    {
        Tensor<double> table = Tensor.Sigmoid(scale * row - column);
        Tensor<double> kept = Tensor.Where(table > 0.4, table * column, row);
        return (Tensor.Sum(kept, 0) * Tensor.Mean(table * kept, 1, keepDimensions: true)).Sum().Item();
    }

    public static IEnumerable<object[]> LossPoints =>
    [
        [Table(2, 5), Table(5), Table(5, 3), Table(4, 2), Table(4, 3)],
        [Table(2, 40), Table(40), Table(40, 1), Table(33, 2), Table(33, 1)],
    ];

    public static IEnumerable<object[]> RepeatedPoints => [[Table(3), Table(3, 1), 1.5], [Table(1, 30), Table(30, 1), 0.7], [Table(4, 1, 3), Table(2, 1), 1.1]];

    private static Tensor<double> Table(params int[] shape)
    {
        TensorShape lengths = shape;
        return Tensor.Sin(1.7 * Tensor.Linspace(0.3, lengths.FlattenedLength, lengths.FlattenedLength)).Reshape(lengths);
    }
}
