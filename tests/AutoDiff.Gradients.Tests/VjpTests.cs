using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FVjp</c> of every method of every case, with the optimizer and the residual plan on and off.</summary>
public sealed class VjpTests
{
    public static TheoryData<string, string, string> Rows => CaseRows.WithCombinations;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Value_and_arguments_are_those_of_the_primal(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Named(options))))
        {
            Experiment experiment = new(driver, point, seed, name: name);
            object?[] arguments = experiment.FreshArguments();
            object? value = driver.Vjp(arguments, experiment.Cotangent, Leaves.Clone(experiment.SinksBefore));
            List<string> wrong = [];
            if (Leaves.Difference(experiment.Result, value, CaseRows.Precision(file, options)) is { } difference) wrong.Add("result: " + difference);
            for (int i = 0; i < arguments.Length; i++)
                if (Leaves.Difference(experiment.ArgumentsAfter[i], arguments[i], CaseRows.Precision(file, options)) is { } changed) wrong.Add($"argument {i} afterwards: {changed}");
            CaseRows.AssertNothing(wrong, point.Arguments);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sinks_get_the_gradient_that_finite_differences_measure(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Named(options))))
        {
            Experiment experiment = new(driver, point, seed, name: name);
            object?[] sinks = Leaves.Clone(experiment.SinksBefore);
            driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, sinks);
            CaseRows.AssertNothing(experiment.Check(sinks), point.Arguments);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_second_call_adds_the_same_again(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Named(options))))
        {
            Experiment experiment = new(driver, point, seed, name: name);
            object?[] before = experiment.SinksBefore, once = Leaves.Clone(before);
            driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, once);

            // A written parameter's sink is the result's cotangent, so it starts again from what it was.
            object?[] twice = [.. once.Select((sink, k) => Leaves.Clone(experiment.IsWritten(k) ? before[k] : sink))];
            driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, twice);
            List<string> wrong = [];
            for (int k = 0; k < before.Length; k++)
            {
                double[] zero = Leaves.Of(before[k]), one = Leaves.Of(once[k]), two = Leaves.Of(twice[k]);
                double precision = Leaves.IsHalf(before[k]) ? 1e-2 : Leaves.IsSingle(before[k]) ? 1e-5 : 1e-12;
                for (int i = 0; i < zero.Length; i++)
                {
                    double expected = experiment.IsWritten(k) ? one[i] : one[i] + (one[i] - zero[i]);
                    double tolerance = precision * (Math.Abs(zero[i]) + Math.Abs(one[i]) + Math.Abs(two[i]));
                    if (!(Math.Abs(two[i] - expected) <= tolerance)) wrong.Add($"sink {k}, number {i}: {zero[i]:R}, {one[i]:R}, {two[i]:R}");
                }
            }
            CaseRows.AssertNothing(wrong, point.Arguments);
        }
    }
}
