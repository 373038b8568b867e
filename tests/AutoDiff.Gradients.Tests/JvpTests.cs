using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FJvp</c> of every method of every case, with the optimizer on and off, against <c>FVjp</c>, which the finite differences of its own tests measure.</summary>
public sealed class JvpTests
{
    private const int Directions = 3;

    public static TheoryData<string, string, string> Rows => CaseRows.WithCombinations;

    /// <summary>⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩, over the result and all that the method writes.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Tangents_are_the_transpose_of_cotangents(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, CaseCompilation.ForAllMembers(Combination.Named(options))))
        {
            List<string> wrong = [];
            Random random = new(seed);
            for (int direction = 0; direction < Directions; direction++)
            {
                if (!driver.HasForward) continue;
                Experiment experiment = new(driver, point, seed + direction, name: name);
                object?[] sinks = Leaves.Clone(experiment.SinksBefore), arguments = experiment.FreshArguments();
                object?[] before = [.. experiment.Parameters.Select(i => Leaves.Like(point.Arguments[i], () => 2 * random.NextDouble() - 1))], tangents = Leaves.Clone(before);
                driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, sinks);
                (object? value, object? tangent) = driver.Jvp(arguments, tangents);

                if (Leaves.Difference(experiment.Result, value, CaseRows.Precision(file, options)) is { } difference) wrong.Add("result: " + difference);
                for (int i = 0; i < arguments.Length; i++)
                    if (Leaves.Difference(experiment.ArgumentsAfter[i], arguments[i], CaseRows.Precision(file, options)) is { } changed) wrong.Add($"argument {i} afterwards: {changed}");
                for (int k = 0; k < before.Length; k++)
                    if (!experiment.IsWritten(k) && Leaves.Difference(before[k], tangents[k]) is { } moved) wrong.Add($"tangent {k} of what is only read: {moved}");

                double[] forward = [.. Products(experiment.Cotangent, tangent), .. experiment.SinksBefore.Zip(tangents).SelectMany(p => Products(p.First, p.Second))];
                double[] reverse = [.. sinks.Zip(before).SelectMany(p => Products(p.First, p.Second))];
                bool isSingle = point.Arguments.Any(Leaves.IsSingle) || Leaves.IsSingle(experiment.Result);
                bool isHalf = point.Arguments.Any(Leaves.IsHalf) || Leaves.IsHalf(experiment.Result);
                double tolerance = (isHalf ? 2e-2 : isSingle ? 1e-4 : 1e-9) * (forward.Concat(reverse).Sum(Math.Abs) + 1e-3);
                if (!(Math.Abs(forward.Sum() - reverse.Sum()) <= tolerance)) wrong.Add($"forward {forward.Sum():R}, reverse {reverse.Sum():R}");
            }
            CaseRows.AssertNothing(wrong, point.Arguments);
        }
    }

    private static IEnumerable<double> Products(object? a, object? b) => Leaves.Of(a).Zip(Leaves.Of(b), (x, y) => x * y);
}
