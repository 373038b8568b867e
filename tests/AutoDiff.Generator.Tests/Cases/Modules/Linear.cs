namespace Cases.Modules;

/// <summary>A module in a module: its parameters are listed at build time, and their gradients are added to where they are.</summary>
public static partial class Linear
{
    public sealed partial class Layer : Module
    {
        public Parameter<double> Weight { get; } = new(new double[,] { { 0.5, -1 }, { 0.3, 0.8 } });

        public Parameter<double> Bias { get; } = new((double[])[0.1, -0.2]);

        public Tensor<double> Forward(Tensor<double> x) => Tensor.MatMul(x, Weight) + Bias;
    }

    public sealed partial class Model : Module
    {
        public Layer First { get; } = new();

        public Layer Second { get; } = new();

        public Tensor<double> Forward(Tensor<double> x) => Second.Forward(Tensor.Tanh(First.Forward(x)));
    }

    [Differentiable]
    public static double Loss(Model model, Tensor<double> x, [NoGradient] Tensor<double> y) => (model.Forward(x) - y).Square().Mean().Item();

    public static IEnumerable<object[]> Points => [[new Model(), (Tensor<double>)new double[,] { { 0.2, 0.5 }, { 1, -0.3 }, { 0.7, 0.9 } }, (Tensor<double>)new double[,] { { 1, 0 }, { 0, 1 }, { 1, 1 } }]];
}
