using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>What <c>[Checkpoint]</c> saves, measured, and derivatives that are not generated from source: by hand, or in another assembly.</summary>
public sealed class CheckpointTests
{
    private delegate double Vjp(double x, double[] p, int steps, double cotangent, ref double dX, Span<double> dP);

    private static (long Bytes, double Derivative) Measure(string attribute)
    {
        Assembly project = new SourceProject($$"""
            public static partial class Simulation
            {
                {{attribute}} static double Step(double x, double[] p)
                {
                    int k = 0;
                    while (k < p.Length) x = Math.Sin(x * p[k++]) + x;
                    return x;
                }

                [Differentiable]
                public static double Run(double x, double[] p, int steps)
                {
                    for (int i = 0; i < steps; i++) x = Step(x, p);
                    return x;
                }
            }
            """).Load();
        Vjp vjp = project.GetType("Simulation")!.GetMethod("RunVjp")!.CreateDelegate<Vjp>();
        double[] p = [.. Enumerable.Range(0, 50).Select(i => 0.01 * i)], dP = new double[50];
        double dX = 0;

        // Large records do not fit the pools, so they show as allocation; small ones are warm after the first call.
        vjp(0.5, p, 40_000, 1, ref dX, dP);
        dX = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        vjp(0.5, p, 40_000, 1, ref dX, dP);
        return (GC.GetAllocatedBytesForCurrentThread() - before, dX);
    }

    [Fact]
    public void A_checkpoint_in_a_loop_records_its_arguments_only()
    {
        SourceProject Project(string attribute) => new($$"""
            static partial class C
            {
                {{attribute}} static double Step(double x, double y) { for (int k = 0; k < 4; k++) x = Math.Sin(x * y) * x; return x; }
                [Differentiable] static double F(double x, double y, int n) { for (int i = 0; i < n; i++) x = Step(x, y); return x; }
            }
            """);
        static int Records(SourceProject project) => string.Join("\n", project.Generated).Split("FGradient")[0].Split("Scratch.Rent").Length - 1;
        Assert.Equal(1, Records(Project("[Checkpoint]")));
        Assert.True(Records(Project("")) > 1);
        Assert.Contains("n * 4", string.Join("\n", Project("").Generated).Replace("Math.Max(n, 0)", "n"), StringComparison.Ordinal);
        Assert.DoesNotContain("n * 4", string.Join("\n", Project("[Checkpoint]").Generated).Replace("Math.Max(n, 0)", "n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_takes_less_memory_and_gives_the_same_derivative()
    {
        (long recorded, double expected) = Measure("");
        (long checkpointed, double actual) = Measure("[Checkpoint]");
        Assert.Equal(expected, actual, Math.Abs(expected) * 1e-12);
        Assert.True(checkpointed * 4 < recorded || recorded == 0, $"{recorded} bytes became {checkpointed}");
    }

    [Fact]
    public void A_derivative_by_hand_serves_a_method_without_source_and_its_overload_only()
    {
        Assembly project = new SourceProject("""
            public static partial class C
            {
                [DerivativeOf(typeof(BitConverter), nameof(BitConverter.Int64BitsToDouble))]
                static double Wrong(long bits, double cotangent) => 0;

                [DerivativeOf(typeof(Math), nameof(Math.Abs))]
                static double AbsVjp(double x, double cotangent, ref double dX) { dX += 10 * cotangent; return Math.Abs(x); }

                [Differentiable] public static double F(double x) => Math.Abs(x) * Math.Abs((float)x);
            }
            """).Load();
        MethodInfo gradient = project.GetType("C")!.GetMethod("FGradient")!;

        // By hand 10 · |x|; by the rule |x| · sign(x).
        Assert.Equal(10 * 3.0 - 3.0, (double)gradient.Invoke(null, [-3.0])!, 1e-12);
    }

    [Theory]
    [InlineData("static double G(double y) => y * y; [DerivativeOf(typeof(C), nameof(G))] static double D(double y, ref double dY) => y;", "static Double D(Double y, Double cotangent, ref Double dY)")]
    [InlineData("static double G(double y) => y * y; [DerivativeOf(typeof(C), \"H\")] static double D(double y, double c, ref double dY) => y;", "has no method 'H'")]
    [InlineData("static double G(double y) => y * y; [DerivativeOf(typeof(C), nameof(G))] double D(double y, double c, ref double dY) => y;", "make it static")]
    public void A_derivative_of_another_form_is_reported_with_the_right_one(string members, string expected)
    {
        SourceProject project = new($"partial class C {{ {members} [Differentiable] static double F(double x) => G(x); }}");
        string message = Assert.Single(project.Diagnostics(), d => d.Id == "AD0025").GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(expected, message.Replace("double", "Double"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_derivatives_of_one_method_the_second_is_reported() => Assert.Equal(
        ["AD0025 E"],
        new SourceProject("""
            partial class C
            {
                static double G(double y) => y * y;
                [DerivativeOf(typeof(C), nameof(G))] static double D(double y, double c, ref double dY) { dY += 2 * y * c; return G(y); }
                [DerivativeOf(typeof(C), nameof(G))] static double E(double y, double c, ref double dY) { dY += 2 * y * c; return G(y); }
                [Differentiable] static double F(double x) => G(x);
            }
            """).Reported);

    [Fact]
    public void A_checkpoint_that_takes_an_array_by_reference_is_reported() => Assert.Equal(
        ["AD0026 G(ref x)"],
        new SourceProject("partial class C { [Checkpoint] static double G(ref double[] y) => y[0] * y[0]; [Differentiable] static double F(double[] x) => G(ref x); }").Reported);
}
