using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Lowering;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Transform;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>
/// A primal and its derivatives at one point. What is differentiated is L = cotangent · result + Σ seed · array afterwards, over all arrays: a sink of an array
/// holds the seed before and ∂L/∂array after, that of a scalar is added to.
/// </summary>
internal sealed class SweepExperiment
{
    private const double Cotangent = 0.7;

    private readonly FunctionIr _primal;
    private readonly double[][] _inputs;
    private readonly double[][] _seeds;
    private readonly int _integer;
    private readonly double? _value;
    private readonly double[][] _after;

    /// <param name="primal">Its parameters are scalars and arrays of double, and an int.</param>
    /// <param name="size">The length of its arrays.</param>
    /// <param name="seed">Of the point.</param>
    public SweepExperiment(FunctionIr primal, int size, int seed)
    {
        Random random = new(seed);
        _primal = primal;
        _inputs = [.. Active.Select(p => Vector(p.Type.IsFloat ? 1 : size))];
        _seeds = [.. _inputs.Select(v => Vector(v.Length))];
        _integer = random.Next(1, 5);
        (_value, _after) = Evaluate(_inputs);

        double[] Vector(int length) => [.. Enumerable.Range(0, length).Select(_ => Math.Round(random.NextDouble() * 2 - 0.9, 3))];
    }

    /// <summary>False where a number is too large for a difference quotient to say anything.</summary>
    public bool IsTame => _after.SelectMany(v => v).Append(_value ?? 0).All(v => Math.Abs(v) < 1e4);

    public static IReadOnlyList<(string Name, bool Optimize, bool Plan)> Variants { get; } =
        [("plain", false, false), ("planned", false, true), ("optimized", true, false), ("optimized and planned", true, true)];

    private IEnumerable<Value> Active => _primal.Parameters.Where(p => p.Role == ParameterRole.Differentiable).Select(p => p.Value);

    /// <summary>The derivative as a variant makes it, verified after each pass.</summary>
    public static FunctionIr Derivative(FunctionIr primal, bool optimize, bool plan)
    {
        IrVerifier.Verify(primal, "primal");
        if (optimize) primal = Optimized(primal);
        FunctionIr derivative = IrVerifier.Verify(ReverseSweep.Transform(primal, new GeneratorOptions(optimize, plan)), nameof(ReverseSweep));
        derivative = IrVerifier.Verify(GuardLowering.Run(derivative), nameof(GuardLowering));
        if (optimize) derivative = Optimized(derivative);
        return IrVerifier.Verify(AllocationLowering.Run(derivative), nameof(AllocationLowering));
    }

    /// <summary>The JVP, verified after each pass.</summary>
    public static FunctionIr Tangent(FunctionIr primal, bool optimize, int width = 1)
    {
        if (optimize) primal = Optimized(primal);
        FunctionIr tangent = IrVerifier.Verify(TangentTransform.Transform(primal, width), nameof(TangentTransform));
        tangent = IrVerifier.Verify(GuardLowering.Run(tangent), nameof(GuardLowering));
        if (optimize) tangent = Optimized(tangent);
        return IrVerifier.Verify(AllocationLowering.Run(tangent), nameof(AllocationLowering));
    }

    /// <summary>
    /// For each direction of a random JVP ⟨cotangent, J ẋ⟩, and ⟨Jᵀ cotangent, ẋ⟩ with the sinks of the VJP; they agree, whatever the function. Throws if the JVP
    /// computes another value than the primal, or leaves the arrays otherwise.
    /// </summary>
    public IEnumerable<(double Forward, double Reverse)> Transposed(FunctionIr derivative, FunctionIr tangent, int width, int seed)
    {
        Random random = new(seed);
        double[][] sinks = Sinks(derivative), arguments = Copy(_inputs);
        double[][][] before = [.. _inputs.Select(v => Enumerable.Range(0, width).Select(_ => (double[])[.. v.Select(_ => random.NextDouble() - 0.5)]).ToArray())];
        double[][][] after = [.. before.Select(Copy)];
        object?[] results = IrInterpreter.Run(tangent, [.. Arguments(arguments), .. after.SelectMany((p, i) => p.Select(t => IsParameterScalar(i) ? t[0] : (object?)t))]);
        if (_value is { } value && !Same(value, (double)results[0]!)) throw new InvalidOperationException($"the value is {results[0]}, the primal's {value}");
        CheckAfter(arguments);
        for (int w = 0; w < width; w++)
        {
            double forward = _value is null ? 0 : Cotangent * (double)results[1 + w]!, reverse = 0;
            for (int i = 0; i < sinks.Length; i++)
            {
                for (int k = 0; k < sinks[i].Length; k++)
                {
                    forward += _seeds[i][k] * after[i][w][k];
                    reverse += sinks[i][k] * before[i][w][k];
                }
            }
            yield return (forward, reverse);
        }
    }

