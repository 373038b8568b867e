using System.Globalization;
using System.Reflection;
using AutoDiff.Testing;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>What a check of a program found: what kind of thing is wrong, and what.</summary>
internal sealed record Finding(string Kind, string Text)
{
    public override string ToString() => $"{Kind}: {Text}";
}

/// <summary>
/// Programs compiled together, under every combination of the generator's options, and checked: the value and the arguments afterwards are those of the
/// plain method, bit for bit; the sinks get the derivatives that finite differences measure, and forward mode gives the same; so do all combinations.
/// </summary>
internal sealed class FuzzBatch
{
    /// <summary>Derivatives of two combinations may differ by rounding.</summary>
    private const double Agreement = 1e-9, SingleAgreement = 2e-3;

    private readonly CaseFile[] _files;
    private readonly CaseCompilation _plain;
    private readonly CaseCompilation[] _generated;

    public FuzzBatch(IReadOnlyList<FuzzProgram> programs)
    {
        _files = [.. programs.Select((p, i) => p.ToCase("P" + i.ToString(CultureInfo.InvariantCulture)))];
        _plain = new(_files, null);
        _generated = [.. Combination.All.Select(c => new CaseCompilation(_files, c))];
    }

    /// <summary>How many numbers could not be measured, at kinks and jumps.</summary>
    public int Unmeasured { get; private set; }

    public int Measured { get; private set; }

    /// <summary>What is wrong with a program; null if nothing is. A program that is no valid C# is no finding of its own.</summary>
    public Finding? Check(int program)
    {
        CaseFile file = _files[program];
        MethodDriver primal;
        IReadOnlyList<CasePoint> points;
        try
        {
            primal = _plain.Driver(file, "F");
            points = _plain.Points(file, "F");
        }
        catch (InvalidOperationException exception)
        {
            return new(Invalid, exception.Message);
        }
        for (int point = 0; point < points.Count; point++)
        {
            double[]? first = null;
            for (int c = 0; c < _generated.Length; c++)
            {
                string options = Combination.All[c].Name;
                try
                {
                    MethodDriver driver = _generated[c].Driver(file, "F");
                    CasePoint own = _generated[c].Points(file, "F")[point];
                    Experiment experiment = new(driver, own, seed: point + 1);
                    if (Difference(primal, points[point], driver, experiment) is { } difference) return new("value", $"point {point}, {options}: {difference}");
                    object?[] sinks = Leaves.Clone(experiment.SinksBefore);
                    driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, sinks);
                    if (Transposition(driver, experiment, own, sinks) is { } asymmetry) return new("transpose", $"point {point}, {options}: {asymmetry}");
                    double[] numbers = [.. sinks.SelectMany(Leaves.Of)];
                    if (first is null)
                    {
                        first = numbers;
                        if (Measure(experiment, sinks) is { } wrong) return new("derivative", $"point {point}, {options}: {wrong}");
                    }
                    else if (Disagreement(first, numbers, points[point]) is { } disagreement) return new("derivative", $"point {point}, {options} and {Combination.All[0].Name}: {disagreement}");
                }
                catch (Exception exception)
                {
                    Exception cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
                    return new(Refusal(cause.Message) ?? cause.GetType().Name, $"point {point}, {options}: {cause.Message}");
                }
            }
        }
        return null;
    }

    /// <summary>The kind of what is no finding: the program does not compile, or it is refused with a diagnostic that says so.</summary>
    public const string Invalid = "invalid", Refused = "refused";

    private static string? Refusal(string message) => message.StartsWith("Nothing was generated", StringComparison.Ordinal) && message.Contains("AD00", StringComparison.Ordinal) ? Refused : null;

    private static string? Difference(MethodDriver primal, CasePoint point, MethodDriver driver, Experiment experiment)
    {
        object?[] expected = Leaves.Clone(point.Arguments), actual = experiment.FreshArguments();
        object? value = primal.Primal(expected), result = driver.Vjp(actual, experiment.Cotangent, Leaves.Clone(experiment.SinksBefore));
        if (Leaves.Difference(value, result) is { } difference && !Same(value, result)) return $"the result: {difference}";
        for (int i = 0; i < expected.Length; i++)
            if (Leaves.Difference(expected[i], actual[i]) is { } changed && !Same(expected[i], actual[i])) return $"argument {i} afterwards: {changed}";
        return null;
    }

    /// <summary>⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩ in a random direction, over the result and all that is written.</summary>
    private static string? Transposition(MethodDriver driver, Experiment experiment, CasePoint point, object?[] sinks)
    {
        Random random = new(1);
        object?[] before = [.. experiment.Parameters.Select(i => Leaves.Like(point.Arguments[i], () => 2 * random.NextDouble() - 1))], tangents = Leaves.Clone(before);
        (object? value, object? tangent) = driver.Jvp(experiment.FreshArguments(), tangents);
        if (Leaves.Difference(experiment.Result, value) is { } difference) return $"the result of forward mode: {difference}";
        double[] forward = [.. Products(experiment.Cotangent, tangent), .. experiment.SinksBefore.Zip(tangents).SelectMany(p => Products(p.First, p.Second))];
        double[] reverse = [.. sinks.Zip(before).SelectMany(p => Products(p.First, p.Second))];
        double tolerance = (point.Arguments.Any(IsSingle) ? SingleAgreement : Agreement) * (forward.Concat(reverse).Sum(Math.Abs) + 1e-3);
        return Math.Abs(forward.Sum() - reverse.Sum()) <= tolerance ? null : $"⟨ȳ, Jẋ⟩ = {forward.Sum():R}, ⟨Jᵀȳ, ẋ⟩ = {reverse.Sum():R}";
    }

    private static IEnumerable<double> Products(object? a, object? b) => Leaves.Of(a).Zip(Leaves.Of(b), (x, y) => x * y);

    // Structs of two compilations are of different types.
    private static bool Same(object? expected, object? actual)
    {
        double[] e = Leaves.Of(expected), a = Leaves.Of(actual);
        return e.Length > 0 && e.Length == a.Length && e.Zip(a).All(pair => BitConverter.DoubleToInt64Bits(pair.First) == BitConverter.DoubleToInt64Bits(pair.Second));
    }

    private string? Measure(Experiment experiment, object?[] sinks)
    {
        List<string> wrong = experiment.Check(sinks);
        Unmeasured += wrong.RemoveAll(w => w.Contains("do not converge", StringComparison.Ordinal));
        Measured += sinks.Sum(s => Leaves.Of(s).Length);
        return wrong.Count == 0 ? null : string.Join("\n", wrong.Take(4));
    }

    private static string? Disagreement(double[] first, double[] second, CasePoint point)
    {
        double agreement = point.Arguments.Any(IsSingle) ? SingleAgreement : Agreement;
        for (int i = 0; i < first.Length; i++)
            if (!(Math.Abs(first[i] - second[i]) <= agreement * (1 + Math.Abs(first[i])))) return $"number {i} is {first[i]:R} and {second[i]:R}";
        return null;
    }

    // A float cannot hold a tenth as a double does.
    private static bool IsSingle(object? value) => Leaves.Of(Leaves.Like(value, () => 0.1)).Any(number => number != 0.1);
}
