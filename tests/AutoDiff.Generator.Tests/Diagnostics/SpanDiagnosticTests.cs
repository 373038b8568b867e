using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Spans that a loop lets refer to other memory than before: a reverse sweep could not find it again.</summary>
public sealed class SpanDiagnosticTests
{
    [Theory]
    [InlineData("(a, b) = (b, a[1..]);", "AD0022 F")]
    [InlineData("a = b;", "AD0022 F")]
    [InlineData("a = a[1..]; (a, _) = (b, 1);", "AD0012 while (a.Length > 2) { sum += a[0]; a = a[1..]; (a, _) = (b, 1); }")]
    public void It_is_refused(string statement, string expected) => Assert.Equal(
        [expected],
        new SourceProject($$"""
            static partial class C
            {
                [Differentiable]
                static double F(double[] x, double[] y)
                {
                    Span<double> a = x, b = y;
                    double sum = 0;
                    while (a.Length > 2) { sum += a[0]; {{statement}} }
                    return sum;
                }
            }
            """).Reported);
}
