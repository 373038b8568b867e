using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>
/// The derivative of a random primal computes the primal's value, leaves its arrays as it does, and agrees with difference quotients: with the
/// residual plan and the optimizer, and without.
/// </summary>
public sealed class ReverseSweepFuzzTests
{
    private const int Functions = 300;

    [Fact]
    public void Derivatives_of_random_functions_agree_with_differences()
    {
        int checkedNumbers = 0;
        for (int seed = 0; seed < Functions; seed++) checkedNumbers += Check(seed);
        Assert.True(checkedNumbers > 2 * Functions, $"only {checkedNumbers} partial derivatives could be compared");
    }

    /// <summary>Returns how many partial derivatives were compared.</summary>
    internal static int Check(int seed) => Check(RandomPrimal.Create(seed), RandomPrimal.Size, seed);

    internal static int Check(FunctionIr primal, int size, int seed)
    {
        SweepExperiment experiment = new(primal, size, seed);
        if (!experiment.IsTame) return 0;
        double[][] expected = experiment.Expected();
        double[]? first = null;
        foreach ((string name, bool optimize, bool plan) in SweepExperiment.Variants)
        {
            FunctionIr? derivative = null;
            try
            {
                derivative = SweepExperiment.Derivative(primal, optimize, plan);
                double[][] sinks = experiment.Sinks(derivative);
                Compare(sinks, expected);
                first ??= [.. sinks.SelectMany(s => s)];
                if (first.Zip(sinks.SelectMany(s => s), (a, b) => Math.Abs(a - b) <= 1e-9 * (1 + Math.Abs(a))).Contains(false))
                    throw new InvalidOperationException($"the variants differ: {SweepExperiment.Text(first)} and {SweepExperiment.Text(sinks.SelectMany(s => s))}");
            }
            catch (UnsupportedDerivativeException)
            {
                return 0;
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException(
                    $"seed {seed}, {name}: {problem}\n{IrPrinter.Print(primal)}\n{(derivative is null ? "" : IrPrinter.Print(derivative))}", problem);
            }
        }
        return expected.Sum(e => e.Count(double.IsFinite));
    }

    private static void Compare(double[][] sinks, double[][] expected)
    {
        for (int i = 0; i < sinks.Length; i++)
            for (int k = 0; k < sinks[i].Length; k++)
                if (double.IsFinite(expected[i][k]) && !(Math.Abs(sinks[i][k] - expected[i][k]) <= 1e-4 * (1 + Math.Abs(expected[i][k]))))
                    throw new InvalidOperationException($"sink {i} is {SweepExperiment.Text(sinks[i])}, by differences {SweepExperiment.Text(expected[i])}");
    }
}
