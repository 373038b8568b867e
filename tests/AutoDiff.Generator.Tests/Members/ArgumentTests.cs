using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Members;

/// <summary>Bad arguments: an ArgumentException that names the parameter, before anything is written.</summary>
public sealed class ArgumentTests
{
    private const string Source = """
        public static partial class C
        {
            [Differentiable]
            public static double Dot(double[] x, double[] y, [NoGradient] int[] order)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += x[i] * y[order[i]];
                return sum;
            }

            [Differentiable]
            public static double Mixed(double[,] m, double[][] rows, double[] v)
            {
                double sum = 0;
                for (int i = 0; i < v.Length; i++) sum += m[0, i] * rows[0][i] * v[i];
                return sum;
            }

            [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
            public static void Square(double[] x, double[] y)
            {
                for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
            }

            [Differentiable]
            public static double Spans(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++) y[i] = x[i];
                return y[0];
            }

            [Differentiable]
            public static double Step(ref double x, in double rate, double[] history, out double change)
            {
                change = rate * x * history[0];
                x += change;
                return x * x;
            }

            public static double StepVjp(double[] x, int xAt, double[] rate, int rateAt, double[] history, double[] change, int changeAt, double[] dX, int dXAt, double[] dHistory, double[] dChange, int dChangeAt)
            {
                double dRate = 0;
                return StepVjp(ref x[xAt], in rate[rateAt], history, out change[changeAt], 1, ref dX[dXAt], ref dRate, dHistory, ref dChange[dChangeAt]);
            }

            // Spans cannot be passed by reflection.
            public static double SpansVjp(double[] x, int xStart, double[] y, int yStart, int count, double[] dX, double[] dY) =>
                SpansVjp(x.AsSpan(xStart, count), y.AsSpan(yStart, count), 1, dX, dY);

            public static double DotVjp(double[] x, double[] y, int[] order, double cotangent, double[] dX, double[] dY) => DotVjp(x, y, order, cotangent, (Span<double>)dX, (Span<double>)dY);

            public static double MixedVjp(double[,] m, double[][] rows, double[] v, double cotangent, double[,] dM, double[][] dRows, double[] dV) =>
                MixedVjp(m, rows, v, cotangent, dM, dRows, (Span<double>)dV);

            public static void SquareVjp(double[] x, double[] y, double[] dX, double[] dY) => SquareVjp(x, y, (Span<double>)dX, (Span<double>)dY);

            public static void SquareJvp(double[] x, double[] y, double[] xDot, double[] yDot) => SquareJvp(x, y, xDot, yDot.AsSpan());
        }
        """;

    private static readonly Lazy<Type> Generated = new(() => new SourceProject(Source).Load().GetType("C", throwOnError: true)!);

    private static double[] A => [1, 2];

    private static int[] Order => [0, 1];

    private static double[,] M => new double[,] { { 1, 2 }, { 3, 4 } };

    private static double[][] Rows => [[1, 2], [3, 4]];

    [Fact]
    public void Good_arguments_pass()
    {
        double[] dX = [0, 0], dY = [0, 0];
        Assert.Equal(5.0, Call("DotVjp", A, A, Order, 1.0, dX, dY));
        Assert.Equal(A, dX);
        double[] shared = A;
        Assert.Equal(5.0, Call("DotVjp", shared, shared, Order, 1.0, dX, dY));
        Call("MixedVjp", M, Rows, A, 1.0, M, Rows, A);
        double[][] noRows = [[], []];
        Call("MixedVjp", M, noRows, Array.Empty<double>(), 1.0, M, new double[][] { [], [] }, Array.Empty<double>());
    }

