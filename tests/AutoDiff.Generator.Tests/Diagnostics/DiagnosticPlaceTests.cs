using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Where each diagnostic stands, and what its message names.</summary>
public sealed class DiagnosticPlaceTests
{
    private static string Message(string source) => new SourceProject(source).Diagnostics().Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void All_types_that_must_be_partial_are_named_at_the_method()
    {
        const string source = "class Outer { partial class Middle { class Inner { [Differentiable] static double F(double x) => x * x; } } }";
        Assert.Equal(["AD0010 F"], new SourceProject(source).Reported);
        Assert.Contains("make 'Outer' and 'Outer.Middle.Inner' partial", Message(source), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partial interface I { [Differentiable] double F(double x); } partial struct C : I { public double K; [Differentiable] public double F(double x) => K * x; }", "F", "a member of a struct with differentiable fields that implements one of an interface")]
    [InlineData("partial interface I { [Differentiable] double F(double x); } partial class C : I { [Differentiable] double I.F(double x) => x; }", "F", "an explicit implementation of an interface's method")]
    [InlineData("partial class C { [Differentiable] public virtual double this[double x] => x; }", "this", "a property or indexer that a derived type can override")]
    [InlineData("file partial class C { [Differentiable] static double F(double x) => x; }", "F", "a method of a file-local type")]
    [InlineData("partial class C { double G(double x) { return F(x); [Differentiable] static double F(double x) => x; } }", "Differentiable", "a local function")]
    [InlineData("partial class C { static Func<double, double> F = [Differentiable] (x) => x; }", "Differentiable", "a lambda")]
    public void A_kind_of_member_that_cannot_be_differentiated_is_named(string source, string place, string kind)
    {
        Assert.Equal([$"AD0011 {place}"], new SourceProject(source).Reported);
        Assert.Contains(kind, Message(source), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_without_a_derivative_is_reported_at_the_call() => Assert.Equal(
        ["AD0016 double.Parse(x.ToString())"],
        new SourceProject("partial class C { [Differentiable] static double F(double x) => x + double.Parse(x.ToString()); }").Reported);

    [Fact]
    public void A_generated_member_may_be_called()
    {
        SourceProject project = new("""
            partial class C
            {
                [Differentiable] static double F(double x) => x * x;
                [Differentiable] static double Varied(double x) => FGradient(x);
                [Differentiable] static double Constant(double x, [NoGradient] double c) => x * FGradient(c);
            }
            """);
        Assert.Empty(project.Reported);
        Assert.Equal(3, project.Generated.Count());
        Assert.Empty(project.CompilerMessages);
    }

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x > 1 ? x : FGradient(x);", "it is asked for inside the method itself")]
    [InlineData("[Differentiable] static double F(double x) => x > 1 ? x : GGradient(x); [Differentiable] static double G(double x) => x > 1 ? x : FGradient(x);", "cannot be differentiated")]
    [InlineData("static double P(double x, int n) => n == 0 ? 1 : x * P(x, n - 1); [Differentiable] static double G(double x) => P(x, 3); [Differentiable] static double F(double x) => GGradient(x) * x;", "a method that is not inlined")]
    public void A_generated_member_that_cannot_be_differentiated_again_is_reported_with_the_reason(string members, string reason)
    {
        SourceProject project = new($"partial class C {{ {members} }}");
        Assert.All(project.Diagnostics(), d => Assert.Equal("AD0023", d.Id));
        Assert.Contains(project.Diagnostics(), d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cast_to_an_integer_is_reported_at_the_cast() => Assert.Equal(
        ["AD0017 (int)x"],
        new SourceProject("partial class C { [Differentiable] static double F(double x) => x * (int)x; }").Reported);

    [Fact]
    public void A_call_that_makes_an_integer_of_a_number_is_reported_at_the_call() => Assert.Equal(
        ["AD0017 BitConverter.DoubleToInt64Bits(x)"],
        new SourceProject("partial class C { [Differentiable] static double F(double x) => x + BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x)); }").Reported);

    [Fact]
    public void A_constant_result_is_reported_at_the_method() => Assert.Equal(
        ["AD0015 F"],
        new SourceProject("partial class C { [Differentiable] static double F(double x, double[] y) => y.Length; }").Reported);

    [Theory]
    [InlineData("static double FGradient(double x) => x;", "FGradient")]
    [InlineData("static double FValueAndGradient(double y) => y;", "FValueAndGradient")]
    [InlineData("static double FVjp(double x, double y, ref double z) => x;", "FVjp")]
    [InlineData("static double FVjp;", "FVjp")]
    [InlineData("class FGradient;", "FGradient")]
    public void A_member_with_a_generated_name_is_reported_where_it_is_declared(string member, string name) => Assert.Equal(
        [$"AD0018 {name}"],
        new SourceProject($"partial class C {{ [Differentiable] static double F(double x) => x * x; {member} }}").Reported);

    [Theory]
    [InlineData("static double FGradient(float x) => x;")]
    [InlineData("static double FGradient(double x, double y) => x;")]
    [InlineData("static double FVjp(double x, double y, double z) => x;")]
    public void An_overload_of_a_generated_member_is_no_problem(string member) =>
        Assert.Empty(new SourceProject($"partial class C {{ [Differentiable] static double F(double x) => x * x; {member} }}").Reported);

    [Fact]
    public void An_error_in_one_method_leaves_the_others_their_derivatives()
    {
        SourceProject project = new("""
            partial class C
            {
                [Differentiable] static double Good(double x) => x * x;
                [Differentiable] static double Bad(double x) => double.Parse(x.ToString());
                [Differentiable] virtual protected double this[double x] => x;
                [Differentiable] static double AlsoGood(double x) => x * 3;
            }
            static partial class D { [Differentiable] public static double Fine(double x) => x + 1; }
            """);
        Assert.Equal(["C.AlsoGood", "C.Good", "D.Fine"], project.FileNames.Select(n => n[..^".00000000.g.cs".Length]).Order(StringComparer.Ordinal));
        Assert.Empty(project.CompilerMessages);
    }

    [Fact]
    public void An_overload_that_cannot_be_reversed_is_reported_beside_one_that_can() => Assert.Equal(["AD0022 F"], new SourceProject("""
        partial class C
        {
            [Differentiable] static double F(double[] x) => x[0];
            [Differentiable] static double F(double[] x, double[][] rows) { rows[0] = x; return rows[0][1] * x[0]; }
        }
        """).Reported);

    [Theory]
    [InlineData("[Differentiable]")]
    [InlineData("[Differentiable(Modes = DerivativeModes.Forward)]")]
    public void An_array_that_is_stored_in_an_argument_is_reported(string attribute) => Assert.Equal(["AD0022 F"], new SourceProject($$"""
        partial class C
        {
            {{attribute}} static double F(double x, double[][] rows) { rows[0] = new double[] { x, x }; return rows[0][1] * x; }
        }
        """).Reported);

    [Fact]
    public void A_large_method_over_structs_is_inlined() => Assert.Empty(new SourceProject($$"""
        public record struct Point(double X, double Y);
        public static partial class C
        {
            [Differentiable] public static Point Large(Point p) { double r = p.X; {{string.Concat(Enumerable.Repeat("r = System.Math.Sin(r) * p.Y; ", 700))}} return new Point(r, p.Y); }
            [Differentiable] public static double F(double x) => Large(new Point(x, 1)).X;
        }
        """).CompilerMessages);

    [Fact]
    public void SuppressMessage_hides_a_diagnostic() => Assert.Empty(new SourceProject("""
        partial class C
        {
            [System.Diagnostics.CodeAnalysis.SuppressMessage("AutoDiff", "AD0017")]
            [Differentiable]
            static double F(double x) => x * (int)x;
        }
        """).Reported);

    [Fact]
    public void Source_that_does_not_compile_is_left_to_the_compiler() =>
        Assert.Empty(new SourceProject("partial class C { [Differentiable] static double F(double x) => x * y; }").Reported);
}
