using AutoDiff;
using GradBench.Protocol;

namespace GradBench.Problems;

/// <summary>Linear least squares: how far a polynomial is from the sign function at n points of [−1, 1].</summary>
public static partial class Llsq
{
    internal sealed record Input(double[] X, int N, int MinRuns = 1, double MinSeconds = 0) : IRuns;

    [Differentiable]
    public static double Objective(double[] x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double t = -1 + i * 2.0 / (n - 1);
            double residual = Math.Sign(t), power = 1;
            for (int j = 0; j < x.Length; j++)
            {
                residual -= x[j] * power;
                power *= t;
            }
            sum += residual * residual;
        }
        return sum / 2;
    }

    internal static IEnumerable<Function> Functions =>
    [
        Function.Of("primal", Json.Default.LlsqInput, input => Objective(input.X, input.N), Json.Default.Double),
        Function.Of("gradient", Json.Default.LlsqInput, input => ObjectiveGradient(input.X, input.N), Json.Default.DoubleArray),
    ];
}
