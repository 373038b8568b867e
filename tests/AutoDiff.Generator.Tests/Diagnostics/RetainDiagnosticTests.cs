using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Gradients of intermediate values that would not be kept.</summary>
public sealed class RetainDiagnosticTests
{
    [Fact]
    public void A_complex_number_is_retained_by_its_parts() => Assert.Equal(["AD0012 Gradient.Retain(z * z, k)"], new SourceProject("""
        partial class C
        {
            [Differentiable] static double F(System.Numerics.Complex z, RetainedGradient<System.Numerics.Complex> k) => Gradient.Retain(z * z, k).Real;
            [Differentiable] static double G(System.Numerics.Complex z, RetainedGradient<double> k) => Gradient.Retain((z * z).Real, k) * z.Imaginary;
        }
        """).Reported);
}
