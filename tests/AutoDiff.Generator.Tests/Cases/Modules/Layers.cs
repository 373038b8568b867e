namespace Cases.Modules;

/// <summary>The runtime's layers in fields that only the model sees: its own halves are called, and those of the layers, which come from another assembly.</summary>
public static partial class Layers
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Loss(Model model, Tensor<double> x, [NoGradient] Tensor<double> y) => Losses.MeanSquaredError(model.Forward(x), y);

    public static IEnumerable<object[]> Points => [[new Model(), (Tensor<double>)new double[,] { { 0.2, 0.5 }, { 1, -0.3 }, { 0.7, 0.9 } }, (Tensor<double>)new double[,] { { 1, 0 }, { 0, 1 }, { 1, 1 } }]];

    public sealed partial class Model : Module
    {
        private readonly Linear<double> _first = new(2, 3, random: new(1));
        private readonly Sequential<double> _rest = new(new Tanh<double>(), new Linear<double>(3, 2, random: new(2)));

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
        public Tensor<double> Forward(Tensor<double> x) => _rest.Forward(_first.Forward(x));
    }
}
