using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FJacobian</c> of every method with several results: its rows are what <c>FVjp</c> gives for one of them, whichever mode has made them.</summary>
public sealed class JacobianTests
{
    public static TheoryData<string, string, string> Rows => CaseRows.WithCombinations;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Rows_are_the_gradients_of_the_elements(string file, string method, string options)
    {
        Combination combination = Combination.Named(options);
        foreach (CaseCompilation compilation in (CaseCompilation[])[CaseCompilation.For(combination), CaseCompilation.ForAllMembers(combination)])
        {
            foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, compilation))
            {
                if (!driver.HasJacobian) continue;
                Experiment experiment = new(driver, point, seed, withZeroSinks: true, name: name);
                object?[] arguments = experiment.FreshArguments();
                object[] jacobian = driver.Jacobian(arguments);
                int rows = Leaves.Of(experiment.Result).Length;
                List<string> wrong = [];
                for (int i = 0; i < arguments.Length; i++)
                    if (Leaves.Difference(experiment.ArgumentsAfter[i], arguments[i]) is { } changed) wrong.Add($"argument {i} afterwards: {changed}");
                for (int row = 0; row < rows; row++)
                {
                    int element = 0, wanted = row;
                    object? cotangent = Leaves.Like(experiment.Result, () => element++ == wanted ? 1 : 0);
                    object?[] sinks = Leaves.Clone(experiment.SinksBefore);
                    driver.Vjp(experiment.FreshArguments(), cotangent, sinks);
                    for (int k = 0; k < sinks.Length; k++)
                    {
                        double[] expected = Leaves.Of(sinks[k]), all = Leaves.Of(jacobian[k]);
                        Assert.Equal(rows * expected.Length, all.Length);
                        double tolerance = Leaves.IsHalf(sinks[k]) ? 2e-2 : Leaves.IsSingle(sinks[k]) ? 1e-4 : 1e-9;
                        for (int column = 0; column < expected.Length; column++)
                        {
                            double actual = all[row * expected.Length + column];
                            if (!(Math.Abs(actual - expected[column]) <= tolerance * (1 + Math.Abs(expected[column])))) wrong.Add($"parameter {k}, ({row}, {column}) is {actual:R} instead of {expected[column]:R}");
                        }
                    }
                }
                CaseRows.AssertNothing(wrong, point.Arguments);
            }
        }
    }
}
