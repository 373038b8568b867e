using System.Xml.Linq;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>Properties, indexers and operators that bear <c>[Differentiable]</c>.</summary>
public sealed class TargetTests
{
    private const string Source = """
        namespace Shapes;

        public readonly partial record struct Pair(double X, double Y)
        {
            public override string ToString() => $"{X}, {Y}";

            [Differentiable] public double Area => X * Y;

            [Differentiable] public double this[int power] { get { double p = X; for (int i = 1; i < power; i++) p *= X; return p * Y; } }

            [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)] public double Cubic => X * X * Y;

            [Differentiable] public double Twice { [Differentiable(Order = 2)] get => X * X * Y; }

            public double Norm { [Differentiable] get => X * X + Y * Y; }

            [Differentiable] public static Pair operator *(Pair a, double b) => new(a.X * b, a.Y * b * b);

            [Differentiable] public static explicit operator double(Pair a) => a.X * a.X * a.Y;

            [Differentiable] public static bool operator <(Pair a, Pair b) => a.X < b.X;
            public static bool operator >(Pair a, Pair b) => a.X > b.X;
        }

        public partial class Line
        {
            private double _slope = 3;
            [Differentiable] public double this[double x] => _slope * x * x;
        }

        public static class Calls
        {
            public static Pair Area() => new Pair(2, 3).AreaGradient();
            public static double AreaVjp() { Pair d = new(1, 1); new Pair(2, 3).AreaVjp(2, ref d); return d.X * 100 + d.Y; }
            public static Pair Item() => new Pair(2, 3).ItemGradient(3);
            public static double Cubic() { Pair e = new(1, 0); return new Pair(2, 3).CubicJvp(e).Tangent; }
            public static Pair CubicHvp() { Pair e = new(1, 0); return new Pair(2, 3).CubicHvp(e); }
            public static Pair Twice() { Pair e = new(1, 0); return new Pair(2, 3).TwiceHvp(e); }
            public static Pair Norm() => new Pair(2, 3).NormValueAndGradient().Gradient;
            public static Pair Conversion() => Pair.op_ExplicitGradient(new(2, 3));
            public static double Product() { Pair d = default; double dB = 0; Pair.op_MultiplyVjp(new(2, 3), 5, new(1, 10), ref d, ref dB); return d.X + d.Y + dB; }
            public static double Line() => new Line().ItemGradient(2);
        }
        """;

    private static readonly Lazy<SourceProject> Project = new(() => new SourceProject(Source.Replace("[Differentiable] public static bool", "public static bool", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Area", "3, 2")]
    [InlineData("AreaVjp", 705.0)]
    [InlineData("Item", "36, 8")]
    [InlineData("Cubic", 12.0)]
    [InlineData("CubicHvp", "6, 4")]
    [InlineData("Twice", "6, 4")]
    [InlineData("Norm", "4, 6")]
    [InlineData("Conversion", "12, 4")]
    [InlineData("Product", 5.0 + 250 + 2 + 300)]
    [InlineData("Line", 12.0)]
    public void Derivatives_are_named_after_the_member(string call, object expected)
    {
        Type type = Project.Value.Load().GetType("Shapes.Calls", throwOnError: true)!;
        object result = type.GetMethod(call)!.Invoke(null, null)!;
        Assert.Equal(expected, expected is string ? result.ToString() : result);
    }

    [Fact]
    public void Nothing_is_reported()
    {
        Assert.Empty(Project.Value.Reported);
        Assert.Empty(Project.Value.CompilerMessages);
    }

    [Fact]
    public void Documentation_refers_to_the_member()
    {
        INamedTypeSymbol type = Project.Value.Output.GetTypeByMetadataName("Shapes.Pair")!;
        foreach ((string name, string reference) in ((string, string)[])[("AreaVjp", "P:Shapes.Pair.Area"), ("ItemVjp", "P:Shapes.Pair.Item(System.Int32)"), ("op_MultiplyVjp", "M:Shapes.Pair.op_Multiply(Shapes.Pair,System.Double)"), ("op_ExplicitVjp", "M:Shapes.Pair.op_Explicit(Shapes.Pair)~System.Double")])
        {
            XElement documentation = XElement.Parse(type.GetMembers(name).Single().GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!);
            Assert.Contains(reference, documentation.Descendants("see").Select(see => see.Attribute("cref")!.Value));
        }
    }

    [Fact]
    public void Files_of_a_struct() => Snapshot.Verify(
        string.Join("\n", new SourceProject("public partial struct Point { public double X, Y; [Differentiable] public readonly double Norm => X * X + Y * Y; [Differentiable] public void Scale(double by) { X *= by; Y *= by; } }").Generated),
        Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Members", "Members_of_a_struct.verified.cs"));

    [Theory]
    [InlineData("partial struct P { public double X; [Differentiable] public static bool operator <(P a, P b) => a.X < b.X; public static bool operator >(P a, P b) => false; }", "AD0014 <")]
    [InlineData("partial class C { [Differentiable] double P => 1; }", "AD0013 P")]
    [InlineData("partial class C { double P { get => 1; [Differentiable] set { } } }", "AD0011 Differentiable")]
    [InlineData("partial class C { [Differentiable] double P { set { } } }", "AD0011 Differentiable")]
    [InlineData("partial class C { double _s; [Differentiable] double this[double x] => x; double ItemVjp; }", "AD0018 ItemVjp")]
    [InlineData("static partial class C { extension(double x) { [Differentiable] public double Square() => x * x; } }", "AD0011 Square")]
    [InlineData("ref partial struct P { public double X; [Differentiable] public double Square() => X * X; }", "AD0011 Square")]
    public void What_has_no_derivative_is_refused(string source, string reported) => Assert.Equal([reported], new SourceProject(source).Reported);
}
