using System.Runtime.CompilerServices;
using System.Xml.Linq;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>The whole file that is generated for a method, for each form of signature.</summary>
public sealed class MemberFileTests
{
    [Fact]
    public void A_scalar_of_a_scalar() => Verify("namespace Shapes; public static partial class Circle { [Differentiable] public static double Area(double radius) => 3 * radius * radius; }");

    [Fact]
    public void Several_parameters_and_a_default_value() => Verify(
        "static partial class Line { [Differentiable] internal static double At(double slope, double offset, int times, double x = 0.5) => times * slope * x + offset; }");

    [Fact]
    public void Arrays_of_all_shapes() => Verify("""
        static partial class Arrays
        {
            [Differentiable]
            public static double Sum(double[] v, double[,] m, double[][] rows, Span<double> s, ReadOnlySpan<float> r) => v[0] * m[0, 0] * rows[0][0] * s[0] * r[0];
        }
        """);

    [Fact]
    public void An_array_that_is_written() => Verify("""
        static partial class Written
        {
            [Differentiable]
            static double Scale(double[] x, [NoGradient] double[] factors, double[][] rows)
            {
                x[0] *= factors[0];
                rows[0][0] = x[0] * x[0];
                return x[0] + rows[0][0];
            }
        }
        """);

    [Fact]
    public void No_result_but_what_is_written() => Verify(
        "static partial class Void { [Differentiable] public static void Square(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i]; } }");

    [Fact]
    public void An_array_as_result() => Verify("""
        static partial class Result
        {
            [Differentiable]
            public static float[] Pair(float x) { float[] pair = new float[2]; pair[0] = x; pair[1] = x * x; return pair; }
        }
        """);

    [Fact]
    public void Nested_types_of_all_kinds() => Verify("""
        namespace Outer.Inner;
        internal partial record Model(double W)
        {
            public partial record struct Point(double X)
            {
                private partial struct Cell { private partial interface IRule { [Differentiable] private static float F(float x) => x * x; } }
            }
        }
        """);

    [Fact]
    public void Names_that_clash() => Verify(
        "static partial class Names { [Differentiable] static double F(double x, double dX, double cotangent, double @in, double value, double X) => x * dX * cotangent * @in * value * X; }");

    [Fact]
    public void Types_that_hide_those_of_System() => Verify("""
        namespace Hidden;
        class Math; class ArgumentChecks;
        static partial class C
        {
            class Span;
            [Differentiable] static double F(Span<double> x) => System.Math.Sin(x[0]);
        }
        """);

    [Fact]
    public void Forward_mode_alone() => Verify("""
        static partial class Forward
        {
            [Differentiable(Modes = DerivativeModes.Forward)]
            public static double Sum(double[] v, double[,] m, double[][] rows, Span<double> s, [NoGradient] double[] weights, double xDot, double x)
            {
                s[0] = v[0] * weights[0];
                return s[0] * m[0, 0] * rows[0][0] * x * xDot;
            }
        }
        """);

    [Fact]
    public void Both_modes_of_a_span_as_result() => Verify("""
        static partial class Both
        {
            [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
            public static ReadOnlySpan<float> Tail(ReadOnlySpan<float> x) => x[1..];
        }
        """);

    [Fact]
    public void Overloads_and_names_that_differ_by_case_have_files_of_their_own()
    {
        SourceProject project = new("""
            static partial class C
            {
                [Differentiable] static double F(double x) => x;
                [Differentiable] static float F(float x) => x;
                [Differentiable] static double F(double[] x) => x[0];
                [Differentiable] static double f(double x) => x;
            }
            static partial class c { [Differentiable] public static double F(double x) => x; }
            """);
        Assert.Equal(5, project.FileNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(project.CompilerMessages);
    }

    [Fact]
    public void Every_generated_member_is_documented_with_references_that_resolve()
    {
        SourceProject project = new("""
            namespace N;
            public static partial class C
            {
                [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)] public static double F(double[] v, double[,] m, double[][] rows, Span<double> s, ReadOnlySpan<float> r, int n, float @in) => v[0] * m[0, 0] * rows[0][0] * s[0] * r[0] * @in;
                public static double F(double x) => x;
            }
            """);
        INamedTypeSymbol type = project.Output.GetTypeByMetadataName("N.C")!;
        foreach (string name in (string[])["FVjp", "FGradient", "FValueAndGradient", "FJvp"])
        {
            IMethodSymbol member = type.GetMembers(name).OfType<IMethodSymbol>().Single();
            XElement documentation = XElement.Parse(member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!);
            Assert.Equal(member.Parameters.Select(p => p.Name), documentation.Elements("param").Select(e => e.Attribute("name")!.Value));
            Assert.NotNull(documentation.Element("returns"));
            // A reference that does not resolve begins with '!'.
            Assert.All(documentation.Descendants().Attributes("cref"), cref => Assert.DoesNotContain("!", cref.Value, StringComparison.Ordinal));
            Assert.Contains(documentation.Descendants("see"), see => see.Attribute("cref")!.Value.StartsWith("M:N.C.F(System.Double[],", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Members_have_the_accessibility_of_the_method()
    {
        SourceProject project = new("""
            public partial class C
            {
                [Differentiable] public static double A(double x) => x;
                [Differentiable] internal static double B(double x) => x;
                [Differentiable] protected internal static double D(double x) => x;
                [Differentiable] private protected static double E(double x) => x;
                [Differentiable] protected static double F(double x) => x;
                [Differentiable] static double G(double x) => x;
            }
            """);
        Assert.Empty(project.CompilerMessages);
        INamedTypeSymbol type = project.Output.GetTypeByMetadataName("C")!;
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name.Length == 1))
            foreach (string suffix in (string[])["Vjp", "Gradient", "ValueAndGradient"])
                Assert.Equal(method.DeclaredAccessibility, type.GetMembers(method.Name + suffix).Single().DeclaredAccessibility);
    }

    private static void Verify(string source, [CallerMemberName] string name = "")
    {
        SourceProject project = new(source);
        Assert.Empty(project.CompilerMessages);
        Assert.Empty(project.Reported);
        Snapshot.Verify(string.Join("\n", project.Generated), Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Members", name + ".verified.cs"));
    }
}
