using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FGradient</c> and <c>FValueAndGradient</c>: what <c>FVjp</c> gives for cotangent 1 and sinks of zero.</summary>
public sealed class GradientTests
{
    public static TheoryData<string, string, string> Rows => CaseRows.WithCombinations;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gradient_and_value_agree_with_the_vjp(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, _) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Named(options))))
        {
            if (!driver.IsScalar)
            {
                // A gradient is that of a scalar; there is no such member for other results.
                Assert.Throws<NotSupportedException>(() => driver.Gradient(Leaves.Clone(point.Arguments)));
                Assert.Throws<NotSupportedException>(() => driver.ValueAndGradient(Leaves.Clone(point.Arguments)));
                continue;
            }
            Experiment experiment = new(driver, point, seed, cotangent: 1, withZeroSinks: true);
            object?[] sinks = Leaves.Clone(experiment.SinksBefore);
            driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, sinks);

            object?[] arguments = experiment.FreshArguments();
            object[] gradient = driver.Gradient(arguments);
            (object value, object[] gradientWithValue) = driver.ValueAndGradient(experiment.FreshArguments());

            List<string> wrong = [];
            if (Leaves.Difference(experiment.Result, value, CaseRows.Precision(file, options)) is { } difference) wrong.Add("value: " + difference);
            Compare("FGradient", sinks, gradient, wrong);
            Compare("FValueAndGradient", sinks, gradientWithValue, wrong);
            for (int i = 0; i < arguments.Length; i++)
                if (Leaves.Difference(experiment.ArgumentsAfter[i], arguments[i], CaseRows.Precision(file, options)) is { } changed) wrong.Add($"argument {i} after FGradient: {changed}");
            CaseRows.AssertNothing(wrong, point.Arguments);
        }
    }

    private static void Compare(string member, object?[] sinks, object[] gradient, List<string> wrong)
    {
        Assert.Equal(sinks.Length, gradient.Length);
        for (int k = 0; k < sinks.Length; k++)
        {
            Assert.Equal(sinks[k]!.GetType(), gradient[k].GetType());
            if (Leaves.Difference(sinks[k], gradient[k]) is { } difference) wrong.Add($"{member}, element {k}: {difference}");
        }
    }
}
