using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>What is said where the derivative of a method that is called by contract cannot be differentiated again.</summary>
public sealed class SecondDerivativeTests
{
    private const string Recursion = "if (n == 0) return x; return Math.Sin(F(x, n - 1));";

    [Theory]
    [InlineData($"[Differentiable] static double F(double x, int n) {{ {Recursion} }} [Differentiable(Order = 2)] static double G(double x) => F(x, 3);", "add Order = 2 to it")]
    [InlineData("static double F(double x) => x * x; [DerivativeOf(typeof(C), nameof(F))] static double FVjp(double x, double cotangent, ref double dX) { dX += 2 * x * cotangent; return x * x; } [Differentiable(Order = 2)] static double G(double x) => F(x) * x;", "in the form of 'FJvp'")]
    [InlineData("static double F(double x) => x * x; [DerivativeOf(typeof(C), nameof(F))] static double FVjp(double x, double cotangent, ref double dX) { try { dX += 2 * x * cotangent; } finally { } return x * x; } [DerivativeOf(typeof(C), nameof(F))] static (double, double) FJvp(double x, double xDot) => (x * x, 2 * x * xDot); [Differentiable(Order = 2)] static double G(double x) => F(x) * x;", "is written by hand, as 'FVjp', and cannot be differentiated again")]
    public void The_message_says_what_to_write(string members, string message)
    {
        SourceProject project = new($"static partial class C {{ {members} }}");
        Assert.Contains(project.Diagnostics(), d => d.GetMessage().Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void First_derivatives_need_none()
    {
        SourceProject project = new($"static partial class C {{ [Differentiable] static double F(double x, int n) {{ {Recursion} }} [Differentiable] static double G(double x) => F(x, 3); }}");
        Assert.Empty(project.Reported);
        Assert.Equal("", string.Join("\n", project.CompilerMessages));
    }

    [Fact]
    public void Second_derivatives_with_an_out_parameter_are_refused() => Assert.Equal(
        ["AD0022 F"],
        new SourceProject("partial class C { [Differentiable(Order = 2)] static double F(double x, out double y) { y = x * x; return x * y; } }").Reported);

    [Fact]
    public void A_parameter_that_is_written_by_reference_has_no_Hessian()
    {
        SourceProject project = new("partial class C { [Differentiable(Order = 2)] public static double F(ref double x) { x *= x; return x * x; } }");
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
    }
}
