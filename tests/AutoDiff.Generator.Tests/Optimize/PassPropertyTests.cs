using System.Globalization;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Lowering;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Tests.Interpreter;
using Xunit;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>Each pass leaves the value of a function and the memory that it writes as they are, bit for bit.</summary>
public sealed class PassPropertyTests
{
    private const int Functions = 400;

    private static readonly Dictionary<string, Func<FunctionIr, FunctionIr>> Passes = new(
    [
        .. PassPipeline.Passes.Select(p => KeyValuePair.Create(p.Method.DeclaringType!.Name, p)),
        new(nameof(IndexDuplication), IndexDuplication.Run),
        new(nameof(PassPipeline), PassPipeline.Optimize),
        new(nameof(AllocationLowering), AllocationLowering.Run),
        new(nameof(KnownZeros), KnownZeros.Run),
        new(nameof(DeadZeros), f => DeadZeros.Run(KnownZeros.Run(f))),
        new("Both", f => AllocationLowering.Run(PassPipeline.Optimize(f))),
    ]);

    public static TheoryData<string> Names => [.. Passes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pass_keeps_what_a_function_computes(string name)
    {
        int compared = 0;
        for (int seed = 0; seed < Functions; seed++)
        {
            FunctionIr function = IrVerifier.Verify(RandomFunction.Of(seed), "random function");
            FunctionIr result = IrVerifier.Verify(Passes[name](function), name);
            if (Evaluate(function) is not { } expected) continue;
            Assert.Equal($"seed {seed}: {expected}", $"seed {seed}: {Evaluate(result)}");
            compared++;
        }
        Assert.True(compared > Functions * 9 / 10, $"only {compared} functions ran to their end");
    }

    [Fact]
    public void Pipeline_leaves_nothing_for_a_second_run()
    {
        for (int seed = 0; seed < Functions / 4; seed++)
        {
            FunctionIr once = PassPipeline.Optimize(RandomFunction.Of(seed));
            Assert.Equal(once.Body.Deep().Count(), PassPipeline.Optimize(once).Body.Deep().Count());
        }
    }

    // The result and the arrays, or null where the function throws: an optimized one may do without what has thrown.
    private static string? Evaluate(FunctionIr function)
    {
        double[] x = [0.5, -1, 2, 0.25, -0.0, 3, 7, 0.125], y = [1, 2, 3, 4, 5, 6, 7, 8], dA = [1], dX = new double[8];
        try
        {
            object?[] results = IrInterpreter.Run(function, x, y, 0.75, 3, 1.5, dA, dX);
            return string.Join(" ", results.Cast<double>().Concat(new[] { x, y, dA, dX }.SelectMany(e => e)).Select(Bits));
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException or DivideByZeroException or InvalidOperationException or OverflowException or TimeoutException)
        {
            return null;
        }
    }

    private static string Bits(double value) => value is double.NaN ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture);
}
