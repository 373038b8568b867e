using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Each optimizer, step by step, against its formulas written out for one element in double.</summary>
public sealed class FormulaTests
{
    // Not a multiple of any vector's length.
    private const int Length = 37;
    private const int Steps = 8;
    private const double Rate = 0.05;

    /// <summary>The new value of an element at step t = 1, 2, …</summary>
    private delegate double Formula(int i, int t, double x, double g);

    public delegate Optimizer Maker(IEnumerable<Parameter> parameters);

    [Theory]
    [InlineData(0, 0, false, 0, false)]
    [InlineData(0, 0, false, 0.1, false)]
    [InlineData(0, 0, false, 0.1, true)]
    [InlineData(0.9, 0, false, 0, false)]
    [InlineData(0.9, 0.3, false, 0.1, true)]
    [InlineData(0.9, 0, true, 0, false)]
    [InlineData(0.9, 0, true, 0.2, false)]
    public void Sgd(double momentum, double dampening, bool nesterov, double decay, bool maximize)
    {
        double[] b = new double[Length];
        Check(
            parameters => Maximizing(new Sgd(parameters, Rate, momentum, dampening, nesterov, decay), maximize),
            (i, t, x, g) =>
            {
                g = (maximize ? -g : g) + decay * x;
                if (momentum == 0) return x - Rate * g;
                b[i] = t == 1 ? g : momentum * b[i] + (1 - dampening) * g;
                return x - Rate * (nesterov ? g + momentum * b[i] : b[i]);
            });
    }

    [Theory]
    [InlineData(0.9, 0.999, 1e-8, 0, false, false)]
    [InlineData(0.9, 0.999, 1e-8, 0.1, false, false)]
    [InlineData(0.3, 0.5, 1e-3, 0.1, true, false)]
    [InlineData(0.9, 0.999, 1e-8, 0, false, true)]
    [InlineData(0.9, 0.5, 1e-8, 0.1, true, true)]
    [InlineData(0, 0.9, 1e-8, 0, true, true)]
    [InlineData(0.9, 0.99, 1e-8, 0.1, false, false, true)]
    [InlineData(0.9, 0.99, 1e-8, 0.1, true, true, true)]
    public void Adam(double beta1, double beta2, double epsilon, double decay, bool amsGrad, bool isDecoupled, bool maximize = false)
    {
        double[] m = new double[Length], v = new double[Length], largest = new double[Length];
        Check(
            parameters => Maximizing(
                isDecoupled ? new AdamW(parameters, Rate, beta1, beta2, epsilon, decay, amsGrad) : new Adam(parameters, Rate, beta1, beta2, epsilon, decay, amsGrad), maximize),
            (i, t, x, g) =>
            {
                if (maximize) g = -g;
                if (isDecoupled) x *= 1 - Rate * decay;
                else g += decay * x;
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                largest[i] = Math.Max(largest[i], v[i]);
                double mean = m[i] / (1 - Math.Pow(beta1, t)), square = (amsGrad ? largest[i] : v[i]) / (1 - Math.Pow(beta2, t));
                return x - Rate * mean / (Math.Sqrt(square) + epsilon);
            });
    }

    [Theory]
    [InlineData(0.99, 1e-8, 0, 0, false)]
    [InlineData(0.9, 1e-3, 0.1, 0, false)]
    [InlineData(0.99, 1e-8, 0, 0.9, false)]
    [InlineData(0.9, 1e-8, 0.1, 0, true)]
    [InlineData(0.9, 1e-8, 0.1, 0.8, true)]
    [InlineData(0.9, 1e-8, 0.1, 0.8, true, true)]
    public void RmsProp(double alpha, double epsilon, double decay, double momentum, bool centered, bool maximize = false)
    {
        double[] v = new double[Length], a = new double[Length], b = new double[Length];
        Check(
            parameters => Maximizing(new RmsProp(parameters, Rate, alpha, epsilon, decay, momentum, centered), maximize),
            (i, t, x, g) =>
            {
                g = (maximize ? -g : g) + decay * x;
                v[i] = alpha * v[i] + (1 - alpha) * g * g;
                a[i] = alpha * a[i] + (1 - alpha) * g;
                double scaled = g / (Math.Sqrt(centered ? v[i] - a[i] * a[i] : v[i]) + epsilon);
                b[i] = momentum * b[i] + scaled;
                return x - Rate * (momentum > 0 ? b[i] : scaled);
            });
    }