    private bool IsParameterScalar(int input) => Active.ElementAt(input).Type.IsFloat;

    private static FunctionIr Optimized(FunctionIr function)
    {
        for (int round = 0; round < 3; round++)
            foreach (Func<FunctionIr, FunctionIr> pass in PassPipeline.Passes) function = IrVerifier.Verify(pass(function), pass.Method.DeclaringType!.Name);
        return PassPipeline.Optimize(function);
    }

    /// <summary>The sinks after the derivative has run; throws if it computes another value than the primal, or leaves the arrays otherwise.</summary>
    public double[][] Sinks(FunctionIr derivative)
    {
        double[][] arguments = Copy(_inputs), sinks = Copy(_seeds);
        object?[] all = [.. Arguments(arguments), .. _value is null ? [] : new object?[] { Cotangent }, .. sinks];
        object?[] results = IrInterpreter.Run(derivative, all);
        if (_value is { } value && !Same(value, (double)results[0]!)) throw new InvalidOperationException($"the value is {results[0]}, the primal's {value}");
        CheckAfter(arguments);
        return sinks;
    }

    private void CheckAfter(double[][] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
            if (arguments[i].Length > 1 && !arguments[i].Zip(_after[i], Same).All(s => s))
                throw new InvalidOperationException($"array {i} is {Text(arguments[i])} afterwards, {Text(_after[i])} after the primal");
    }

    /// <summary>What the sinks should hold, by central differences; NaN where two step sizes disagree.</summary>
    public double[][] Expected()
    {
        double[][] expected = Copy(_seeds);
        for (int i = 0; i < expected.Length; i++)
        {
            for (int k = 0; k < expected[i].Length; k++)
            {
                double coarse = Difference(i, k, 2e-3), fine = Difference(i, k, 1e-3), finest = Difference(i, k, 2.5e-4);
                double richardson = fine + (fine - coarse) / 3;
                bool agree = Math.Abs(richardson - finest) <= 1e-4 * (1 + Math.Abs(richardson)) && Math.Abs(coarse - fine) <= 1e-3 * (1 + Math.Abs(fine));
                expected[i][k] = !agree ? double.NaN : IsScalar(i) ? _seeds[i][k] + richardson : richardson;
            }
        }
        return expected;
    }

    public static string Text(IEnumerable<double> numbers) => string.Join(" ", numbers.Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    private bool IsScalar(int input) => _inputs[input].Length == 1;

    private double Difference(int input, int element, double step)
    {
        double[][] above = Copy(_inputs), below = Copy(_inputs);
        above[input][element] += step;
        below[input][element] -= step;
        return (Functional(above) - Functional(below)) / (2 * step);
    }

    private double Functional(double[][] inputs)
    {
        (double? value, double[][] after) = Evaluate(inputs);
        double sum = Cotangent * (value ?? 0);
        for (int i = 0; i < after.Length; i++)
            if (!IsScalar(i)) sum += after[i].Zip(_seeds[i], (a, s) => a * s).Sum();
        return sum;
    }

    private (double? Value, double[][] After) Evaluate(double[][] inputs)
    {
        double[][] arguments = Copy(inputs);
        object?[] results = IrInterpreter.Run(_primal, Arguments(arguments));
        return (results.Length == 0 ? null : (double)results[0]!, arguments);
    }

    private object?[] Arguments(double[][] inputs)
    {
        int next = 0;
        return [.. _primal.Parameters.Select(p => p.Role == ParameterRole.Constant ? _integer : p.Value.Type.IsFloat ? inputs[next++][0] : (object?)inputs[next++])];
    }

    private static double[][] Copy(double[][] arrays) => [.. arrays.Select(a => (double[])a.Clone())];

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
