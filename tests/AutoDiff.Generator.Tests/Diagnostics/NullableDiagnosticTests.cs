using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Nullable numbers where they cannot be: a gradient is never missing.</summary>
public sealed class NullableDiagnosticTests
{
    [Theory]
    [InlineData("static double F(double? x) => x ?? 0;", "AD0012 x")]
    [InlineData("static double? F(double x) => x > 0 ? x : null;", "AD0012 F")]
    [InlineData("static double F(double?[] x) => x[0] ?? 0;", "AD0013 F")]
    [InlineData("static double F(ref double? x) => x ?? 0;", "AD0012 x")]
    [InlineData("static double F(Limit x) => x.High ?? 0;", "AD0012 x")]
    [InlineData("static double F(double x) { double? y = x; return x * double.Parse(y?.ToString() ?? \"0\"); }", "AD0012 y?.ToString()")]
    public void It_is_refused(string method, string expected) =>
        Assert.Equal([expected], new SourceProject($"#nullable enable\npartial class C {{ struct Limit {{ public double? High; }} [Differentiable] {method} }}").Reported);

    [Fact]
    public void Integers_that_may_be_missing_are_constants() => Assert.Empty(new SourceProject("""
        partial class C
        {
            [Differentiable] static double F(double x, int? n) => n.HasValue ? x * n.Value : x;
            [Differentiable] static double G(double x, [NoGradient] double? limit) => x * (limit ?? 1);
        }
        """).Reported);
}
