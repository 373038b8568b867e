using Xunit;

namespace AutoDiff.Generator.Tests.Interceptors;

/// <summary>Why a call of <c>Gradient</c> is not replaced: the diagnostic, its place and what its message says.</summary>
public sealed class GradientCallDiagnosticTests
{
    [Theory]
    [InlineData("double c = 2; _ = Gradient.Of((double x) => x * c);", "AD0034 (double x) => x * c", "captures 'c'")]
    [InlineData("_ = Gradient.Of((double x) => x * parameter);", "AD0034 (double x) => x * parameter", "captures 'parameter'")]
    [InlineData("_ = Gradient.Of((double x) => x * Instance);", "AD0034 (double x) => x * Instance", "captures 'this'")]
    [InlineData("_ = Gradient.Of(Method);", "AD0034 Method", "captures 'this'")]
    [InlineData("double c = 2; _ = Gradient.Of(Local); double Local(double x) => x * c;", "AD0034 Local", "captures 'c'")]
    [InlineData("double c = 2; _ = Gradient.Of((double x) => Local(x)); double Local(double x) => x * c;", "AD0034 (double x) => Local(x)", "captures 'c'")]
    [InlineData("_ = Gradient.Of(Math.Sin);", "AD0035 Math.Sin", "lambda that calls it")]
    [InlineData("Func<double, double> f = x => x * x; _ = Gradient.Of(f);", "AD0036 f", "write the lambda")]
    [InlineData("Func<Func<double, double>, Func<double, double>> g = Gradient.Of;", "AD0036 Gradient.Of", "write the lambda")]
    [InlineData("_ = Gradient.Of((double x, int n) => x * n);", "AD0037 Gradient.Of((double x, int n) => x * n)", "Gradient.Of<System.Func<double, int, double>>((double x, int n) => x * n)")]
    [InlineData("_ = Gradient.Of((double[] x) => x);", "AD0037 Gradient.Of((double[] x) => x)", "its result is 'double[]'")]
    [InlineData("_ = Gradient.Of<int, double>((int n) => n * 2.0);", "AD0037 Gradient.Of<int, double>((int n) => n * 2.0)", "no differentiable parameter")]
    [InlineData("_ = Gradient.Of((double x) => x + double.Parse(x.ToString()));", "AD0016 double.Parse(x.ToString())", "no derivative")]
    [InlineData("_ = Gradient.Of((double x) => 1.0);", "AD0015 (double x) => 1.0", "'lambda'")]
    [InlineData("_ = Gradient.Of((double x) => x + Secret(1));", "AD0012 Secret(1)", "not accessible from generated code")]
    [InlineData("_ = Gradient.Of(Unsupported); _ = Gradient.ValueAndGradient(Unsupported, 1);", "AD0016 double.Parse(x.ToString())", "no derivative")]
    public void A_call_that_is_not_replaced_is_reported(string statement, string expected, string message)
    {
        SourceProject project = new($$"""
            partial class C
            {
                double Instance = 1;
                double Method(double x) => x;
                [System.Runtime.InteropServices.DllImport("m")] private static extern double Secret(int n);
                static double Unsupported(double x) => double.Parse(x.ToString());
                void M(double parameter) { {{statement}} }
            }
            """);
        Assert.DoesNotContain(project.CompilerMessages, m => m.Contains("error", StringComparison.Ordinal));
        Assert.Equal([expected], project.Reported);
        Assert.Contains(message, project.Diagnostics().Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (!expected.StartsWith("AD0015", StringComparison.Ordinal)) Assert.Empty(project.Generated);
    }

    [Fact]
    public void What_an_attributed_function_has_wrong_is_reported_once() => Assert.Equal(["AD0016 double.Parse(x.ToString())"], new SourceProject("""
        partial class C
        {
            [Differentiable] private static double F(double x) => double.Parse(x.ToString());
            static void M() => Gradient.Of(F);
        }
        """).Reported);
}
