namespace Cases.Dispatch;

/// <summary>A chain of methods that return arrays: the variable that holds them is re-pointed in a loop, in a branch, and kept in an array of arrays.</summary>
public static partial class Layers
{
    [Differentiable]
    public static double Loss(double[] x)
    {
        foreach (Layer layer in Network) x = layer.Apply(x);
        double sum = 0;
        foreach (double v in x) sum += v * v;
        return sum;
    }

    [Differentiable]
    public static double Chosen(double[] x, bool deep)
    {
        double[] y = x;
        if (deep) y = Network[1].Apply(x);
        double[] z = deep ? Network[0].Apply(y) : y;
        return z[0] * y[1];
    }

    [Differentiable]
    public static double Kept(double[] x)
    {
        double[][] all = new double[3][];
        all[0] = (double[])x.Clone();
        for (int i = 1; i < all.Length; i++) all[i] = Network[i - 1].Apply(all[i - 1]);
        return all[0][0] * all[1][1] + all[2][0] * all[2][1];
    }

    [Differentiable]
    public static double Halved(double[] x)
    {
        for (int i = 0; i < 2; i++) x = Smoothed(x, 1);
        return x[0] * x[1];
    }

    [Differentiable]
    public static double Averaged(double[] x)
    {
        Layer layer = new Averaging(2);
        return layer.Apply(x)[0] * x[1];
    }

    private static double[] Smoothed(double[] x, int depth)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = Math.Sin(x[i]) + x[(i + 1) % x.Length];
        return depth == 0 ? y : Smoothed(y, depth - 1);
    }

    public static IEnumerable<object[]> LossPoints => [[new[] { 0.3, -0.8 }]];

    public static IEnumerable<object[]> ChosenPoints => [[new[] { 0.3, -0.8 }, true], [new[] { 0.3, -0.8 }, false]];

    public static IEnumerable<object[]> KeptPoints => [[new[] { 0.3, -0.8 }]];

    public static IEnumerable<object[]> HalvedPoints => [[new[] { 0.3, -0.8 }]];

    public static IEnumerable<object[]> AveragedPoints => [[new[] { 0.3, -0.8 }]];

    private static readonly Layer[] Network = [new Dense(new[,] { { 0.5, -0.25 }, { 0.125, 1 } }), new Activation(), new Dense(new[,] { { 1, 0.5 }, { -0.5, 2 } })];

    public abstract partial class Layer
    {
        [Differentiable]
        public abstract double[] Apply(double[] x);
    }

    public sealed partial class Dense(double[,] weights) : Layer
    {
        [Differentiable]
        public override double[] Apply(double[] x)
        {
            double[] y = new double[weights.GetLength(0)];
            for (int i = 0; i < y.Length; i++)
                for (int j = 0; j < x.Length; j++) y[i] += weights[i, j] * x[j];
            return y;
        }
    }

    public sealed partial class Activation : Layer
    {
        [Differentiable]
        public override double[] Apply(double[] x)
        {
            double[] y = new double[x.Length];
            for (int i = 0; i < y.Length; i++) y[i] = Math.Tanh(x[i]);
            return y;
        }
    }

    public sealed partial class Averaging(int times) : Layer
    {
        [Differentiable]
        public override double[] Apply(double[] x)
        {
            for (int k = 0; k < times; k++)
            {
                double[] y = new double[x.Length];
                for (int i = 0; i < y.Length; i++) y[i] = 0.5 * (x[i] * x[i] + x[0]);
                x = y;
            }
            return [x[^1], x[0]];
        }
    }
}