    [Fact]
    public void Tangents_have_their_parameters_shape_and_share_no_memory_that_is_written()
    {
        double[] tangent = [0, 0], direction = [1, 0], x = A;
        Call("SquareJvp", x, A, direction, tangent);
        Assert.Equal([2.0, 0], tangent);
        Call("SquareJvp", x, A, x, tangent);
        Rejects("xDot", "SquareJvp", A, A, new double[3], tangent);
        Rejects("yDot", "SquareJvp", A, A, direction, new double[1]);
        Rejects("yDot", "SquareJvp", A, A, tangent, tangent);
        Rejects("yDot", "SquareJvp", x, A, direction, x);
    }

    [Fact]
    public void A_null_array_is_named()
    {
        Rejects("x", "DotVjp", null, A, Order, 1.0, A, A);
        Rejects("y", "DotVjp", A, null, Order, 1.0, A, A);
        Rejects("order", "DotVjp", A, A, null, 1.0, A, A);
        Rejects("y", "DotGradient", A, null, Order);
        Rejects("x", "DotValueAndGradient", null, A, Order);
        Rejects("m", "MixedGradient", null, Rows, A);
        Rejects("rows", "MixedGradient", M, null, A);
        Rejects("rows", "MixedGradient", M, new double[][] { A, null! }, A);
        Rejects("dM", "MixedVjp", M, Rows, A, 1.0, null, Rows, A);
        Rejects("dRows", "MixedVjp", M, Rows, A, 1.0, M, null, A);
        Rejects("dRows", "MixedVjp", M, Rows, A, 1.0, M, new double[][] { A, null! }, A);
    }

    [Fact]
    public void A_sink_of_another_shape_is_named()
    {
        Rejects("dX", "DotVjp", A, A, Order, 1.0, new double[3], A);
        Rejects("dY", "DotVjp", A, A, Order, 1.0, A, null);
        Rejects("dM", "MixedVjp", M, Rows, A, 1.0, new double[2, 3], Rows, A);
        Rejects("dM", "MixedVjp", M, Rows, A, 1.0, new double[1, 2], Rows, A);
        Rejects("dRows", "MixedVjp", M, Rows, A, 1.0, M, new double[][] { A }, A);
        Rejects("dRows", "MixedVjp", M, Rows, A, 1.0, M, new double[][] { A, new double[3] }, A);
    }

