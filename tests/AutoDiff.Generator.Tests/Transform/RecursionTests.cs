using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>Recursive methods: what their derivatives cost, and which cannot be differentiated.</summary>
public sealed class RecursionTests
{
    private delegate double Vjp(ReadOnlySpan<double> x, double t, double cotangent, Span<double> dX, ref double dT);

    /// <summary>A search touches few elements of a long span; a call that does not come to the loop keeps nothing for it.</summary>
    [Fact]
    public void A_recursive_call_keeps_in_proportion_to_what_it_does()
    {
        Assembly project = new SourceProject("""
            public static partial class Search
            {
                [Differentiable]
                public static double Near(ReadOnlySpan<double> x, double t)
                {
                    if (x.Length <= 4)
                    {
                        double p = t;
                        for (int i = 0; i < x.Length; i++) p *= 1 + x[i] * t;
                        return p;
                    }
                    int half = x.Length / 2;
                    return t < x[half] ? t * Near(x[..half], t) : Near(x[half..], t) + x[half] * x[half];
                }
            }
            """).Load();
        Vjp vjp = project.GetType("Search")!.GetMethod("NearVjp")!.CreateDelegate<Vjp>();
        double[] x = [.. Enumerable.Range(0, 100_000).Select(i => i * 1e-5)], dX = new double[x.Length];
        double dT = 0;
        vjp(x, 0.3, 1, dX, ref dT);
        long before = GC.GetAllocatedBytesForCurrentThread();
        vjp(x, 0.3, 1, dX, ref dT);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.NotEqual(0, dT);
    }

    [Theory]
    [InlineData("static double G(Func<double, double> f, double x, int n) => n == 0 ? f(x) : G(y => f(f(y)), x, n - 1);", "G(y => y * y, x, 3)", "uses 'f'")]
    [InlineData("static double G(Func<double, double> f, double x, int n) => n == 0 ? f(x) : G(f, x * x, n - 1); static Func<double, double>[] H = [];", "G(H[0], x, 3)", "takes a function")]
    [InlineData("static double G(Action f, ref double x, int n) { if (n > 0) G(f, ref x, n - 1); f(); return x; }", "H(x); static double H(double x) { double t = x; return G(() => t *= 2, ref t, 3); }", "'t', which the call assigns")]
    [InlineData("static double G(Action f, int n) { f(); return n == 0 ? 1 : G(f, n - 1); }", "H(x); static double H(double x) { double[] t = [x]; G(() => t = [x, x], 3); return t[0]; }", "'t' of type double[], which it assigns")]
    [InlineData("static double G(ref double[] x, int n) => n == 0 ? x[0] : G(ref x, n - 1);", "H([x]); static double H(double[] x) => G(ref x, 3)", "by reference")]
    [InlineData("static (double, double[]) G(double x, int n) => n == 0 ? (x, [x]) : G(x * x, n - 1);", "G(x, 3).Item1", "a struct")]
    [InlineData("class D { private int _k = 3; internal double G(double x, int n) => n == 0 ? x * _k : G(x * x, n - 1); }", "new D().G(x, 3)", "'_k', which is not accessible")]
    public void A_recursive_method_that_cannot_be_called_by_contract_is_reported_with_the_reason(string callee, string call, string reason)
    {
        SourceProject project = new($"partial class C {{ {callee} [Differentiable] static double F(double x) => {call}; }}");
        Assert.All(project.Diagnostics(), d => Assert.Contains(d.Id, (string[])["AD0019", "AD0012"]));
        Assert.Contains(project.Diagnostics(), d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(reason, StringComparison.Ordinal));
        Assert.Empty(project.Generated);
    }

    [Fact]
    public void A_recursive_method_that_returns_its_argument_is_reported() => Assert.Equal(
        ["AD0022 F"],
        new SourceProject("partial class C { [Differentiable] static double[] F(double[] x, int n) => n == 0 ? x : F(x, n - 1); }").Reported);

    [Fact]
    public void What_is_wrong_in_a_recursive_callee_is_reported_there() => Assert.Equal(
        ["AD0016 double.Parse(x.ToString())"],
        new SourceProject("partial class C { static double G(double x, int n) => n == 0 ? double.Parse(x.ToString()) : G(x, n - 1); [Differentiable] static double F(double x) => G(x, 2); }").Reported);
}
