namespace Cases.Modules;

/// <summary>The runtime's cell of long short-term memory, whose state is two tensors, in a loop over the time.</summary>
public static partial class Recurrent
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Loss(Reader model, Tensor<double> x) => model.Forward(x).Square().Sum().Item();

    public static IEnumerable<object[]> LossPoints => [[new Reader(), Tensor.Normal<double>([3, 2, 2], new TensorRandom(4))]];

    public sealed partial class Reader : Module
    {
        private readonly LstmCell<double> _cell = new(2, 3, new(1));
        private readonly Linear<double> _output = new(3, 2, random: new(2));

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
        public Tensor<double> Forward(Tensor<double> x)
        {
            Tensor<double> zeros = Tensor.Zeros<double>(x.Shape[1], _cell.Hidden);
            (Tensor<double> H, Tensor<double> C) state = (zeros, zeros);
            for (int t = 0; t < x.Shape[0]; t++) state = _cell.Forward(x[t, ..], state);
            return _output.Forward(state.H);
        }
    }
}
