using AutoDiff;
using GradBench.Protocol;

namespace GradBench.Problems;

/// <summary>The system y₀′ = x₀, yᵢ′ = xᵢ·yᵢ₋₁ from y(0) = 0 to y(2), in steps of the classical Runge–Kutta method.</summary>
public static partial class Ode
{
    internal sealed record Input(double[] X, int S, int MinRuns = 1, double MinSeconds = 0) : IRuns;

    /// <summary>y(2).</summary>
    [Differentiable]
    public static double[] Solve(double[] x, int steps)
    {
        int n = x.Length;
        double h = 2.0 / steps;
        double[] y = new double[n], between = new double[n];
        double[] k1 = new double[n], k2 = new double[n], k3 = new double[n], k4 = new double[n];
        for (int step = 0; step < steps; step++)
        {
            Slope(x, y, k1);
            for (int i = 0; i < n; i++) between[i] = y[i] + h / 2 * k1[i];
            Slope(x, between, k2);
            for (int i = 0; i < n; i++) between[i] = y[i] + h / 2 * k2[i];
            Slope(x, between, k3);
            for (int i = 0; i < n; i++) between[i] = y[i] + h * k3[i];
            Slope(x, between, k4);
            for (int i = 0; i < n; i++) y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        return y;
    }

    private static void Slope(double[] x, double[] y, double[] slope)
    {
        slope[0] = x[0];
        for (int i = 1; i < x.Length; i++) slope[i] = x[i] * y[i - 1];
    }

    /// <summary>What is differentiated: the last element of y(2).</summary>
    [Differentiable]
    public static double SolveLast(double[] x, int steps) => Solve(x, steps)[^1];

    internal static IEnumerable<Function> Functions =>
    [
        Function.Of("primal", Json.Default.OdeInput, input => Solve(input.X, input.S), Json.Default.DoubleArray),
        Function.Of("gradient", Json.Default.OdeInput, input => SolveLastGradient(input.X, input.S), Json.Default.DoubleArray),
    ];
}
