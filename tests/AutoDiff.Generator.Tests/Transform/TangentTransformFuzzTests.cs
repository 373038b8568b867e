using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>The JVP of a random primal computes the primal's value, leaves its arrays as it does, and is the transpose of the VJP: one direction at a time, and several side by side.</summary>
public sealed class TangentTransformFuzzTests
{
    private const int Functions = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Tangents_of_random_functions_are_the_transpose_of_cotangents(int width)
    {
        int compared = 0;
        for (int seed = 0; seed < Functions; seed++) compared += Check(RandomPrimal.Create(seed), seed, width);
        Assert.True(compared > Functions, $"only {compared} directions could be compared");
    }

    private static int Check(FunctionIr primal, int seed, int width)
    {
        SweepExperiment experiment = new(primal, RandomPrimal.Size, seed);
        if (!experiment.IsTame) return 0;
        FunctionIr derivative;
        try
        {
            derivative = SweepExperiment.Derivative(primal, optimize: true, plan: true);
        }
        catch (UnsupportedDerivativeException)
        {
            return 0;
        }
        int compared = 0;
        foreach (bool optimize in (bool[])[false, true])
        {
            FunctionIr? tangent = null;
            try
            {
                tangent = SweepExperiment.Tangent(primal, optimize, width);
                foreach ((double forward, double reverse) in experiment.Transposed(derivative, tangent, width, seed))
                {
                    if (!(Math.Abs(forward - reverse) <= 1e-8 * (1 + Math.Abs(forward)))) throw new InvalidOperationException($"forward {forward}, reverse {reverse}");
                    compared++;
                }
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"seed {seed}, optimized: {optimize}: {problem}\n{IrPrinter.Print(primal)}\n{(tangent is null ? "" : IrPrinter.Print(tangent))}", problem);
            }
        }
        return compared;
    }
}
