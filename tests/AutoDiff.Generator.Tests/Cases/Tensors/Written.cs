namespace Cases.Tensors;

/// <summary>Parts of tensors that are written, and tensors that are read as a whole between writes.</summary>
public static partial class Written
{
    /// <summary>Rows, each from the one before.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static Tensor<double> Unrolled(Tensor<double> weights, Tensor<double> x, double leak)
    {
        Tensor<double> states = Tensor.Zeros<double>(4, x.Shape[0]);
        states[0, ..] = x;
        for (int i = 1; i < 4; i++) states[i, ..] = Tensor.Tanh(Tensor.MatMul(weights, states[i - 1, ..])) + leak * states[i - 1, ..];
        return states * states;
    }

    /// <summary>A tensor between two writes is as it is then.</summary>
    [Differentiable(Order = 2)]
    public static double Relaxed(Tensor<double> x, double rate)
    {
        Tensor<double> y = x.Clone();
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            Tensor<double> before = y.Clone();
            y[1..] = rate * y[..^1] * y[1..];
            y[0] += before.Sum().Item();
            sum += (before * y).Sin().Sum().Item();
        }
        return sum;
    }

    /// <summary>Parts that take a smaller tensor, or a number, everywhere, and that are changed in place.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double Blocks(Tensor<double> m, Tensor<double> row, double a)
    {
        Tensor<double> y = m * a;
        y[..2, ..] = row;
        y[.., 1] *= m[.., 0];
        y[^1, ^1] = 1;
        Tensor<double> inner = y[1.., ..2].Clone();
        y[1.., ..2] = a;
        y[.., 2] += a;
        return (y.Square() * m).Sum().Item() + inner.Cos().Sum().Item();
    }

    public static IEnumerable<object[]> UnrolledPoints => [[(Tensor<double>)new double[,] { { 0.5, -1 }, { 0.3, 0.8 } }, (Tensor<double>)new[] { 0.4, 1.2 }, 0.3]];

    public static IEnumerable<object[]> RelaxedPoints => [[(Tensor<double>)new[] { 0.5, -1, 2, 0.7 }, 0.6]];

    public static IEnumerable<object[]> BlocksPoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2 }, { 1.5, 0.3, -0.7 }, { 0.2, 0.9, 1.1 } }, (Tensor<double>)new[] { 0.4, 1.2, -0.3 }, 0.6]];
}
