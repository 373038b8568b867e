using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Interpreter;
using Xunit;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>Emitted text against the IR's own meaning, on random functions: the same result, the same memory, bit for bit, or the same exception.</summary>
public sealed class EmitterFuzzTests
{
    private const int FunctionsPerTest = 150;

    /// <summary>What the random functions call, as text.</summary>
    public static readonly string ForeignMethod = $"global::{typeof(EmitterFuzzTests).FullName}.{nameof(Foreign)}";

    private static readonly Dictionary<string, Func<object?[], object?>> Methods = new() { [ForeignMethod] = a => Foreign((double)a[0]!, (double[])a[1]!) };

    /// <summary>What the random functions call: it reads and writes.</summary>
    public static double Foreign(double value, double[] array)
    {
        array[1] += value;
        return array[0] * 0.5;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(20_000)]
    public void Emitted_text_does_what_the_IR_says(int seed)
    {
        FunctionIr[] functions = [.. Enumerable.Range(seed, FunctionsPerTest).Select(s => RandomFunction.Create(s, "F" + s))];
        Type emitted = EmittedText.Compile(functions.SelectMany(f => new[] { EmittedText.Of(f, RandomFunction.Declarations), Wrapper(f.Name) }));
        List<string> differences = [];
        foreach (FunctionIr function in functions)
        {
            MethodInfo method = emitted.GetMethod("Run" + function.Name)!;
            for (int input = 0; input < 3; input++)
            {
                string actual = Outcome(Arguments(input), a => method.Invoke(null, a));
                string expected = Outcome(Arguments(input), a => IrInterpreter.Run(function, a, Methods)[0]);
                if (actual != expected) differences.Add($"{function.Name}({input})\n  emitted     {actual}\n  interpreted {expected}");
            }
        }
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(3)) + (differences.Count == 0 ? "" : "\n" + EmittedText.Of(functions.First(f => differences[0].StartsWith(f.Name + "(", StringComparison.Ordinal)), RandomFunction.Declarations)));
    }

    /// <summary>Spans and references cannot be passed through reflection; arrays stand for them.</summary>
    private static string Wrapper(string name) =>
        $"public static double Run{name}(double[] x, double[] y, double[,] m, double p, int n, float f, long l, double[][] rows, double[] dX, double[] dP) => {name}(x, y, m, p, n, f, l, rows, dX, ref dP[0]);";

    private static object?[] Arguments(int input) =>
    [
        new[] { 1.5, -2, 0.25, 3, 4 },
        new[] { 0.5, 1, 2, -1, 7 },
        new double[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 1, 2, 3, 4 }, { 5, 6, 7, 8 } },
        input switch { 0 => 0.7, 1 => -3.5, _ => double.NaN },
        2 + input,
        1.25f,
        9L,
        new double[][] { [1, 2, 3, 4], [4, 3, 2, 1], [0, 1, 0, 1, 5], [2, 2, 2, 2] },
        new double[5],
        new[] { 0.125 },
    ];

    private static string Outcome(object?[] arguments, Func<object?[], object?> run)
    {
        try
        {
            object? result = run(arguments);
            return Show(result) + " " + string.Join(" ", arguments.Select(Show));
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.GetType().Name;
        }
        catch (InterpreterThrowException)
        {
            return nameof(TimeoutException);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or DivideByZeroException or OverflowException or ArgumentOutOfRangeException)
        {
            return e.GetType().Name;
        }
    }

    private static string Show(object? value) => value switch
    {
        double d => double.IsNaN(d) ? "NaN" : d.ToString("R") + (d == 0 && double.IsNegative(d) ? " (negative)" : ""),
        Array a => "[" + string.Join(", ", a.Cast<object?>().Select(Show)) + "]",
        _ => value?.ToString() ?? "null",
    };
}