    [Theory]
    [InlineData(0, 0, 0, 1e-10)]
    [InlineData(0.1, 0.1, 0.5, 1e-3)]
    [InlineData(0.1, 0.1, 0.5, 1e-3, true)]
    public void Adagrad(double rateDecay, double decay, double initial, double epsilon, bool maximize = false)
    {
        double[] s = [.. Enumerable.Repeat(initial, Length)];
        Check(
            parameters => Maximizing(new Adagrad(parameters, Rate, rateDecay, decay, initial, epsilon), maximize),
            (i, t, x, g) =>
            {
                g = (maximize ? -g : g) + decay * x;
                s[i] += g * g;
                return x - Rate / (1 + (t - 1) * rateDecay) * g / (Math.Sqrt(s[i]) + epsilon);
            });
    }

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void WhereNothingPullsNothingMoves(string kind, Maker make)
    {
        // 10⁻⁸ is no number of 16 bits other than zero.
        Parameter<Half> parameter = new([(Half)1, (Half)2]);
        parameter.AddGradient([(Half)0, (Half)1]);
        make([parameter]).Step();
        Assert.True(parameter.Value[0] == (Half)1, kind);
        Assert.True(parameter.Value[1] < (Half)2, kind);
    }

    public static IEnumerable<object[]> Adaptive =>
    [
        ["Adam", (Maker)(p => new Adam(p, Rate))],
        ["AMSGrad", (Maker)(p => new Adam(p, Rate, amsGrad: true))],
        ["RmsProp", (Maker)(p => new RmsProp(p, Rate))],
        ["centered", (Maker)(p => new RmsProp(p, Rate, momentum: 0.5, centered: true))],
        ["Adagrad", (Maker)(p => new Adagrad(p, Rate))],
    ];

    private static Optimizer Maximizing(Optimizer optimizer, bool maximize)
    {
        optimizer.ParameterGroups[0].Maximize = maximize;
        return optimizer;
    }

    private static void Check(Maker make, Formula formula)
    {
        // The reference's state is one for all, so its values are computed once.
        double[][] gradients = [.. Enumerable.Range(0, Steps).Select(t => Tensor.Normal<double>([Length], new TensorRandom(t)).ToArray())];
        double[] x = Tensor.Normal<double>([Length], new TensorRandom(99)).ToArray(), start = [.. x];
        List<double[]> expected = [];
        for (int t = 1; t <= Steps; t++)
        {
            for (int i = 0; i < Length; i++) x[i] = formula(i, t, x[i], gradients[t - 1][i]);
            expected.Add([.. x]);
        }
        Follows<double>(make, start, gradients, expected, 1e-13);
        Follows<float>(make, start, gradients, expected, 5e-6);
        Follows<Half>(make, start, gradients, expected, 2e-2);
    }

    private static void Follows<T>(Maker make, double[] start, double[][] gradients, List<double[]> expected, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Parameter<T> parameter = new(From<T>(start)), empty = new(Tensor.Zeros<T>(0));
        empty.AddGradient(Tensor.Zeros<T>(0));
        Optimizer optimizer = make([parameter, empty]);
        for (int t = 0; t < gradients.Length; t++)
        {
            optimizer.ZeroGradients();
            parameter.AddGradient(From<T>(gradients[t]));
            optimizer.Step();
            T[] values = parameter.Value.ToArray();
            for (int i = 0; i < Length; i++) Assert.Equal(expected[t][i], double.CreateChecked(values[i]), tolerance * Math.Max(1, Math.Abs(expected[t][i])));
        }
    }

    private static Tensor<T> From<T>(double[] values)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tensor.Create<T>([.. values.Select(T.CreateTruncating)]);
}