    [Fact]
    public void Lengths_are_told()
    {
        ArgumentException exception = Rejects("dX", "DotVjp", A, A, Order, 1.0, new double[3], A);
        Assert.Contains("dX has length 3, x has length 2", exception.Message, StringComparison.Ordinal);
        exception = Rejects("dM", "MixedVjp", M, Rows, A, 1.0, new double[2, 3], Rows, A);
        Assert.Contains("dM has shape 2 × 3, m has shape 2 × 2", exception.Message, StringComparison.Ordinal);
        exception = Rejects("dRows", "MixedVjp", M, Rows, A, 1.0, M, new double[][] { A, new double[3] }, A);
        Assert.Contains("dRows[1] has length 3, rows[1] has length 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sink_that_overlaps_an_argument_or_a_sink_is_named_with_it()
    {
        double[] shared = A;
        RejectsBoth("dX", "x", "DotVjp", shared, A, Order, 1.0, shared, A);
        RejectsBoth("dX", "y", "DotVjp", A, shared, Order, 1.0, shared, A);
        RejectsBoth("dX", "dY", "DotVjp", A, A, Order, 1.0, shared, shared);
        double[,] m = M;
        RejectsBoth("dM", "m", "MixedVjp", m, Rows, A, 1.0, m, Rows, A);
        double[][] rows = Rows;
        RejectsBoth("dRows", "rows", "MixedVjp", M, rows, A, 1.0, M, rows, A);
        RejectsBoth("dRows", "rows", "MixedVjp", M, rows, A, 1.0, M, new double[][] { A, rows[0] }, A);
        RejectsBoth("dRows", "v", "MixedVjp", M, Rows, shared, 1.0, M, new double[][] { A, shared }, A);
        RejectsBoth("dRows", "dV", "MixedVjp", M, Rows, A, 1.0, M, new double[][] { A, shared }, shared);
        Rejects("dRows", "MixedVjp", M, Rows, A, 1.0, M, new double[][] { shared, shared }, A);
    }

    [Fact]
    public void An_argument_that_is_written_and_overlaps_another_is_named_with_it()
    {
        double[] shared = A;
        RejectsBoth("y", "x", "SquareVjp", shared, shared, A, A);
        RejectsBoth("y", "dX", "SquareVjp", A, shared, shared, A);
    }

    [Fact]
    public void A_reference_that_is_written_must_point_nowhere_else()
    {
        double[] shared = A;
        double[] apart = [1, 2, 3, 4];
        Call("StepVjp", apart, 0, apart, 1, A, apart, 2, A, 0, A, apart, 3);
        RejectsBoth("x", "rate", "StepVjp", shared, 0, shared, 0, A, A, 0, A, 1, A, A, 0);
        RejectsBoth("x", "change", "StepVjp", shared, 0, A, 0, A, shared, 0, A, 1, A, A, 0);
        RejectsBoth("x", "history", "StepVjp", shared, 0, A, 0, shared, A, 0, A, 1, A, A, 0);
        RejectsBoth("x", "dX", "StepVjp", shared, 0, A, 0, A, A, 0, shared, 0, A, A, 0);
        RejectsBoth("change", "dChange", "StepVjp", A, 0, A, 0, A, shared, 0, A, 0, A, shared, 0);
        RejectsBoth("dX", "dChange", "StepVjp", A, 0, A, 0, A, A, 0, shared, 0, A, shared, 0);
        RejectsBoth("dX", "dHistory", "StepVjp", A, 0, A, 0, A, A, 0, shared, 0, shared, A, 0);
    }

    [Fact]
    public void Spans_of_one_array_may_lie_side_by_side()
    {
        double[] memory = [1, 2, 3, 4];
        Assert.Equal(1.0, Call("SpansVjp", memory, 0, memory, 2, 2, A, A));
        RejectsBoth("y", "x", "SpansVjp", memory, 0, memory, 1, 2, A, A);
    }

    [Fact]
    public void Many_rows_are_compared_as_few_are()
    {
        double[][] rows = [.. Enumerable.Range(0, 100).Select(_ => A)], sinks = [.. Enumerable.Range(0, 100).Select(_ => A)];
        Call("MixedVjp", M, rows, A, 1.0, M, sinks, A);
        double[][] sharing = [.. sinks[..99], rows[57]];
        RejectsBoth("dRows", "rows", "MixedVjp", M, rows, A, 1.0, M, sharing, A);
        double[][] twice = [.. sinks[..99], sinks[3]];
        Rejects("dRows", "MixedVjp", M, rows, A, 1.0, M, twice, A);
    }

    private static object? Call(string method, params object?[] arguments)
    {
        MethodInfo info = Generated.Value.GetMethods().Single(m => m.Name == method && m.GetParameters().Length == arguments.Length && m.GetParameters().All(p => !p.ParameterType.IsByRefLike));
        return info.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static void RejectsBoth(string parameter, string other, string method, params object?[] arguments)
    {
        ArgumentException exception = Rejects(parameter, method, arguments);
        Assert.Contains($"{parameter} and {other} overlap", exception.Message, StringComparison.Ordinal);
    }

    private static ArgumentException Rejects(string parameter, string method, params object?[] arguments)
    {
        double[] before = [.. arguments.SelectMany(Numbers)];
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => Call(method, arguments));
        Assert.Equal(parameter, exception.ParamName);
        Assert.Equal(before, arguments.SelectMany(Numbers));
        return exception;
    }

    private static IEnumerable<double> Numbers(object? argument) => argument switch
    {
        Array array => array.Cast<object?>().SelectMany(Numbers),
        double number => [number],
        _ => [],
    };
}
