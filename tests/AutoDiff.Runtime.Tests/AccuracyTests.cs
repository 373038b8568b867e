using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Elementary functions of long runs, which go through vectors, are within a few ulp of those of single numbers everywhere: near 0, where they grow, and far out.</summary>
public sealed class AccuracyTests
{
    private static readonly double[] Points =
        [.. Enumerable.Range(-900, 1350).SelectMany(e => new[] { Math.Pow(10, e / 30.0), -Math.Pow(10, e / 30.0), 1 + Math.Pow(10, e / 60.0 - 7), 1 - Math.Pow(10, -Math.Abs(e) / 60.0) })];

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    private static readonly Dictionary<string, (Func<Tensor<double>, Tensor<double>> Double, Func<Tensor<float>, Tensor<float>> Single, Func<double, double> Number)> s_functions = new()
    {
        ["Exp"] = (Tensor.Exp, Tensor.Exp, Math.Exp),
        ["Exp2"] = (Tensor.Exp2, Tensor.Exp2, x => Math.Pow(2, x)),
        ["ExpM1"] = (Tensor.ExpM1, Tensor.ExpM1, ExpM1),
        ["Log"] = (Tensor.Log, Tensor.Log, Math.Log),
        ["Log2"] = (Tensor.Log2, Tensor.Log2, Math.Log2),
        ["Log10"] = (Tensor.Log10, Tensor.Log10, Math.Log10),
        ["LogP1"] = (Tensor.LogP1, Tensor.LogP1, LogP1),
        ["Sin"] = (Tensor.Sin, Tensor.Sin, Math.Sin),
        ["Cos"] = (Tensor.Cos, Tensor.Cos, Math.Cos),
        ["Tan"] = (Tensor.Tan, Tensor.Tan, Math.Tan),
        ["Atan"] = (Tensor.Atan, Tensor.Atan, Math.Atan),
        ["Sinh"] = (Tensor.Sinh, Tensor.Sinh, Math.Sinh),
        ["Cosh"] = (Tensor.Cosh, Tensor.Cosh, Math.Cosh),
        ["Tanh"] = (Tensor.Tanh, Tensor.Tanh, Math.Tanh),
        ["Asinh"] = (Tensor.Asinh, Tensor.Asinh, Math.Asinh),
        ["Sqrt"] = (Tensor.Sqrt, Tensor.Sqrt, Math.Sqrt),
        ["Rsqrt"] = (Tensor.Rsqrt, Tensor.Rsqrt, x => 1 / Math.Sqrt(x)),
        ["Cbrt"] = (Tensor.Cbrt, Tensor.Cbrt, Math.Cbrt),
        ["Sigmoid"] = (Tensor.Sigmoid, Tensor.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x))),
        ["Silu"] = (Tensor.Silu, Tensor.Silu, x => x < 0 ? x * Math.Exp(x) / (1 + Math.Exp(x)) : x / (1 + Math.Exp(-x))),
        ["Softplus"] = (Tensor.Softplus, Tensor.Softplus, x => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)))),
        ["LogSigmoid"] = (Tensor.LogSigmoid, Tensor.LogSigmoid, x => Math.Min(x, 0) - LogP1(Math.Exp(-Math.Abs(x)))),
        ["Erfc"] = (Tensor.Erfc, Tensor.Erfc, Erfc),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void WithinAFewUlp(string name)
    {
        (Func<Tensor<double>, Tensor<double>> inDouble, Func<Tensor<float>, Tensor<float>> inSingle, Func<double, double> number) = s_functions[name];
        double[] computed = inDouble(Points).ToArray();
        float[] points = [.. Points.Select(x => (float)x)], single = inSingle(points).ToArray();
        for (int i = 0; i < Points.Length; i++)
        {
            double expected = number(Points[i]);
            double ulp = double.IsFinite(expected) ? Math.Max(Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), 1e-306) : 0;
            Assert.True(computed[i].Equals(expected) || computed[i] == expected || Math.Abs(computed[i] - expected) <= 8 * ulp, $"{name}({Points[i]:R}) is {computed[i]:R}, not {expected:R}");

            expected = number(points[i]);
            float rounded = (float)expected;
            ulp = float.IsFinite(rounded) ? Math.Max(MathF.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded), 1e-37f) : 0;
            Assert.True(single[i].Equals(rounded) || single[i] == rounded || Math.Abs(single[i] - expected) <= 5 * ulp, $"{name}({points[i]:R}f) is {single[i]:R}, not {rounded:R}");
        }
    }

    /// <summary>W. Kahan's formulas, from functions that are accurate.</summary>
    private static double LogP1(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    private static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsPositiveInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    /// <summary>By its series near 0, by its continued fraction far out.</summary>
    private static double Erfc(double x)
    {
        if (x < 0) return 2 - Erfc(-x);
        if (x > 30) return 0;
        if (x < 0.5)
        {
            double sum = 0, term = x;
            for (int n = 0; n < 100; n++)
            {
                sum += term / ((2 * n) + 1);
                term *= -x * x / (n + 1);
            }
            return 1 - (2 / Math.Sqrt(Math.PI) * sum);
        }
        double fraction = 0;
        for (int k = 2000; k > 0; k--) fraction = k / 2.0 / (x + fraction);
        // x² = h² + (x − h)(x + h) with an exact h².
        double h = (float)x;
        return Math.Exp(-h * h) * Math.Exp(-(x - h) * (x + h)) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}
