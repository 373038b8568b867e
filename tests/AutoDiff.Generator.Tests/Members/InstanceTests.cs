using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>Objects in differentiable code: what is read, what may be stored, and what is refused.</summary>
public sealed class InstanceTests
{
    [Theory]
    [InlineData("double _s; [Differentiable] public double F(double x) { _s = x; return x * x; }", "AD0032 _s")]
    [InlineData("double S { get; set; } [Differentiable] public double F(double x) { S += x; return x * x; }", "AD0032 S")]
    [InlineData("double[] _s = [0]; [Differentiable] public double F(double x) { _s[0] = x; return x * _s[0]; }", "AD0032 _s[0]")]
    [InlineData("double[][] _s = [[0]]; [Differentiable] public double F(double x) { _s[0][0] += x; return x; }", "AD0032 _s[0][0]")]
    [InlineData("double[]? _s; [Differentiable] public double F(double x) { double[] s = [0]; _s = s; s[0] = x; return _s[0]; }", "AD0032 _s")]
    [InlineData("double _s; [Differentiable] public double F(double x) { Set(ref _s, x); return x; } static void Set(ref double s, double x) => s = x;", "AD0032 _s")]
    [InlineData("double[] _s = [0]; [Differentiable] public double F(double x) { ref double s = ref _s[0]; s = x; return x; }", "AD0032 _s[0]")]
    [InlineData("class Box { public double S; } Box _b = new(); [Differentiable] public double F(double x) { Box b = _b; b.S = x; return b.S; }", "AD0032 b.S")]
    [InlineData("class Box { public double S; public void Put(double s) { S = s; } } Box _b = new(); [Differentiable] public double F(double x) { _b.Put(x); return _b.S; }", "AD0032 S")]
    [InlineData("class Box(double s) { public double S => s; } [Differentiable] public static double F(double x) => new Box(x).S * x;", "AD0012 s")]
    [InlineData("class Box { public double S; public Box(double s) => S = s; } [Differentiable] public static double F(double x) { Box b = new(x); return b.S * x; }", "AD0016 b.S")]
    [InlineData("[Differentiable] public static double F(double x) { var list = new System.Collections.Generic.List<double>(); list.Add(x); return list[0] * x; }", "AD0016 list[0]")]
    [InlineData("[Differentiable] public static double F(double x) { object o = x; return (double)o * x; }", "AD0016 (double)o")]
    [InlineData("[Differentiable] public static double F(double x, [NoGradient] double[] y) { y[0] = x; return y[0]; }", "AD0032 y[0]")]
    [InlineData("static double s; [Differentiable] public static double F(double x) { s = x; return x; }", "AD0021 s")]
    [InlineData("static double s; [Differentiable] public static double F(double x) => x * s;", "AD0021 s")]
    [InlineData("static double S { get; set; } [Differentiable] public static double F(double x) => x * S;", "AD0021 S")]
    [InlineData("static readonly double[] s = [0]; [Differentiable] public static double F(double x) { s[0] = x; return x; }", "AD0021 s[0]")]
    [InlineData("protected virtual double G(double x) => x; [Differentiable] public double F(double x) => G(x);", "AD0016 G(x)")]
    [InlineData("Func<double, double> _g = x => x; [Differentiable] public double F(double x) => _g(x);", "AD0012 _g(x)")]
    public void What_would_lose_a_derivative_is_refused_at_its_place(string members, string reported)
    {
        SourceProject project = new($"partial class C {{ {members} }}");
        Assert.DoesNotContain(project.CompilerMessages, m => m.Contains("error", StringComparison.Ordinal));
        Assert.Equal([reported], project.Reported.Where(r => !r.StartsWith("AD0015", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[NoGradient] double _last; [Differentiable] public double F(double x) { _last = x; return x * x; }", 4)]
    [InlineData("int _n; [Differentiable] public double F(double x) { _n += 3; return _n * x; }", 3)]
    [InlineData("double _s; [Differentiable] public double F(double x) { _s = 2; double y = x * _s; _s = 3; return y * _s; }", 6)]
    [InlineData("double[] _s = [0, 0]; [Differentiable] public double F(double x) { _s[0] = 2; double y = x * _s[0]; _s[0] = 3; return y * _s[0]; }", 6)]
    [InlineData("double _s = 5; [Differentiable] public double F(double x) { double y = x * _s; Change(); return y * _s; } void Change() => _s = 7;", 35)]
    [InlineData("enum E { A, B } E _e = E.B; [Differentiable] public double F(double x) { double y = _e == E.B ? x : 0; _e = E.A; return _e == E.A ? 2 * y : 0; }", 2)]
    [InlineData("C? _next; double _w = 3; C() { } [Differentiable] public double F(double x) => _next != null ? x * _next._w : x * _w;", 3)]
    [InlineData("C? _next; double _w = 3; [Differentiable] public double F(double x) => _next is null ? x * _w : x * _next._w;", 3)]
    [InlineData("double _w = 3; [Differentiable] public double F(double x) { double Local(double y) => y * _w; Func<double, double> f = y => Local(y) * _w; return f(x); }", 9)]
    [InlineData("double _w = 3; static double Of(C c, double x) => x * c._w; [Differentiable] public double F(double x) => Of(this, x);", 3)]
    [InlineData("double _w = 3; double W { get => _w; set => _w = value; } [Differentiable] public double F(double x) => x * this.W;", 3)]
    [InlineData("double W { get => field; set => field = value; } = 3; [Differentiable] public double F(double x) => x * W;", 3)]
    [InlineData("class B { public double w = 2; } class D : B { public new double w = 5; public double Both => w * base.w; } D _d = new(); [Differentiable] public double F(double x) => x * _d.w;", 5)]
    [InlineData("const double K = 4; double @in = 3; [Differentiable] public double F(double x) => x * @in * K;", 12)]
    public void What_is_constant_is_read_where_it_has_its_value(string members, double slope)
    {
        SourceProject project = new($"public partial class C {{ {members} public double Slope() {{ double d = 0; FVjp(2, 1, ref d); return d; }} }}");
        Assert.Empty(project.Reported);
        Type type = project.Load().GetType("C", throwOnError: true)!;
        object instance = Activator.CreateInstance(type, nonPublic: true)!;
        Assert.Equal(slope, type.GetMethod("Slope")!.Invoke(instance, null));
    }

    [Fact]
    public void Sinks_must_not_overlap_the_arrays_of_fields()
    {
        SourceProject project = new("""
            public partial class C
            {
                public double[] Weights { get; } = [1, 2];
                [Differentiable] public double F(double[] x) => x[0] * Weights[0];
                public void Wrong() => FVjp([1, 2], 1, Weights);
            }
            """);
        Assert.Empty(project.Reported);
        Type type = project.Load().GetType("C", throwOnError: true)!;
        object instance = Activator.CreateInstance(type)!;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => type.GetMethod("Wrong")!.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, null, null));
        Assert.Contains("dX and this.Weights overlap", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_all_kinds_of_types_are_instance_members()
    {
        SourceProject project = new("""
            public abstract partial class Outer(double scale)
            {
                [Differentiable] protected double F(double x) => scale * x;
                public sealed partial record Inner(double W)
                {
                    public Inner Instance => this;
                    [Differentiable] internal double F(double x, double FVjp = 2) => W * x * FVjp;
                }
            }
            """);
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
        Assert.All(project.Generated, text => Assert.DoesNotContain("static", text, StringComparison.Ordinal));
    }
}
