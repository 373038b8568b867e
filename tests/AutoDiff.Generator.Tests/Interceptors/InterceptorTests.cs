using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Interceptors;

/// <summary>Programs with calls of <c>Gradient</c>, built and run: what they compute is the value of <c>P.Run</c>.</summary>
public sealed class InterceptorTests
{
    [Theory]
    [InlineData("Gradient.Of((double x) => x * x - 3 * x + 1)(5)", 7.0)]
    [InlineData("Gradient.Of(static (double x) => { double s = 0; for (int i = 0; i < 3; i++) s += x * i; return s; })(5)", 3.0)]
    [InlineData("Gradient.Of(Square)(5)", 10.0)]
    [InlineData("Gradient.Of(Private)(5)", 75.0)]
    [InlineData("Gradient.Of(Attributed)(5)", 500.0)]
    [InlineData("Gradient.Of((Func<double, double>)Overloaded)(5)", 2.0)]
    [InlineData("Gradient.Of((double x) => Square(x) * Factor * Readonly)(5)", 60.0)]
    [InlineData("(double)Gradient.Of((float x) => x * x)(5)", 10.0)]
    [InlineData("Gradient.Of((double[] x) => x[0] * x[1])([2, 3])[0]", 3.0)]
    [InlineData("Gradient.Of(Product)(2, 3).Item2", 2.0)]
    [InlineData("Gradient.Of((double[] w, double b) => w[0] * b)([2], 3).Item1[0]", 3.0)]
    [InlineData("Gradient.Of<double[], double, double>(Mixed)([2], 3).Item2", 2.0)]
    [InlineData("Gradient.Of<double[,], double>(Corner)(new double[,] { { 2 } })[0, 0]", 4.0)]
    [InlineData("Gradient.Of<Func<double, int, double>>((double x, int n) => n * x * x)(5, 3)", 30.0)]
    [InlineData("Gradient.Of<Func<double, double, double>>((double x, [NoGradient] double c) => c * x * x)(5, 3)", 30.0)]
    [InlineData("Gradient.Of<Five>((double a, double b, double c, double d, double e) => a * b * c * d * e)(1, 2, 3, 4, 5).E", 24.0)]
    [InlineData("Gradient.Of<OfSpan>((ReadOnlySpan<double> x) => x[0] * x[0])([3])[0]", 6.0)]
    [InlineData("Gradient.ValueAndGradient(Square, 5).Value", 25.0)]
    [InlineData("Gradient.ValueAndGradient(Square, 5).Gradient", 10.0)]
    [InlineData("Gradient.ValueAndGradient((double[] x) => x[0] * x[1], [2, 3]).Gradient[1]", 2.0)]
    [InlineData("Gradient.ValueAndGradient(Mixed, new double[] { 2 }, 3.0).Gradient.Item2", 2.0)]
    [InlineData("Gradient.ValueAndGradient((double x, int n) => n * x * x, 5.0, 3).Gradient.Item1", 30.0)]
    [InlineData("Gradient.ValueAndGradient(([NoGradient] double[] c, double x, int n, float y) => c[n] * x * y, new double[] { 2, 3 }, 5.0, 1, 4f).Gradient is (null, 12.0, 0, 15f) ? 1 : 0", 1.0)]
    [InlineData("Gradient.ValueAndGradient(function: Product, x2: 3, x1: 2).Gradient.Item1", 3.0)]
    [InlineData("AutoDiff.Gradient.Of(P.Square)(5)", 10.0)]
    public void A_call_gives_the_gradient(string expression, double expected) => Assert.Equal(expected, Run($"return {expression};"));

    [Fact]
    public void A_local_function_may_be_named() => Assert.Equal(48.0, Run("""
        return Gradient.Of(Cube)(4);
        static double Cube(double x) => x * Inner(x);
        static double Inner(double x) => x * x;
        """));

