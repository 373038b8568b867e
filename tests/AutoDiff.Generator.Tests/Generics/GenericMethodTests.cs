using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Generics;

/// <summary>Generic derivatives: for which type arguments they compile and run, and which constraints they ask for.</summary>
public sealed class GenericMethodTests
{
    private const string Model = """
        using System.Numerics;

        public static partial class Model
        {
            [Differentiable]
            public static T Loss<T>(T[] x, ReadOnlySpan<T> weights, T bias) where T : IFloatingPointIeee754<T>
            {
                T sum = bias;
                for (int i = 0; i < x.Length; i++) sum = T.Tanh(sum * weights[i] + x[i] / T.CreateChecked(2));
                return T.Sqrt(T.One + sum * sum) - T.Max(T.Abs(bias), T.CreateChecked(0.25));
            }

            public static double Double() => Sum(LossGradient<double>([0.5, -1, 0.25], [1.5, 0.5, -0.75], 0.5));
            public static double Single() => Sum(LossGradient<float>([0.5f, -1, 0.25f], [1.5f, 0.5f, -0.75f], 0.5f));
            public static double Half() => Sum(LossGradient<Half>([(Half)0.5, (Half)(-1), (Half)0.25], [(Half)1.5, (Half)0.5, (Half)(-0.75)], (Half)0.5));

            private static double Sum<T>((T[] x, T[] weights, T bias) g) where T : INumber<T> =>
                double.CreateChecked(g.x[0] + T.CreateChecked(3) * g.x[1] + T.CreateChecked(5) * g.x[2] + g.weights[0] - g.weights[1] + g.weights[2] + T.CreateChecked(2) * g.bias);
        }
        """;

    [Fact]
    public void One_derivative_serves_double_float_and_Half()
    {
        SourceProject project = new(Model);
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
        Type model = project.Load().GetType("Model")!;
        double Value(string name) => (double)model.GetMethod(name)!.Invoke(null, null)!;
        Assert.Equal(Value("Double"), Value("Single"), 1e-5);
        Assert.Equal(Value("Double"), Value("Half"), 2e-2);
    }

    [Theory]
    [InlineData("T F<T>(T x) where T : INumberBase<T> => T.Abs(x)", "the operator >", "INumber<T>")]
    [InlineData("T F<T>(T x, T y) where T : INumberBase<T>, IMinMaxValue<T>, IPowerFunctions<T> => T.Pow(x, y)", "the operator >=", "INumber<T>")]
    [InlineData("T F<T>(T x, T y) where T : INumber<T>, IPowerFunctions<T> => T.Pow(x, y)", "T.Log", "ILogarithmicFunctions<T>")]
    [InlineData("T F<T>(T x) where T : ITrigonometricFunctions<T> => T.Asin(x)", "T.Sqrt", "IRootFunctions<T>")]
    public void A_constraint_that_the_derivative_needs_is_named(string method, string member, string constraint)
    {
        SourceProject project = new($"using System.Numerics; partial class C {{ [Differentiable] static {method}; }}");
        string message = project.Diagnostics().Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["AD0030 F"], project.Reported);
        Assert.Contains(member, message, StringComparison.Ordinal);
        Assert.Contains(constraint, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_parameter_of_integers_carries_no_derivative() => Assert.Equal(
        ["AD0013 F"],
        new SourceProject("using System.Numerics; partial class C { [Differentiable] static double F<T>(T[] n) where T : IBinaryInteger<T> => n.Length; }").Reported);

    [Fact]
    public void The_default_of_a_static_virtual_member_is_not_taken_for_what_implements_it() => Assert.Equal(
        ["AD0016 TStep.Next(x)"],
        new SourceProject("""
            interface IStep { static virtual double Next(double x) => x; }
            partial class C { [Differentiable] static double F<TStep>(double x) where TStep : IStep => TStep.Next(x); }
            """).Reported);

    [Fact]
    public void Names_and_constraints_are_those_of_the_primal()
    {
        SourceProject project = new("""
            using System.Numerics;
            namespace N;
            public partial class Outer<TWeight> where TWeight : struct, IFloatingPoint<TWeight>
            {
                public partial record struct Inner<TTag>
                {
                    [Differentiable]
                    public static TWeight F<TOther, @in>(TWeight w, TOther o) where TOther : unmanaged, IFloatingPoint<TOther>, IMinMaxValue<TOther> where @in : class, new() =>
                        w * w * TWeight.CreateChecked(o);
                }
            }
            """);
        Assert.Empty(project.Reported);
        Assert.Empty(project.CompilerMessages);
        MethodInfo vjp = project.Load().GetType("N.Outer`1+Inner`1")!.GetMethod("FVjp")!;
        Assert.Equal(2, vjp.GetGenericArguments().Length);
    }
}
