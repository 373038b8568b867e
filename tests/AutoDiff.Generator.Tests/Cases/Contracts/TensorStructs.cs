namespace Cases.Contracts;

/// <summary>Structs of tensors go into methods that are called by contract, and come out of them; a part that nobody reads has no cotangent.</summary>
public static partial class TensorStructs
{
    public readonly record struct State(Tensor<double> Hidden, Tensor<double> Cell);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static State Steps(State s, Tensor<double> w, int n)
    {
        if (n == 0) return s;
        State before = Steps(s, w, n - 1);
        Tensor<double> c = Tensor.Tanh(before.Cell * w) + before.Hidden;
        return new(Tensor.Sin(c) * w, c);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Shown(State s, Tensor<double> w) => Steps(s, w, 2).Hidden.Sum().Item();

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Both(State s, Tensor<double> w)
    {
        (Tensor<double> hidden, Tensor<double> cell) = Steps(s, w, 1);
        return (hidden * cell).Sum().Item() + s.Cell.Sum().Item();
    }

    /// <summary>A number and a tensor: where only the number is read, the tensor has no cotangent.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static (double Scale, Tensor<double> Values) Scaled((double Scale, Tensor<double> Values) x, int n)
    {
        if (n == 0) return (x.Scale * x.Scale, x.Values);
        (double scale, Tensor<double> values) = Scaled((0.5 * x.Scale, Tensor.Sqrt(x.Values)), n - 1);
        return (scale + values.Sum().Item(), values * scale);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Scale(double a, Tensor<double> values, bool isWhole)
    {
        (double scale, Tensor<double> scaled) = Scaled((a, values), 2);
        return isWhole ? scale * scaled.Sum().Item() : scale;
    }

    /// <summary>It runs again in the reverse sweep, with zeros for the cotangent that there is not.</summary>
    [Checkpoint]
    public static (Tensor<double> Sum, Tensor<double> Product) Combined((Tensor<double> A, Tensor<double> B) x, double c) => (x.A + c * x.B, x.A * x.B);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Checkpointed(Tensor<double> a, Tensor<double> b, double c, bool isSum)
    {
        (Tensor<double> sum, Tensor<double> product) = Combined((a, b), c);
        double y = product.Square().Sum().Item();
        if (isSum) y += sum.Exp().Sum().Item();
        return y + Combined((b, a), c).Sum.Square().Sum().Item();
    }

    private static Tensor<double> Row(params double[] values) => Tensor.Create(values, [1, values.Length]);

    private static State Start => new(Row(0.3, -0.2), Row(0.8, 0.4));

    public static IEnumerable<object[]> StepsPoints => [[Start, Row(0.5, -1), 2], [Start, Row(0.5, -1), 0]];

    public static IEnumerable<object[]> ShownPoints => [[Start, Row(0.5, -1)]];

    public static IEnumerable<object[]> BothPoints => [[Start, Row(0.5, -1)]];

    public static IEnumerable<object[]> ScaledPoints => [[(0.7, Row(0.3, 0.2)), 2]];

    public static IEnumerable<object[]> ScalePoints => [[0.7, Row(0.3, 0.2), true], [0.7, Row(0.3, 0.2), false]];

    public static IEnumerable<object[]> CheckpointedPoints => [[Row(0.3, -0.2), Row(0.8, 0.4), 0.7, true], [Row(0.3, -0.2), Row(0.8, 0.4), 0.7, false]];
}
