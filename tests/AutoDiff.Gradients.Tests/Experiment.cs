using System.Collections.Concurrent;
using AutoDiff.Testing;

namespace AutoDiff.Gradients.Tests;

/// <summary>
/// One method at one point, with a random cotangent for its result and random content in the sinks. The derivative that <c>FVjp</c> must give is that of
/// <c>φ(p) = ⟨cotangent, result⟩ + Σ ⟨sink, p afterwards⟩</c>, the sum over the array and span parameters: for one that is only read
/// the second term adds what the sink held, for one that is written it is the result's cotangent. A scalar's sink is added to likewise.
/// </summary>
internal sealed class Experiment
{
    /// <summary>What has been measured, by method and point, sink and number: it does not depend on the options of the generator.</summary>
    private static readonly ConcurrentDictionary<(string, int, int), (double Value, double Error)> Measured = new();

    private readonly string? _name;
    private readonly MethodDriver _driver;
    private readonly CasePoint _point;
    private readonly bool[] _isWritten;

    /// <param name="driver">Calls the method.</param>
    /// <param name="point">Where.</param>
    /// <param name="seed">The same for all combinations of options.</param>
    /// <param name="cotangent">Of a scalar result; random if null.</param>
    /// <param name="name">Of the method and the point, to measure their derivatives only once.</param>
    /// <param name="withZeroSinks">True for what <c>FGradient</c> starts from.</param>
    public Experiment(MethodDriver driver, CasePoint point, int seed, double? cotangent = null, bool withZeroSinks = false, string? name = null)
    {
        (_driver, _point, _name) = (driver, point, name);
        Random random = new(seed);
        double Next() => (random.Next(2) * 2 - 1) * (0.25 + random.NextDouble());

        ArgumentsAfter = Leaves.Clone(point.Arguments);
        Result = driver.Primal(ArgumentsAfter);
        Cotangent = Leaves.Like(Result, Next);
        if (cotangent is { } given) Cotangent = Leaves.With(Result!, 0, given);
        Parameters = [.. Enumerable.Range(0, point.Arguments.Length).Where(i => driver.IsDifferentiable[i])];
        SinksBefore = [.. Parameters.Select(i => Leaves.Like(point.Arguments[i], withZeroSinks ? () => 0 : Next))];
        _isWritten = [.. Parameters.Select(i => Leaves.Difference(point.Arguments[i], ArgumentsAfter[i]) is not null)];
    }

    /// <summary>What the primal returns.</summary>
    public object? Result { get; }

    /// <summary>The arguments as the primal leaves them.</summary>
    public object?[] ArgumentsAfter { get; }

    public object? Cotangent { get; }

    /// <summary>The indices of the differentiable parameters.</summary>
    public int[] Parameters { get; }

    /// <summary>One for each differentiable parameter.</summary>
    public object?[] SinksBefore { get; }

    /// <summary>True if the call changes a differentiable parameter's memory.</summary>
    public bool IsWritten(int sink) => _isWritten[sink];

    public object?[] FreshArguments() => Leaves.Clone(_point.Arguments);

    /// <summary>Compares sinks after <c>FVjp</c> (or a gradient) with what they must hold.</summary>
    /// <returns>What is wrong, empty if nothing is.</returns>
    public List<string> Check(object?[] sinks)
    {
        List<string> wrong = [];
        for (int k = 0; k < Parameters.Length; k++)
        {
            double[] actual = Leaves.Of(sinks[k]), before = Leaves.Of(SinksBefore[k]);
            if (actual.Length != before.Length) wrong.Add($"parameter {Parameters[k]}: the sink has {actual.Length} numbers instead of {before.Length}");
            else for (int leaf = 0; leaf < actual.Length; leaf++)
            {
                bool isHalf = _point.Arguments.Any(Leaves.IsHalf) || Leaves.IsHalf(Result);
                bool isSingle = _point.Arguments.Any(Leaves.IsSingle) || Leaves.IsSingle(Result);
                (double derivative, double error) = Derivative(k, leaf, isSingle);
                double expected = before[leaf] + derivative;
                double tolerance = (isHalf ? 2e-2 : isSingle ? 4e-3 : 1e-6) * Math.Max(1, Math.Max(Math.Abs(derivative), Math.Abs(before[leaf])));
                if (!(error <= tolerance / 2)) wrong.Add($"parameter {Parameters[k]}, number {leaf}: the finite differences ({derivative:R} ± {error:R}) do not converge");
                else if (!(Math.Abs(actual[leaf] - expected) <= tolerance))
                    wrong.Add($"parameter {Parameters[k]}, number {leaf}: the sink held {before[leaf]:R}, the derivative is {derivative:R} (± {error:G2}), it should hold {expected:R} and holds {actual[leaf]:R}");
            }
        }
        return wrong;
    }

    /// <summary>What a sink's number must grow by.</summary>
    private (double Value, double Error) Derivative(int sink, int leaf, bool isSingle)
    {
        int parameter = Parameters[sink];
        if (_point.ExpectedGradient is { } gradient) return (Leaves.Of(gradient[sink])[leaf] * Leaves.Of(Cotangent)[0], 0);

        double x = Leaves.Of(_point.Arguments[parameter])[leaf];
        return _name is null ? Measure() : Measured.GetOrAdd((_name, sink, leaf), _ => Measure());

        (double, double) Measure() => NumericalDerivative.Ridders(Slope, x, isSingle);

        double Slope(double step)
        {
            (double above, double plus) = At(x + step);
            (double below, double minus) = At(x - step);
            // Rounding of x ± step is no error if the steps are taken as they came out.
            return (above - below) / (plus - minus);
        }

        (double Value, double X) At(double moved)
        {
            object?[] arguments = FreshArguments();
            arguments[parameter] = Leaves.With(arguments[parameter]!, leaf, moved);
            object?[] start = Leaves.Clone(arguments);
            double value = Product(Cotangent, _driver.Primal(arguments));
            for (int k = 0; k < Parameters.Length; k++)
            {
                // What the call leaves as it is cancels exactly.
                double[] weight = Leaves.Of(SinksBefore[k]), before = Leaves.Of(start[Parameters[k]]), after = Leaves.Of(arguments[Parameters[k]]);
                for (int i = 0; i < weight.Length; i++) value += weight[i] * (after[i] - before[i]);
            }
            return (value, Leaves.Of(start[parameter])[leaf]);
        }
    }

    private static double Product(object? a, object? b) => Leaves.Of(a).Zip(Leaves.Of(b), (x, y) => x * y).Sum();
}
