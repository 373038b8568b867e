using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Transform;
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

    /// <summary>The gradient of a random primal, contracted with weights, is differentiated again: reverse over reverse is the transpose of forward over reverse.</summary>
    [Fact]
    public void Gradients_of_random_functions_are_differentiated_again()
    {
        int compared = 0;
        List<string> wrong = [];
        for (int seed = 0; seed < Functions; seed++)
        {
            FunctionIr primal = RandomPrimal.Create(seed);
            if (primal.Body.Yields.Count == 0) continue;
            foreach (bool plan in (bool[])[false, true])
            {
                FunctionIr gradient;
                try
                {
                    FunctionIr vjp = ReverseSweep.Transform(primal, new GeneratorOptions(PlanResiduals: plan));
                    gradient = IrVerifier.Verify(Contracted(GradientTransform.Run(vjp, "G")), nameof(GradientTransform));
                }
                catch (UnsupportedDerivativeException)
                {
                    continue;
                }
                try
                {
                    compared += Check(gradient, seed, 1);
                }
                catch (InvalidOperationException problem)
                {
                    wrong.Add($"plan: {plan}: {IrPrinter.Print(primal)}\n{problem.Message}");
                }
            }
        }
        if (wrong.Count > 0) Assert.Fail($"{wrong.Count} functions fail; the shortest:\n{wrong.MinBy(w => w.Length)}");
        Assert.True(compared > Functions, $"only {compared} directions could be compared");
    }

    // One number of all that a function yields: Σ wᵢ yᵢ.
    private static FunctionIr Contracted(FunctionIr function)
    {
        IrBuilder builder = new(function.NextId);
        builder.Append(function.Body.Body);
        Operand sum = Constant.Of(0.0, IrType.Double);
        double weight = 0.5;
        foreach (Operand yield in function.Body.Yields)
        {
            Operand[] numbers = yield.Type.IsFloat ? [yield] : [.. Enumerable.Range(0, RandomPrimal.Size).Select(i => builder.Load(yield, Constant.Of(i)))];
            foreach (Operand number in numbers)
            {
                sum = builder.Let(Primitive.Add, IrType.Double, sum, builder.Let(Primitive.Multiply, IrType.Double, number, Constant.Of(weight, IrType.Double)));
                weight = 0.3 - weight;
            }
        }
        return function with { Body = builder.Finish(sum), NextId = builder.NextId, Result = null };
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
