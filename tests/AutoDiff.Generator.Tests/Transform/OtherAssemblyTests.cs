using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>Calls of another assembly's methods: their source is not at hand, the derivatives that were generated there are called.</summary>
public sealed class OtherAssemblyTests
{
    private static readonly SourceProject Library = new("""
        public static partial class Library
        {
            [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
            public static double Norm(double[] x)
            {
                double sum = 0;
                foreach (double v in x) sum += v * v;
                return Math.Sqrt(sum);
            }

            [Differentiable]
            public static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

            [Differentiable]
            public static void Scale(Span<double> x, double factor)
            {
                for (int i = 0; i < x.Length; i++) x[i] *= factor;
            }

            [Differentiable]
            public static double Power(double x) => Math.Exp(x);

            public static double Plain(double x) => x * x;
        }

        public partial struct Oscillator
        {
            public double X, V;

            [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
            public double Step(double dt)
            {
                V -= dt * X;
                X += dt * V;
                return V * V;
            }

            [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
            public readonly double Energy(double stiffness) => V * V + stiffness * X * X;
        }
        """);

    [Fact]
    public void Both_modes_go_through_a_call()
    {
        SourceProject project = SourceProject.Referencing(Library, """
            public static partial class P
            {
                [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
                public static double Loss(double[] x, double y) => y * Library.Norm(x) + Library.Norm([y, 3]);

                public static double[] Run()
                {
                    (double[] x, double y) = LossGradient([3, 4], 4);
                    return [x[0], x[1], y, LossJvp([3, 4], 4, [1, 0], 0).Tangent, LossJvp([3, 4], 4, [0, 0], 1).Tangent];
                }
            }
            """);
        AssertClean(project);
        Assert.Equal([2.4, 3.2, 5.8, 2.4, 5.8], Run(project), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Overloads_recursion_and_memory_that_is_written_are_called_in_reverse()
    {
        SourceProject project = SourceProject.Referencing(Library, """
            public static partial class P
            {
                [Differentiable]
                public static double Loss(double[] x, double y)
                {
                    double[] scaled = [.. x];
                    for (int i = 0; i < 2; i++) Library.Scale(scaled, y);
                    return scaled[0] * Library.Power(y, 3) + Library.Power(x[1]);
                }

                public static double[] Run()
                {
                    (double[] x, double y) = LossGradient([3, 0], 2);
                    return [x[0], x[1], y];
                }
            }
            """);
        AssertClean(project);
        Assert.Equal([32, 1, 240], Run(project), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    // From (1, 0) with dt = 1/2: V = -1/2, X = 3/4, so that F = 1/4 + (1/4 + 2 · 9/16).
    [Fact]
    public void A_struct_is_passed_to_the_derivatives_of_its_methods()
    {
        SourceProject project = SourceProject.Referencing(Library, """
            public static partial class P
            {
                [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
                public static double F(double x, double dt)
                {
                    Oscillator o = new() { X = x };
                    double speed = o.Step(dt);
                    return speed + o.Energy(2);
                }

                public static double[] Run()
                {
                    (double x, double dt) = FGradient(1, 0.5);
                    return [F(1, 0.5), x, dt, FJvp(1, 0.5, 1, 0).Tangent, FJvp(1, 0.5, 0, 1).Tangent];
                }
            }
            """);
        AssertClean(project);
        Assert.Equal([1.625, 3.25, -1, 3.25, -1], Run(project), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_method_without_a_derivative_is_reported() => Assert.Equal(
        ["AD0016 Library.Plain(x)"],
        SourceProject.Referencing(Library, "public static partial class P { [Differentiable] public static double F(double x) => x * Library.Plain(x); }").Reported);

    private static void AssertClean(SourceProject project)
    {
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
    }

    private static double[] Run(SourceProject project) => (double[])project.Load(Library).GetType("P")!.GetMethod("Run")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null)!;
}
