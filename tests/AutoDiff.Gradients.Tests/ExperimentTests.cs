using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary>The measurement itself: it accepts derivatives that were written by hand and rejects ones with the usual mistakes.</summary>
public sealed class ExperimentTests
{
    private static readonly double[] X = [0.5, -1.5, 2];

    [Fact]
    public void The_right_gradient_of_a_read_array_is_accepted() => Assert.Empty(Wrong(new SumOfCubes((x, cotangent, sink) => sink + 3 * x * x * cotangent)));

    [Fact]
    public void A_gradient_that_replaces_what_the_sink_held_is_rejected() => Assert.NotEmpty(Wrong(new SumOfCubes((x, cotangent, _) => 3 * x * x * cotangent)));

    [Fact]
    public void A_gradient_without_the_cotangent_is_rejected() => Assert.NotEmpty(Wrong(new SumOfCubes((x, _, sink) => sink + 3 * x * x)));

    [Fact]
    public void A_slightly_wrong_gradient_is_rejected() => Assert.NotEmpty(Wrong(new SumOfCubes((x, cotangent, sink) => sink + 3.00001 * x * x * cotangent)));

    [Fact]
    public void A_written_arrays_sink_turns_from_the_results_cotangent_into_the_arguments() => Assert.Empty(Wrong(new SquareInPlace((x, sink) => 2 * x * sink)));

    [Fact]
    public void A_written_arrays_sink_that_keeps_the_results_cotangent_is_rejected() => Assert.NotEmpty(Wrong(new SquareInPlace((x, sink) => sink + 2 * x * sink)));

    [Fact]
    public void Leaves_of_jagged_and_rectangular_arrays_are_in_storage_order()
    {
        Assert.Equal([1, 2, 3], Leaves.Of(new double[][] { [1], [], [2, 3] }));
        Assert.Equal([1, 2, 3, 4], Leaves.Of(new float[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal([1, 9, 3, 4], Leaves.Of(Leaves.With(new float[,] { { 1, 2 }, { 3, 4 } }, 1, 9)));
        Assert.Equal([1, 2, 9], Leaves.Of(Leaves.With(new double[][] { [1], [], [2, 3] }, 2, 9)));
        Assert.Empty(Leaves.Of("text"));
    }

    [Fact]
    public void Values_are_compared_bit_for_bit()
    {
        Assert.Null(Leaves.Difference(new[] { 1, double.NaN }, new[] { 1, double.NaN }));
        Assert.NotNull(Leaves.Difference(0.0, -0.0));
        Assert.NotNull(Leaves.Difference(new[] { 1.0 }, new[] { Math.BitIncrement(1.0) }));
        Assert.NotNull(Leaves.Difference(null, 1.0));
    }

    private static List<string> Wrong(MethodDriver driver)
    {
        Experiment experiment = new(driver, new CasePoint([X.Clone()], null), seed: 1);
        object?[] sinks = Leaves.Clone(experiment.SinksBefore);
        driver.Vjp(experiment.FreshArguments(), experiment.Cotangent, sinks);
        return experiment.Check(sinks);
    }

    private abstract class ByHand : MethodDriver
    {
        public override bool[] IsDifferentiable => [true];

        public override object[] Gradient(object?[] arguments) => throw new NotSupportedException();

        public override (object Value, object[] Gradient) ValueAndGradient(object?[] arguments) => throw new NotSupportedException();

        public override (object? Value, object? Tangent) Jvp(object?[] arguments, object?[] tangents) => throw new NotSupportedException();

        public override bool HasValue => false;

        public override object? Value(object?[] arguments) => throw new NotSupportedException();

        public override bool HasForward => false;

        public override bool HasJacobian => false;

        public override object[] Jacobian(object?[] arguments) => throw new NotSupportedException();

        public override bool HasSecondOrder => false;

        public override bool HasHessian => false;

        public override object[] Hvp(object?[] arguments, object?[] tangents) => throw new NotSupportedException();

        public override object Hessian(object?[] arguments) => throw new NotSupportedException();

        public override long VjpAllocation(object?[] pristine, object?[] arguments, object? cotangent, object?[] sinks, int calls) => throw new NotSupportedException();
    }

    private sealed class SumOfCubes(Func<double, double, double, double> sinkAfter) : ByHand
    {
        public override bool IsScalar => true;

        public override object? Primal(object?[] arguments) => ((double[])arguments[0]!).Sum(v => v * v * v);

        public override object? Vjp(object?[] arguments, object? cotangent, object?[] sinks)
        {
            double[] x = (double[])arguments[0]!, sink = (double[])sinks[0]!;
            for (int i = 0; i < x.Length; i++) sink[i] = sinkAfter(x[i], (double)cotangent!, sink[i]);
            return Primal(arguments);
        }
    }

    private sealed class SquareInPlace(Func<double, double, double> sinkAfter) : ByHand
    {
        public override bool IsScalar => false;

        public override object? Primal(object?[] arguments)
        {
            double[] x = (double[])arguments[0]!;
            for (int i = 0; i < x.Length; i++) x[i] *= x[i];
            return null;
        }

        public override object? Vjp(object?[] arguments, object? cotangent, object?[] sinks)
        {
            double[] x = (double[])arguments[0]!, sink = (double[])sinks[0]!;
            for (int i = 0; i < x.Length; i++) sink[i] = sinkAfter(x[i], sink[i]);
            return Primal(arguments);
        }
    }
}
