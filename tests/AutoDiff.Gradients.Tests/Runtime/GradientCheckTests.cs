using System.Numerics;
using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>Checks of derivatives that are written by hand: right ones pass, wrong ones are found and named.</summary>
public sealed class GradientCheckTests
{
    private static readonly double[] X = [0.5, -1.5, 2];

    private static double Cubes(double[] x) => x.Sum(v => v * v * v);

    private static double[] CubesGradient(double[] x) => [.. x.Select(v => 3 * v * v)];

    [Fact]
    public void A_right_gradient_passes()
    {
        GradientReport report = GradientCheck.Verify(Cubes, CubesGradient, X);
        Assert.True(report.IsCorrect);
        Assert.Equal((0, 3, 3), (report.Wrong, report.Compared, report.Count));
    }

    [Fact]
    public void Scalars_of_both_kinds_pass()
    {
        GradientCheck.Verify(Math.Sin, Math.Cos, 0.7);
        GradientCheck.Verify(MathF.Exp, MathF.Exp, 0.7f);
    }

    /// <summary>The smallest steps do not change 300 in single precision: two of them agree on a slope of 0.</summary>
    [Fact]
    public void Rounding_is_no_agreement() => GradientCheck.Verify((float x) => 300 + (0.03f * x), _ => 0.03f, 0.3f);

    [Fact]
    public void A_wrong_element_is_named_with_what_it_should_be()
    {
        double[] Wrong(double[] x)
        {
            double[] gradient = CubesGradient(x);
            gradient[1] *= 1.001;
            return gradient;
        }
        GradientReport report = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(Cubes, Wrong, X)).Report;
        Assert.Equal((1, "x[1]"), (report.Wrong, report.Worst.Name));
        Assert.Equal(6.75 * 1.001, report.Worst.Analytic, 1e-12);
        Assert.Equal(6.75, report.Worst.Numerical, 1e-6);
        Assert.False(report.Products.IsCorrect);
        Assert.Contains("1 of 3 elements differ", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("worst element: x[1]: 6.75", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_parameters_of_all_shapes_pass() => GradientCheck.Verify(
        (double[,] m, double[][] rows, float s, double t) => m[1, 0] * rows[0][1] * rows[1][0] * s * t,
        (m, rows, s, t) => (
            new double[,] { { 0, 0 }, { rows[0][1] * rows[1][0] * s * t, 0 } },
            new double[][] { [0, m[1, 0] * rows[1][0] * s * t], [m[1, 0] * rows[0][1] * s * t] },
            (float)(m[1, 0] * rows[0][1] * rows[1][0] * t),
            m[1, 0] * rows[0][1] * rows[1][0] * s),
        new double[,] { { 1, 2 }, { 3, 4 } },
        new double[][] { [1, 2], [3] },
        0.5f,
        -1.0);

    [Fact]
    public void Structs_and_tuples_pass() => GradientCheck.Verify(
        (Line line, (double, Vector2[]) tuple) => line.Start.X * line.End.Y * tuple.Item1 * tuple.Item2[1].X,
        (line, tuple) => (
            new Line(new(line.End.Y * tuple.Item1 * tuple.Item2[1].X, 0), new(0, line.Start.X * tuple.Item1 * tuple.Item2[1].X), 0),
            (line.Start.X * line.End.Y * tuple.Item2[1].X, [default, new((float)(line.Start.X * line.End.Y * tuple.Item1), 0)])),
        new Line(new(1, 2), new(3, 4), 5),
        (2.0, new Vector2[] { new(1, 2), new(3, 4) }));

    [Fact]
    public void A_field_is_named()
    {
        GradientReport Wrong(Func<Line, Line> gradient) =>
            Assert.Throws<GradientCheckException>(() => GradientCheck.Verify((Line[] lines) => lines[1].Start.X, lines => [default, gradient(lines[1])], new Line[2])).Report;
        Assert.Equal("x[1].Start.X", Wrong(_ => default).Worst.Name);
        Assert.Equal("x[1].End.Y", Wrong(_ => new(new(1, 0), new(0, 1), 0)).Worst.Name);
    }

    private readonly record struct Point(double X, double Y);

    private record struct Line(Point Start, Point End, int Width);

    [Theory]
    [InlineData(0, "x1[1, 0]")]
    [InlineData(1, "x2[1][0]")]
    [InlineData(2, "x3")]
    public void An_element_of_any_shape_is_named(int wrong, string name)
    {
        GradientCheckException exception = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(
            (double[,] m, double[][] rows, double s) => m[1, 0] + rows[1][0] + s,
            (m, rows, s) => (new double[,] { { 0, 0 }, { wrong == 0 ? 2 : 1, 0 } }, new double[][] { [0, 0], [wrong == 1 ? 2 : 1] }, wrong == 2 ? 2 : 1),
            new double[,] { { 1, 2 }, { 3, 4 } },
            new double[][] { [1, 2], [3] },
            0.5));
        Assert.Equal(name, exception.Report.Worst.Name);
    }

    [Fact]
    public void A_vector_Jacobian_product_of_an_array_is_checked()
    {
        double[] Squares(double[] x) => [.. x.Select(v => v * v)];
        GradientCheck.Verify(Squares, (x, cotangent) => [.. x.Zip(cotangent, (v, c) => 2 * v * c)], X);
        Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(Squares, (x, cotangent) => [.. x.Select(v => 2 * v)], X));
    }

    [Fact]
    public void At_a_jump_nothing_can_be_verified()
    {
        GradientReport report = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify((double x) => x < 0 ? x : 1 + x, x => 1, 0.0)).Report;
        Assert.False(report.Worst.IsMeasured);
        Assert.Contains("jump", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_is_wrong() =>
        Assert.Equal("x[2]", Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(Cubes, x => [.. CubesGradient(x).Take(2), double.NaN], X)).Report.Worst.Name);

    [Fact]
    public void Of_a_large_gradient_a_sample_is_compared_and_all_of_it_in_a_direction()
    {
        double[] x = [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(i))];
        GradientReport report = GradientCheck.Verify(Cubes, CubesGradient, x);
        Assert.Equal((256, 2000), (report.Compared, report.Count));

        double[] Wrong(double[] point) => [.. CubesGradient(point).Select((g, i) => i == 1234 ? g + 1 : g)];
        Assert.False(Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(Cubes, Wrong, x)).Report.Products.IsCorrect);
    }

    [Fact]
    public void A_tolerance_can_be_given()
    {
        double Rough(double x) => Math.Cos(x) + 1e-4;
        Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(Math.Sin, Rough, 0.7));
        GradientCheck.Verify(Math.Sin, Rough, 0.7, tolerance: 1e-3);
    }

    [Fact]
    public void The_arguments_are_left_as_they_are()
    {
        double[] x = [1, 2];
        GradientCheck.Verify(
            (double[] v) =>
            {
                v[0] *= v[1];
                return v[0];
            },
            v => [v[1], v[0]],
            x);
        Assert.Equal([1, 2], x);
    }

    [Fact]
    public void A_function_without_numbers_is_an_argument_error()
    {
        Assert.Throws<ArgumentException>(() => GradientCheck.Verify((double x) => x > 0, (double x) => x, 1.0));
        Assert.Throws<ArgumentException>(() => GradientCheck.Verify((int x) => 1.0, (int x) => x, 1));
    }
}
