using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>What <c>AutoDiffExplain</c> says about loops and records.</summary>
public sealed class ExplanationTests
{
    [Theory]
    [InlineData("[Differentiable(Strict = true)]", "one iteration after the other, as is asked for")]
    [InlineData("[Differentiable]", "one iteration after the other, because its number of trips is known only afterwards (forward sweep)")]
    public void A_while_loop_says_how_it_runs_where_there_is_no_other(string attribute, string how)
    {
        SourceProject project = new($$"""
            static partial class Sums
            {
                {{attribute}}
                public static double Halved(double x)
                {
                    while (x > 1) x *= 0.5;
                    return x;
                }
            }
            """);
        Assert.StartsWith($"AD0060 while (x > 1): In the derivative of 'Halved' this loop runs {how}", project.Explained().Single(e => e.StartsWith("AD0060", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_loop_says_how_its_iterations_run_and_each_method_what_it_records()
    {
        SourceProject project = new("""
            static partial class Sums
            {
                [Differentiable]
                public static double Softened(double[] x)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++) sum += Math.Log(1 + Math.Exp(x[i]));
                    return sum;
                }

                [Differentiable]
                public static double Decayed(double[] x, double rate)
                {
                    double state = 0;
                    foreach (double input in x) state = Math.Tanh(rate * state + input);
                    while (state > 1) state *= rate;
                    return state;
                }

                [Differentiable]
                public static double Scaled(double x, double y)
                {
                    double[] p = [x, y];
                    for (int i = 0; i < 2; i++) p[i] *= i + x;
                    return p[0] * p[1];
                }
            }
            """);
        Assert.Equal(
            [
                "AD0061 Softened: The derivative of 'Softened' records nothing in loops",
                "AD0060 for (int i = 0; i < x.Length; i++): In the derivative of 'Softened' this loop runs 8 iterations at once with vectors of 512 bits, and if there are many, in parts on several threads (forward and reverse sweep)",
                "AD0061 Decayed: The derivative of 'Decayed' records 24 bytes in each iteration: state (24)",
                "AD0060 foreach (double input in x): In the derivative of 'Decayed' this loop runs one iteration after the other, because an iteration needs 'state' of the one before (forward sweep); one iteration after the other, because an iteration needs 'stateBar' of the one before (reverse sweep)",
                "AD0060 while (state > 1): In the derivative of 'Decayed' this loop runs one iteration after the other, because its number of trips is known only afterwards (forward sweep); one iteration after the other, because an iteration needs 'stateBar' of the one before (reverse sweep)",
                "AD0061 Scaled: The derivative of 'Scaled' records nothing in loops",
                "AD0060 for (int i = 0; i < 2; i++): In the derivative of 'Scaled' this loop runs as no loop: its trips are written out, or nothing depends on it",
            ],
            [.. project.Explained()]);
        Assert.Empty(project.Reported);
    }
}
