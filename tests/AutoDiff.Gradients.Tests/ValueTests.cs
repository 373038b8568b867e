using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FValue</c> computes what <c>F</c> does, and leaves the arguments as it does.</summary>
public sealed class ValueTests
{
    public static TheoryData<string, string, string> Rows => CaseRows.WithCombinations;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Values_are_those_of_the_method(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, _, _) in CaseRows.Experiments(file, method, CaseCompilation.ForAllMembers(Combination.Named(options))))
        {
            Assert.True(driver.HasValue || file == "Docs/Squaring");
            if (!driver.HasValue) return;
            object?[] expected = Leaves.Clone(point.Arguments), actual = Leaves.Clone(point.Arguments);
            object? value = driver.Primal(expected);
            List<string> wrong = [];
            if (Leaves.Difference(value, driver.Value(actual), CaseRows.Precision(file, options)) is { } difference) wrong.Add("value: " + difference);
            for (int i = 0; i < actual.Length; i++)
                if (Leaves.Difference(expected[i], actual[i], CaseRows.Precision(file, options)) is { } changed) wrong.Add($"argument {i}: {changed}");
            CaseRows.AssertNothing(wrong, point.Arguments);
        }
    }
}
