namespace Cases.Tensors;

/// <summary>Arrays of tensors: those of a parameter have gradients, those that a loop fills are stacked.</summary>
public static partial class Lists
{
    /// <summary>Sequences of different lengths.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Energy(Tensor<double>[] sequences, Tensor<double> weights)
    {
        double sum = sequences[0].Sum().Item() * sequences.Length;
        for (int i = 1; i < sequences.Length; i++) sum += Tensor.Tanh(Tensor.MatMul(sequences[i], weights)).Square().Sum().Item() / i;
        foreach (Tensor<double> sequence in sequences) sum += Mean(sequence);
        return sum * sequences[^1].Mean().Item();
    }

    /// <summary>What a loop computes is put into an array and stacked.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Outputs(Tensor<double> x, [NoGradient] int steps)
    {
        Tensor<double>[] outputs = new Tensor<double>[steps];
        Tensor<double> h = x;
        for (int t = 0; t < steps; t++)
        {
            h = Tensor.Sin(h * x) + h;
            outputs[t] = h;
        }
        outputs[0] = outputs[steps - 1] * outputs[0];
        return (Tensor.Stack(outputs) * Tensor.Stack(outputs, -1).T).Sum().Item() + outputs[1].Exp().Sum().Item();
    }

    /// <summary>By contract, with an array that is a parameter, one that is made here, and parts of a tensor.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Nested(Tensor<double>[] parts, Tensor<double> x)
    {
        Tensor<double>[] own = [x, parts[0] * 2, parts[1]];
        return Folded(parts, 1) + Folded(own, 2) + Folded(Tensor.Stack([x, parts[0]]).Split(1), 1);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Folded(Tensor<double>[] parts, int last) => last < 0 ? 1 : parts[last].Exp().Sum().Item() * Folded(parts, last - 1);

    /// <summary>Constant tensors go where others have gradients.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Constant([NoGradient] Tensor<double>[] parts, double a) => a * Scaled(parts, a, 1);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Scaled(Tensor<double>[] parts, double a, int last) => last < 0 ? 1 : (parts[last] * a).Exp().Sum().Item() * Scaled(parts, a, last - 1);

    private static double Mean(Tensor<double> x) => x.Mean().Item();

    private static readonly Tensor<double>[] Three = [Tensor.Uniform([2, 2], -1.0, 1.0, new TensorRandom(1)), Tensor.Uniform([3, 2], -1.0, 1.0, new TensorRandom(2)), Tensor.Uniform([1, 2], -1.0, 1.0, new TensorRandom(3))];

    private static readonly Tensor<double>[] Two = [(Tensor<double>)[0.3, -0.4], (Tensor<double>)[0.2, 0.7]];

    public static IEnumerable<object[]> EnergyPoints => [[Three, (Tensor<double>)new double[,] { { 0.5, -1 }, { 0.3, 0.8 } }]];

    public static IEnumerable<object[]> OutputsPoints => [[(Tensor<double>)[0.3, -0.4], 3]];

    public static IEnumerable<object[]> NestedPoints => [[Two, (Tensor<double>)[0.1, 0.6]]];

    public static IEnumerable<object[]> ConstantPoints => [[Two, 0.7]];

    public static IEnumerable<object[]> ScaledPoints => [[Two, 0.7, 1]];

    public static IEnumerable<object[]> FoldedPoints => [[Two, 1]];
}
