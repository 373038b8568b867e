using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary>The cases are sound: plain C# that gives finite, reproducible values at its points, without any generator.</summary>
public sealed class PrimalTests
{
    public static TheoryData<string, string> Methods => [.. CaseRows.Methods.Select(m => new TheoryDataRow<string, string>(m.Case, m.Method))];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Values_are_finite_and_reproducible(string file, string method)
    {
        foreach ((MethodDriver driver, CasePoint point, _, _) in CaseRows.Experiments(file, method, CaseRows.WithoutGenerator(file)))
        {
            object?[] first = Leaves.Clone(point.Arguments), second = Leaves.Clone(point.Arguments);
            object? result = driver.Primal(first);
            Assert.All(Leaves.Of(result), value => Assert.True(double.IsFinite(value), $"the result is {value}"));
            Assert.All(first.SelectMany(Leaves.Of), value => Assert.True(double.IsFinite(value), $"an argument becomes {value}"));
            Assert.Null(Leaves.Difference(result, driver.Primal(second)));
            Assert.Contains(true, driver.IsDifferentiable);
        }
    }

    /// <summary>Each gradient has a derivative to be checked against: known, or by finite differences that converge.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Derivatives_can_be_measured(string file, string method)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, CaseRows.WithoutGenerator(file)))
        {
            Experiment experiment = new(driver, point, seed, name: name);
            // The sinks hold no gradient yet, so only failures to converge count.
            CaseRows.AssertNothing([.. experiment.Check(experiment.SinksBefore).Where(w => w.Contains("converge", StringComparison.Ordinal))], point.Arguments);
        }
    }
}
