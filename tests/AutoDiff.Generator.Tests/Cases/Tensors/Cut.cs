namespace Cases.Tensors;

/// <summary>Tensors that are cut into several: arrays of parts, and the largest elements with their positions.</summary>
public static partial class Cut
{
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double Halves(Tensor<double> x, double a)
    {
        Tensor<double>[] parts = Tensor.Split(x, 2);
        return (parts[0].Exp() * parts[1] * a).Sum().Item() + parts.Length * parts[^1].Product().Item();
    }

    /// <summary>The gates of a recurrent cell, side by side in one product.</summary>
    [Differentiable(Order = 2)]
    public static double Gates(Tensor<double> z, Tensor<double> state)
    {
        Tensor<double>[] gates = z.Split([2, 2, 1], axis: -1);
        Tensor<double> next = Tensor.Sigmoid(gates[0]) * state + (1 - Tensor.Sigmoid(gates[0])) * Tensor.Tanh(gates[1]);
        return (next * gates[2]).Sum().Item();
    }

    /// <summary>A loop over parts, and one that reads two of them at once.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double Looped(Tensor<double> x, double[] weights)
    {
        double sum = 0;
        Tensor<double>[] chunks = Tensor.Chunk(x, 3, 1);
        foreach (Tensor<double> chunk in chunks) sum += chunk.Square().Sum().Item() * weights[0];
        for (int i = 1; i < chunks.Length; i++) sum += Overlap(chunks, i) * weights[i];
        return sum * sum;
    }

    private static double Overlap(Tensor<double>[] all, int i) => (all[i] * all[i - 1].Sin()).Sum().Item();

    /// <summary>An array of tensors that is written out.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static Tensor<double> Series(Tensor<double> x, double[] weights)
    {
        Tensor<double>[] powers = [x, x * x, x * x * x];
        Tensor<double> sum = Tensor.ZerosLike(x);
        for (int i = 0; i < powers.Length; i++) sum += powers[i] * weights[i];
        return Tensor.Concatenate(powers, 0) * Tensor.Stack([sum, sum.Sin(), sum]).Reshape(-1);
    }

    /// <summary>Positions are constants, elements are not.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static Tensor<double> Largest(Tensor<double> x, Tensor<double> w)
    {
        (Tensor<double> values, Tensor<long> positions) = x.TopK(2);
        return values.Exp() * w.Take(positions) + x.TopK(1, largest: false).Values;
    }

    public static IEnumerable<object[]> HalvesPoints => [[(Tensor<double>)new[] { 0.5, -1, 2, 0.7 }, 0.6]];

    public static IEnumerable<object[]> GatesPoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2, 0.7, 0.1 }, { 0.3, 0.8, -0.4, 1.2, -0.6 } }, (Tensor<double>)new double[,] { { 0.4, 1.2 }, { -0.3, 0.9 } }]];

    public static IEnumerable<object[]> LoopedPoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2, 0.7, 0.1, 0.9 }, { 0.3, 0.8, -0.4, 1.2, -0.6, 0.2 } }, new[] { 0.6, -0.8, 1.1 }]];

    public static IEnumerable<object[]> SeriesPoints => [[(Tensor<double>)new[] { 0.5, -1 }, new[] { 0.6, -0.8, 1.1 }]];

    public static IEnumerable<object[]> LargestPoints => [[(Tensor<double>)new[] { 0.5, -1, 2, 0.7 }, (Tensor<double>)new[] { 0.4, 1.2, -0.3, 0.9 }]];
}
