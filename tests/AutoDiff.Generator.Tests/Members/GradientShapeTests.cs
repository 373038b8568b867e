using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>What FGradient and FValueAndGradient return, and what they leave in the arguments.</summary>
public sealed class GradientShapeTests
{
    private static readonly Lazy<Type> Generated = new(() => new SourceProject("""
        public static partial class C
        {
            [Differentiable] public static double Square(double x) => x * x;

            [Differentiable]
            public static float Sum(float[] v, float[,] m, float[][] rows, [NoGradient] float c, int n, float s)
            {
                float sum = c * n * s;
                for (int i = 0; i < v.Length; i++) sum += 2 * v[i];
                for (int i = 0; i < m.GetLength(0); i++)
                    for (int j = 0; j < m.GetLength(1); j++) sum += 3 * m[i, j];
                for (int i = 0; i < rows.Length; i++)
                    for (int j = 0; j < rows[i].Length; j++) sum += 4 * rows[i][j];
                return sum;
            }

            [Differentiable]
            public static double Last(Span<double> x, double y)
            {
                x[0] = x[0] * y;
                return x[0] * x[1];
            }

            public static double[] LastGradientOfArray(double[] x, double y) => LastGradient(x, y).x;

            [Differentiable]
            public static double Awkward(double Item2, double Item1, double Rest, double ToString) => Item2 + 2 * Item1 + 3 * Rest + 4 * ToString;

            [Differentiable]
            public static double Nullable(double x, double[]? weights, double[,]? m, string? name, double[]?[] rows)
            {
                if (name is not null) x = 2 * x;
                double sum = x;
                if (weights is not null) sum *= weights[0];
                if (m is not null) sum *= m[0, 0];
                if (rows[0] is not null) sum *= 2;
                return sum;
            }

            [Differentiable] public static double Optional(double x, double y = 3, string name = "a") => x * y;
        }
        """).Load().GetType("C", throwOnError: true)!);

    [Fact]
    public void One_parameter_gives_its_gradient_bare()
    {
        Assert.Equal(6.0, Call("SquareGradient", 3.0));
        Assert.Equal((9.0, 6.0), Call("SquareValueAndGradient", 3.0));
    }

    [Fact]
    public void Several_parameters_give_a_tuple_of_their_shapes()
    {
        object?[] arguments = [new float[] { 1, 1 }, new float[2, 3], new float[][] { [1], [], [1, 1] }, 5f, 2, 1f];
        var gradient = ((float[] v, float[,] m, float[][] rows, float s))Call("SumGradient", arguments)!;
        Assert.Equal([2, 2], gradient.v);
        Assert.Equal(new float[,] { { 3, 3, 3 }, { 3, 3, 3 } }, gradient.m);
        Assert.Equal([[4], [], [4, 4]], gradient.rows);
        Assert.Equal(10, gradient.s);
        Assert.Equal(["v", "m", "rows", "s"], TupleNames("SumGradient"));
        Assert.Equal(["Value", "Gradient", "v", "m", "rows", "s"], TupleNames("SumValueAndGradient"));
    }

    [Fact]
    public void A_span_that_is_written_gives_an_array_and_is_left_as_the_call_leaves_it()
    {
        double[] x = [2, 5];
        Assert.Equal([15, 6], (double[])Call("LastGradientOfArray", x, 3.0)!);
        Assert.Equal([6, 5], x);
    }

    [Fact]
    public void Names_that_a_tuple_cannot_bear_are_left_out()
    {
        Assert.Equal((1.0, 2.0, 3.0, 4.0), Call("AwkwardGradient", 0.0, 0.0, 0.0, 0.0));
        Assert.Empty(Generated.Value.GetMethod("AwkwardGradient")!.ReturnParameter.GetCustomAttributes<TupleElementNamesAttribute>());
    }

    [Fact]
    public void Null_is_an_argument_where_the_type_says_so()
    {
        var gradient = ((double x, double[]? weights, double[,]? m, double[]?[] rows))Call("NullableGradient", 3.0, null, null, null, new double[]?[] { null })!;
        Assert.Equal((1.0, null, null), (gradient.x, gradient.weights, gradient.m));
        Assert.Null(Assert.Single(gradient.rows));
        gradient = ((double x, double[]? weights, double[,]? m, double[]?[] rows))Call("NullableGradient", 3.0, new double[] { 5 }, new double[,] { { 7 } }, "a", new double[]?[] { null })!;
        Assert.Equal(70, gradient.x);
        Assert.Equal([42], gradient.weights!);
        Assert.Equal(new double[,] { { 30 } }, gradient.m);
    }

    [Fact]
    public void Optional_parameters_stay_optional() =>
        Assert.Equal((3.0, 2.0), Call("OptionalGradient", 2.0, Type.Missing, Type.Missing));

    private static object? Call(string method, params object?[] arguments) => Generated.Value.GetMethod(method)!
        .Invoke(null, BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, null, arguments, null);

    private static IEnumerable<string?> TupleNames(string method) =>
        Generated.Value.GetMethod(method)!.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()!.TransformNames.Where(n => n is not null);
}