    [Fact]
    public void Calls_with_one_function_share_its_derivative()
    {
        SourceProject project = Project("return Gradient.Of(Square)(1) + Gradient.Of(Square)(2) + Gradient.ValueAndGradient(Square, 3).Gradient;");
        Assert.Equal(12.0, Run(project));
        Assert.Equal(2, project.FileNames.Count(name => name.StartsWith("AutoDiff.Generated", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_gradient_is_one_delegate() =>
        Assert.Equal(1.0, Run("Func<double, double> a = null!; for (int i = 0; i < 2; i++) { var b = Gradient.Of(Square); if (i == 1 && ReferenceEquals(a, b)) return 1; a = b; } return 0;"));

    [Fact]
    public void Generated_members_may_be_called_in_a_lambda_with_constants() =>
        Assert.Equal(2000.0, Run("return Gradient.Of<Func<double, double, double>>((double x, [NoGradient] double c) => x * x * AttributedGradient(c))(2, 5);"));

    [Theory]
    [InlineData("GradientCheck.Verify(Square, 5)")]
    [InlineData("GradientCheck.Verify((double[] x) => x[0] * Math.Sin(x[1]), [2, 3])")]
    [InlineData("GradientCheck.Verify(Mixed, new double[] { 2 }, 3.0, 1e-8)")]
    [InlineData("GradientCheck.Verify((double x, int n) => Math.Pow(x, n), 2.0, 3)")]
    [InlineData("GradientCheck.Verify((double x) => new double[] { x, x * x }, 2.0)")]
    [InlineData("GradientCheck.Verify((float x, float[] y) => x * y[1] * y[0], 2f, new float[] { 3, 4 })")]
    [InlineData("GradientCheck.Verify((double[][] x) => x[1][0] * x[0][0], new double[][] { [2], [3] })")]
    [InlineData("GradientCheck.Verify((Half x) => x * x, (Half)3)")]
    [InlineData("GradientCheck.Verify((Line l) => l.Start.X * l.End.Y * l.Width, new Line(new(1, 2), new(3, 4), 5))")]
    [InlineData("GradientCheck.Verify((Line[] l, int n) => l[n].Start.X * l[0].End.Y, new Line[] { new(new(1, 2), new(3, 4), 5), new(new(6, 7), new(8, 9), 10) }, 1)")]
    [InlineData("GradientCheck.Verify(((double A, double[] B) t) => t.A * t.B[1], (2.0, new double[] { 3, 4 }))")]
    [InlineData("GradientCheck.Verify((double x) => (x * x, Sum: new Point(x, 2 * x)), 3.0)")]
    [InlineData("GradientCheck.Verify((System.Numerics.Vector3 v, float s) => System.Numerics.Vector3.Normalize(v) * s, new System.Numerics.Vector3(1, 2, 3), 2f)")]
    [InlineData("GradientCheck.Verify((System.Numerics.Complex z) => z * z, new System.Numerics.Complex(1, 2))")]
    public void A_check_passes(string expression) => Assert.Equal(1.0, Run($"return {expression}.IsCorrect ? 1 : 0;"));

    [Fact]
    public void A_call_that_is_not_replaced_says_why() =>
        Assert.Contains("InterceptorsNamespaces", Assert.Throws<InvalidOperationException>(() => Gradient.Of((double x) => x)).Message, StringComparison.Ordinal);

    private static SourceProject Project(string body)
    {
        SourceProject project = new($$"""
            public static partial class P
            {
                private const double Factor = 3;
                private static readonly double Readonly = Factor - 1;
                public static double Other => Readonly;
                public static double Square(double x) => x * x;
                private static double Private(double x) => x * x * x;
                [Differentiable] public static double Attributed(double x) => x * x * x * x;
                public static double Overloaded(double x) => 2 * x;
                public static double Overloaded(double[] x) => 2 * x[0];
                public static double Product(double x, double y) => x * y;
                public static double Mixed(double[] w, double b) => w[0] * b;
                public static double Corner(double[,] x) => x[0, 0] * x[0, 0];
                public delegate (double A, double B, double C, double D, double E) Five(double a, double b, double c, double d, double e);
                public readonly record struct Point(double X, double Y);
                public record struct Line(Point Start, Point End, float Width);
                public delegate double[] OfSpan(ReadOnlySpan<double> x);
                public static double Run()
                {
                    {{body}}
                }
            }
            """);
        Assert.Empty(project.CompilerMessages);
        Assert.Empty(project.Reported);
        return project;
    }

    private static object? Run(string body) => Run(Project(body));

    private static object? Run(SourceProject project) => project.Load().GetType("P")!.GetMethod("Run")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
}
