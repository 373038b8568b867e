using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Operations on tensors where a derivative would be lost, or that have none.</summary>
public sealed class TensorDiagnosticTests
{
    [Theory]
    [InlineData("x * x.To<int>().Sum().Item()", "x.To<int>()")]
    [InlineData("x * x.ArgMax(0).To<double>()", "x.ArgMax(0).To<double>()")]
    [InlineData("x * (x > 0).To<double>()", "(x > 0).To<double>()")]
    public void A_derivative_that_ends_in_whole_numbers_is_reported(string expression, string place) => AssertReported("AD0017", expression, place);

    [Theory]
    [InlineData("x.Norm(order: p)", "p")]
    [InlineData("Filled(x)", "x.Fill(0)")]
    [InlineData("Added(x)", "x.AddInPlace(x)")]
    [InlineData("Written(x)", "x[0]")]
    [InlineData("Aliased(x)", "x")]
    [InlineData("Kept(x)", "y[1..]")]
    [InlineData("Parts(x)", "parts[0]")]
    [InlineData("Joined(x)", "parts")]
    [InlineData("Masked(x)", "y[x > 0]")]
    public void What_has_no_derivative_is_reported(string expression, string place) => AssertReported("AD0012", expression, place);

    [Theory]
    [InlineData("AD0016", "Complex.MaxMagnitude(z.Sum().Item(), 1).Real", "Complex.MaxMagnitude(z.Sum().Item(), 1)")]
    [InlineData("AD0012", "Added(z).Abs().Sum().Item()", "z.AddInPlace(z)")]
    public void What_complex_tensors_have_no_derivative_for_is_reported(string id, string expression, string place)
    {
        SourceProject project = new($$"""
            using System.Numerics;

            partial class C
            {
                static Tensor<Complex> Added(Tensor<Complex> z) { z.AddInPlace(z); return z; }
                [Differentiable] static double F(Tensor<Complex> z) => {{expression}};
            }
            """);
        Assert.DoesNotContain(project.CompilerMessages, m => m.Contains("error", StringComparison.Ordinal));
        Assert.Equal([$"{id} {place}"], project.Reported);
    }

    [Theory]
    [InlineData("Tensor<double>[][] all", "all")]
    [InlineData("Span<Tensor<double>> all", "all")]
    [InlineData("ref (Tensor<double>, double) pair", "pair")]
    [InlineData("(Tensor<double>, double)[] pairs", "pairs")]
    public void Several_tensors_that_cannot_be_passed_are_reported(string parameter, string place)
    {
        SourceProject project = new($"partial class C {{ [Differentiable] static double F(double x, {parameter}) => x; }}");
        Assert.Equal([$"AD0012 {place}"], project.Reported);
    }

    [Theory]
    [InlineData("static Tensor<double>[] F(Tensor<double> x) => [x, x];", "F")]
    [InlineData("static double F(Tensor<double>[] xs) { xs[0] = xs[1]; return xs[0].Sum().Item(); }", "xs[0]")]
    [InlineData("static double F(Tensor<double> x) { var ys = new Tensor<double>[2]; ys[0] = ys[1] = x; return Tensor.Concatenate(ys, 0).Sum().Item(); }", "ys")]
    [InlineData("struct S { public Tensor<double>[] All; } [Differentiable] static double F(S s) => s.All[0].Sum().Item();", "s")]
    public void What_arrays_of_tensors_cannot_do_is_reported(string method, string place)
    {
        SourceProject project = new($"partial class C {{ {(method.StartsWith("struct", StringComparison.Ordinal) ? "" : "[Differentiable] ")}{method} }}");
        Assert.DoesNotContain(project.CompilerMessages, m => m.Contains("error", StringComparison.Ordinal));
        Assert.Equal([$"AD0012 {place}"], project.Reported);
    }

    [Fact]
    public void A_member_that_changes_a_struct_of_tensors_is_reported()
    {
        SourceProject project = new("partial struct S { public Tensor<double> A; [Differentiable] public double Step() { A = A * 2; return A.Sum().Item(); } }");
        Assert.Equal(["AD0012 Step"], project.Reported);
    }

    [Fact]
    public void Second_derivatives_with_respect_to_arrays_of_tensors_are_reported()
    {
        SourceProject project = new("partial class C { [Differentiable(Order = 2)] static double F(Tensor<double>[] xs) => xs[0].Square().Sum().Item(); }");
        Assert.Equal(["AD0012 xs"], project.Reported);
    }

    [Fact]
    public void What_only_chooses_loses_nothing()
    {
        SourceProject project = new("""
        partial class C
        {
            [Differentiable] static Tensor<double> F(Tensor<double> x) => Tensor.Where(x > 0, x, -x) + x.Take(x.ArgMax()) * x[x > 0].Sum() + x.IsNaN().To<int>().Sum().Item();
        }
        """);
        Assert.Empty(project.CompilerMessages);
        Assert.Empty(project.Reported);
    }

    private static void AssertReported(string id, string expression, string place)
    {
        SourceProject project = new($$"""
            partial class C
            {
                static Tensor<double> Filled(Tensor<double> x) { x.Fill(0); return x; }
                static Tensor<double> Written(Tensor<double> x) { x[0] = 1; return x; }
                static Tensor<double> Aliased(Tensor<double> x) { Tensor<double> y = x; y[0] = 1; return y; }
                static Tensor<double> Kept(Tensor<double> x) { Tensor<double> y = x.Clone(), z = y[1..]; y[0] = y.Sum().Item(); return z; }
                static Tensor<double> Parts(Tensor<double> x) { Tensor<double>[] parts = x.Split(2); parts[0] = x; return parts[1]; }
                static Tensor<double> Joined(Tensor<double> x) { Tensor<double>[] parts = x.Split(2); return Tensor.Concatenate(parts, 0); }
                static Tensor<double> Masked(Tensor<double> x) { Tensor<double> y = x.Clone(); y[x > 0] = 1; return y; }
                static Tensor<double> Added(Tensor<double> x) { x.AddInPlace(x); return x; }
                [Differentiable] static Tensor<double> F(Tensor<double> x, [NoGradient] double p) => {{expression}};
            }
            """);
        Assert.DoesNotContain(project.CompilerMessages, m => m.Contains("error", StringComparison.Ordinal));
        Assert.Equal([$"{id} {place}"], project.Reported);
    }
}
