using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>Delegates whose function is not known, and what is captured: refused at its place.</summary>
public sealed class DelegateTests
{
    [Theory]
    [InlineData("[Differentiable] static double F(double x, Func<double, double> f) => f(x);", "AD0012 f(x)")]
    [InlineData("[Differentiable] static double F(double x) { Func<double, double> f = y => y; f = y => y * y; return f(x); }", "AD0012 f = y => y * y")]
    [InlineData("static Func<double, double> G(double a) => x => a * x; [Differentiable] static double F(double x) => G(x)(x);", "AD0012 G(x)(x)")]
    [InlineData("static readonly Func<double, double> g = x => x; [Differentiable] static double F(double x) => g(x);", "AD0012 g(x)")]
    [InlineData("[Differentiable] static double F(double x) { Func<double, double>[] f = [y => y]; return f[0](x); }", "AD0012 [y => y]")]
    public void A_function_that_is_not_known_is_refused(string members, string reported)
    {
        SourceProject project = new($"partial class C {{ {members} }}");
        Assert.Contains(reported, project.Reported);
        Assert.Empty(project.Generated);
    }
}
