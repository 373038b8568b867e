namespace Cases.Modules;

/// <summary>Arguments beside a module: its gradients alone take nothing of theirs, but for memory that holds active values in between.</summary>
public static partial class Arguments
{
    [Differentiable]
    public static double Loss(Filter filter, double[] signal, double[] filtered, double scale)
    {
        double gain = scale * filter.Gain.Value[0], feedback = filter.Feedback.Value[0], state = 0, sum = 0;
        for (int i = 0; i < signal.Length; i++)
        {
            state = gain * signal[i] + feedback * state;
            filtered[i] = state;
        }
        for (int i = 1; i < filtered.Length; i++)
        {
            filtered[i] *= filtered[i - 1];
            sum += filtered[i] * filtered[i];
        }
        return sum;
    }

    [Differentiable]
    public static double Weighted(Filter filter, (Tensor<double> X, double Offset) input, [NoGradient] Tensor<double> y)
    {
        double sum = 0;
        Tensor<double> difference = Tensor.Exp(filter.Gain * input.X) - y + input.Offset;
        for (int i = 0; i < y.Length; i++) sum += difference[i] * difference[i] * input.X[i];
        return sum * filter.Feedback.Value[0];
    }

    public static IEnumerable<object[]> LossPoints => [[new Filter(), (double[])[0.3, -0.8, 1.2, 0.5], new double[4], 1.5]];

    public static IEnumerable<object[]> WeightedPoints => [[new Filter(), ((Tensor<double>)[0.3, -0.8, 1.2], 0.4), (Tensor<double>)[1.0, 0.5, -0.2]]];

    public sealed partial class Filter : Module
    {
        public Parameter<double> Gain { get; } = new((double[])[0.7]);

        public Parameter<double> Feedback { get; } = new((double[])[0.4]);
    }
}
