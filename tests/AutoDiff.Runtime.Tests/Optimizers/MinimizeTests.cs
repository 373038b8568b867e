using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed partial class MinimizeTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void ALongValleyIsWalkedToItsEnd(int length)
    {
        double[] start = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? -1.2 : 1)];
        int calls = 0;
        MinimizationResult byVjp = Lbfgs.Minimize(
            (x, gradient) =>
            {
                calls++;
                return Valley.OfVjp(x, 1, gradient);
            },
            start);
        MinimizationResult byPair = Lbfgs.Minimize(Valley.OfValueAndGradient, start);
        Assert.All(byVjp.Point, e => Assert.Equal(1, e, 1e-7));
        Assert.Equal(byVjp.Point, byPair.Point);
        Assert.True(byVjp.IsConverged);
        Assert.Equal(calls, byVjp.Evaluations);
        Assert.InRange(byVjp.Iterations, 10, calls);
        Assert.Equal(Valley.Of(byVjp.Point), byVjp.Value);
        Assert.Equal(Valley.OfGradient(byVjp.Point), byVjp.Gradient);
        Assert.Equal(-1.2, start[0]);
    }

    [Fact]
    public void TheEndIsSaid()
    {
        double[] start = [-1.2, 1];
        Assert.Equal(MinimizationEnd.SmallGradient, Lbfgs.Minimize(Valley.OfValueAndGradient, start, new() { ChangeTolerance = 0 }).End);
        MinimizationResult atOnce = Lbfgs.Minimize(Valley.OfValueAndGradient, [1, 1]);
        Assert.Equal((MinimizationEnd.SmallGradient, 0, 1, 0.0), (atOnce.End, atOnce.Iterations, atOnce.Evaluations, atOnce.Value));
        MinimizationResult impatient = Lbfgs.Minimize(Valley.OfValueAndGradient, start, new() { MaximumIterations = 3 });
        Assert.StartsWith($"{impatient.Value} at tensor([", impatient.ToString());
        Assert.Equal((MinimizationEnd.MaximumIterations, 3, false), (impatient.End, impatient.Iterations, impatient.IsConverged));
        Assert.Equal(MinimizationEnd.MaximumEvaluations, Lbfgs.Minimize(Valley.OfValueAndGradient, start, new() { MaximumEvaluations = 4 }).End);
        Assert.Equal(MinimizationEnd.SmallChange, Lbfgs.Minimize(Valley.OfValueAndGradient, start, new() { GradientTolerance = 0, ChangeTolerance = 1e-6 }).End);
    }

    [Fact]
    public void AWrongGradientIsNoMinimum()
    {
        MinimizationResult wrong = Lbfgs.Minimize(x => (x[0] * x[0], [-2 * x[0]]), [1.0]);
        Assert.Equal((MinimizationEnd.NoDescent, false, 1.0), (wrong.End, wrong.IsConverged, wrong.Point[0]));
        Assert.Equal(MinimizationEnd.NoDescent, Lbfgs.Minimize(x => (double.NaN, [double.NaN]), [1.0]).End);
        Assert.Throws<ArgumentException>(() => Lbfgs.Minimize(x => (0, [1.0, 2.0]), [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lbfgs.Minimize(Valley.OfValueAndGradient, [1.0], new() { MaximumIterations = 0 }));
    }

    /// <summary>Rosenbrock's, in any even number of dimensions.</summary>
    private static partial class Valley
    {
        [Differentiable]
        public static double Of(double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length / 2; i++)
            {
                double a = 1 - x[2 * i], b = x[2 * i + 1] - x[2 * i] * x[2 * i];
                sum += a * a + 100 * b * b;
            }
            return sum;
        }
    }
}
