namespace Cases.Tensors;

/// <summary>Tuples and structs of tensors: a cell takes its state and returns it.</summary>
public static partial class Structs
{
    public readonly record struct State(Tensor<double> Hidden, Tensor<double> Cell);

    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static (Tensor<double> H, Tensor<double> C) Lstm(Tensor<double> x, (Tensor<double> H, Tensor<double> C) state, Tensor<double> weights)
    {
        Tensor<double>[] gates = Tensor.MatMul(Tensor.Concatenate([x, state.H], -1), weights).Chunk(4, -1);
        Tensor<double> c = Tensor.Sigmoid(gates[0]) * state.C + Tensor.Sigmoid(gates[1]) * Tensor.Tanh(gates[2]);
        return (Tensor.Sigmoid(gates[3]) * Tensor.Tanh(c), c);
    }

    /// <summary>The state goes through a loop, and with a number beside it.</summary>
    [Differentiable]
    public static double Unrolled(State state, Tensor<double> x, Tensor<double> weights, in (double Scale, Tensor<double> Bias) output)
    {
        for (int i = 0; i < 3; i++)
        {
            (Tensor<double> h, Tensor<double> c) = Lstm(x, (state.Hidden, state.Cell), weights);
            state = new(h, c);
        }
        return output.Scale * (state.Hidden + output.Bias).Square().Sum().Item();
    }

    [Differentiable(Order = 2)]
    public static double Distance(State a, Tensor<double> target) => ((a.Hidden - target).Exp() * a.Cell).Sum().Item();

    /// <summary>One of the tensors is constant, one of the results comes from a branch.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static State Chosen(State s, double a)
    {
        Tensor<double> hidden = s.Hidden * a;
        if (a > 0.5) hidden = hidden * hidden;
        return s with { Hidden = hidden };
    }

    private static Tensor<double> Row(params double[] values) => Tensor.Create(values, [1, values.Length]);

    public static IEnumerable<object[]> LstmPoints => [[Row(0.5, -1), (Row(0.3), Row(0.8)), (Tensor<double>)new double[,] { { 0.5, -1, 0.2, 0.7 }, { 0.3, 0.8, -0.4, 1.2 }, { -0.6, 0.2, 0.9, 0.1 } }]];

    public static IEnumerable<object[]> UnrolledPoints => [[new State(Row(0.3), Row(0.8)), Row(0.5, -1), (Tensor<double>)new double[,] { { 0.5, -1, 0.2, 0.7 }, { 0.3, 0.8, -0.4, 1.2 }, { -0.6, 0.2, 0.9, 0.1 } }, (0.7, Row(0.2))]];

    public static IEnumerable<object[]> DistancePoints => [[new State(Row(0.3, -0.2), Row(0.8, 0.4)), Row(0.5, -1)]];

    public static IEnumerable<object[]> ChosenPoints => [[new State(Row(0.3, -0.2), Row(0.8, 0.4)), 0.7], [new State(Row(0.3, -0.2), Row(0.8, 0.4)), 0.2]];
}
