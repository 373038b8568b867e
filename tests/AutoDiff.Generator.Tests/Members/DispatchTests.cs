using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>Virtual, abstract and interface methods as targets: the derivatives are members of the same kind.</summary>
public sealed class DispatchTests
{
    [Theory]
    [InlineData("public partial interface I { [Differentiable] double F(double x) => x * x; }")]
    [InlineData("public partial class C { [Differentiable] protected virtual double F(double x) => x; } public partial class D : C { [Differentiable(Modes = DerivativeModes.Forward)] protected override double F(double x) => 2 * base.F(x); } public sealed partial class E : D { [Differentiable] protected override double F(double x) => 3 * x; }")]
    [InlineData("abstract class B { public abstract double F(double x); } partial class C : B { [Differentiable] public override double F(double x) => x; } partial class D : C { [Differentiable] public sealed override double F(double x) => x; }")]
    [InlineData("partial interface I { [Differentiable(Order = 2)] double F(double x); } partial interface J { [Differentiable(Modes = DerivativeModes.Forward)] double F(double x); } abstract partial class C : I, J { [Differentiable] public virtual double F(double x) => x * x; } partial class D : C { [Differentiable] public override double F(double x) => x; }")]
    [InlineData("partial interface I<T> where T : System.Numerics.INumber<T> { [Differentiable] T F(T x); } partial class C : I<double> { [Differentiable] public double F(double x) => x * x; } static partial class S { [Differentiable] public static double G(I<double> i, double x) => i.F(x); }")]
    [InlineData("partial interface I { [Differentiable] double F(double x); } readonly partial struct C : I { [Differentiable] public double F(double x) => x * x; }")]
    [InlineData("abstract partial class C { [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)] public abstract double[] F(double[] x); } partial class D : C { [Differentiable] public override double[] F(double[] x) => [x[0] * x[1], x[1]]; }")]
    [InlineData("abstract partial class C { [Differentiable] public abstract void F(ref double x, double[] y, out double z); } partial class D : C { [Differentiable] public override void F(ref double x, double[] y, out double z) { x *= y[0]; z = y[1]; y[0] = x; } }")]
    public void Derivatives_are_dispatched_as_the_method_is(string source)
    {
        SourceProject project = new(source);
        Assert.True(!project.Reported.Any(), string.Join("\n", project.Diagnostics()));
        Assert.Equal("", string.Join("\n", project.CompilerMessages));
    }

    [Fact]
    public void A_check_of_what_has_no_forward_mode_is_reported() => Assert.Equal(
        ["AD0022 (double x) => new B().F(x)"],
        new SourceProject("partial class B { [Differentiable] public virtual double F(double x) => x; } class C { static object G() => (Gradient.Of((double x) => new B().F(x)), GradientCheck.Verify((double x) => new B().F(x), 1)); }").Reported);

    [Fact]
    public void A_virtual_method_without_a_derivative_is_told_from_one_without_source() => Assert.Contains(
        "[Differentiable]",
        new SourceProject("partial class B { public virtual double F(double x) => x; } partial class C { [Differentiable] public static double G(B b, double x) => b.F(x); }").Diagnostics().Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("partial class B { [Differentiable] public virtual double F(double x) => x; } class C : B { public override double F(double x) => 2 * x; }", "AD0038 F")]
    [InlineData("partial interface I { [Differentiable] double F(double x) => x; } class C : I { public double F(double x) => 2 * x; }", "AD0038 F")]
    [InlineData("partial interface I { [Differentiable] double F(double x) => x; } class C : I { double I.F(double x) => 2 * x; }", "AD0038 F")]
    [InlineData("partial interface I { [Differentiable] double F(double x) => x; } interface J : I { double I.F(double x) => 2 * x; }", "AD0038 F")]
    [InlineData("partial interface I { [Differentiable] double F(double x) => x; } partial class B { [Differentiable] public double F(double x) => 2 * x; } class C : B, I;", "AD0038 C")]
    [InlineData("partial class B { [Differentiable] public virtual double F(double x) => x; } partial class C : B { [Differentiable] public double G(B b, double x) => b.FGradient(x) + x; }", "AD0023 b.FGradient(x)")]
    [InlineData("partial class C { double k; [Differentiable] public double F(double x) => k * x * x; [Differentiable] public double G(C c, double x) => c.FGradient(x) + x; }", "AD0023 c.FGradient(x)")]
    [InlineData("partial class B { public virtual double F(double x) => x; } partial class C { [Differentiable] public static double G(B b, double x) => b.F(x); }", "AD0016 b.F(x)")]
    public void What_would_be_wrong_for_another_object_is_refused(string source, string reported) => Assert.Contains(reported, new SourceProject(source).Reported);
}
