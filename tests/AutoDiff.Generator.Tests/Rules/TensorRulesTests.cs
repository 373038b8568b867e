using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>Every row of the tables of tensors at a point: pushforward against differences, pullback against the pushforward, and the tables against all that the runtime has.</summary>
public sealed class TensorRulesTests
{
    private const double Step = 1e-5, Tolerance = 1e-7;

    /// <summary>Functions of the runtime from tensors of floats to tensors of floats that have no row, and why.</summary>
    private static readonly Dictionary<string, string> WithoutRow = new()
    {
        ["Zeros"] = "takes a shape alone",
        ["Ones"] = "takes a shape alone",
        ["Eye"] = "takes numbers of rows and columns alone",
        ["ToPlatformTensor"] = "gives memory to another library",
        ["Split"] = "gives an array of tensors: take ranges",
        ["Chunk"] = "gives an array of tensors: take ranges",
        ["TopK"] = "two results: Take of ArgSort",
        ["Trace"] = "lowered to Sum(Diagonal(x))",
        ["Wrap"] = "shows the memory of an array",
        ["Create"] = "a list of numbers: Vector",
        ["Arange"] = "steps of a fixed size",
        ["Uniform"] = "random: constant",
        ["Normal"] = "random: constant",
        ["Integers"] = "random: constant",
        ["Bernoulli"] = "random: constant",
        ["FromTensorSpan"] = "shows memory of another library",
        ["FromTensor"] = "shows memory of another library",
    };

    internal static Tensor<double> M => new double[,] { { 0.31, 0.72, 1.13 }, { 1.27, 0.48, 0.85 } };

    internal static Tensor<double> N => new double[,] { { 0.93, 0.22, 0.57 }, { 0.64, 1.35, 1.06 } };

    internal static Tensor<double> V => (double[])[0.41, 1.22, 0.73];

    private static Tensor<double> Cube => AutoDiff.Tensor.Uniform([2, 3, 2], 0.2, 1.5, new TensorRandom(5));

    private static Tensor<double> Images => AutoDiff.Tensor.Uniform([1, 2, 3, 4], 0.2, 1.5, new TensorRandom(5));

    private static readonly SlidingWindow s_window = new(2, 2, 1, 2, 1, 0);

    private static Tensor<double> Square => new double[,] { { 0.3, 0.9 }, { 1.2, 0.5 } };

    private static Tensor<long> Rows => (long[])[1, 0, 1];

    private static Tensor<long> Columns => new long[,] { { 2, 0 }, { 1, 1 } };

    private static TensorShape Matrix => [2, 3];

    private static TensorShape Shape(params ReadOnlySpan<int> lengths) => new(lengths);

    /// <summary>Operands for each row that is no function of one tensor alone.</summary>
    internal static readonly Dictionary<string, object[][]> Operands = new()
    {
        ["LeakyRelu"] = [[M - 0.8, 0.1]],
        ["Elu"] = [[M - 0.8, 0.7]],
        ["Maximum"] = [[M, N]],
        ["Minimum"] = [[M, N]],
        ["Square"] = [[M - 0.8]],
        ["Relu"] = [[M - 0.8]],
        ["GeluTanh"] = [[M - 0.8]],
        ["SumTo"] = [[M, Shape(3)], [M, Shape(2, 1)]],
        ["BroadcastTo"] = [[V, Matrix]],
        ["Expand"] = [[V, Matrix]],
        ["Reshape"] = [[M, Shape(3, -1)]],
        ["Squeeze"] = [[M.Unsqueeze(1), (Axes)1]],
        ["Unsqueeze"] = [[M, 1]],
        ["Flatten"] = [[Cube, 1, -1]],
        ["Transpose"] = [[Cube, 0, -1]],
        ["Permute"] = [[Cube, new Axes(2, 0, 1)]],
        ["PermuteBack"] = [[Cube, new Axes(2, 0, 1)]],
        ["MoveAxis"] = [[Cube, 0, -1]],
        ["JoinAxes"] = [[Cube, new Axes(0, 2)]],
        ["JoinAxesBack"] = [[AutoDiff.Tensor.JoinAxes(Cube, new Axes(0, 2)), Shape(2, 3, 2), new Axes(0, 2)]],
        ["Flip"] = [[M, (Axes)1]],
        ["Item"] = [[(Tensor<double>)0.7]],
        ["OrZero"] = [[M, N]],
        ["AddTerms"] = [[M, N]],
        ["Narrow"] = [[M, 1, 1, 2]],
        ["NarrowBack"] = [[N.Narrow(1, 1, 2), Matrix, 1, 1, 2]],
        ["Take"] = [[M, Rows, 0], [M, Columns, -1]],
        ["TakeBack"] = [[Cube.Sum(2).Take(Rows), Matrix, Rows, 0]],
        ["Gather"] = [[M, 1, Columns]],
        ["GatherBack"] = [[M.Gather(1, Columns), Matrix, 1, Columns]],
        ["ScatterAdd"] = [[M, 1, Columns, N.Narrow(1, 0, 2)]],
        ["Select"] = [[M, M > 0.8]],
        ["SelectBack"] = [[M.Select(M > 0.8), Matrix, M > 0.8]],
        ["Sort"] = [[M, 1, true], [M, 0, false]],
        ["ArgSort"] = [[M, 1, false]],
        ["Diagonal"] = [[Cube, 1, 0, 1]],
        ["DiagonalBack"] = [[Cube.Diagonal(1, 0, 1), Shape(2, 3, 2), 1, 0, 1]],
        ["Unfold"] = [[Images, s_window]],
        ["UnfoldBack"] = [[AutoDiff.Tensor.Unfold(Images, s_window), Images.Shape, s_window]],
        ["Tril"] = [[M, 0]],
        ["Triu"] = [[M, 1]],
        ["Repeat"] = [[M, 2, 1]],
        ["RepeatBack"] = [[M.Repeat(2, 1), Matrix, 2, 1]],
        ["Tile"] = [[M, Shape(2, 1, 2)]],
        ["TileBack"] = [[M.Tile(2, 1, 2), Matrix, Shape(2, 1, 2)]],
        ["ElementAt"] = [[V, 1]],
        ["ElementAtBack"] = [[0.7, Shape(3), 1]],
        ["Full"] = [[Matrix, 0.7]],
        ["FullLike"] = [[M, 0.7]],
        ["Linspace"] = [[0.3, 1.7, 4]],
        ["Sum"] = [[M, (Axes)0, true], [M, default(Axes), false]],
        ["ExpandReduced"] = [[V, Matrix, (Axes)0, false]],
        ["Mean"] = [[M, (Axes)1, false]],
        ["CumulativeSum"] = [[M, 1]],
        ["CumulativeProduct"] = [[M, 1], [M, 0]],
        ["Recurrence"] = [[M, N, 1], [M, N, 0]],
        ["ShiftDown"] = [[M, 1, 0.0]],
        ["ShiftUp"] = [[M, 0, 0.0]],
        ["Product"] = [[Cube, new Axes(0, 2), true], [M, default(Axes), false]],
        ["Variance"] = [[M, (Axes)1, 1, false], [M, default(Axes), 0, true]],
        ["StandardDeviation"] = [[M, (Axes)1, 1, true]],
        ["Norm"] = [[M - 0.8, (Axes)0, false]],
        ["NormOfOrder"] = [[M - 0.8, (Axes)0, true, 3.0], [M - 0.8, default(Axes), false, 1.0]],
        ["LogSumExp"] = [[M, (Axes)0, true]],
        ["Softmax"] = [[M, 1]],
        ["LogSoftmax"] = [[M, 0]],
        ["Max"] = [[M, (Axes)1, false]],
        ["Min"] = [[M, (Axes)0, true]],
        ["ReducedCount"] = [[Matrix, (Axes)1]],
        ["MatMul"] = [[M, N.T], [M, V], [V, N.T], [Cube, N]],
        ["MatMulLeft"] = [[Square, Matrix, N.T]],
        ["MatMulRight"] = [[Square, M, Shape(3, 2)]],
        ["Outer"] = [[V, V * 2]],
        ["Dot"] = [[V, V * 2]],
        ["Concatenate"] = [[1, M, N]],
        ["Stack"] = [[1, M, N]],
        ["Vector"] = [[0.3, 1.4]],
        ["Slice"] = [[M, (TensorIndex)(..), (TensorIndex)1]],
        ["SliceBack"] = [[(Tensor<double>)(double[])[0.4, 0.9], Matrix, (TensorIndex)(..), (TensorIndex)1]],
        ["LengthAlong"] = [[1, Matrix, Matrix]],
        ["Einsum"] = [["ij,kj->ik", M, N], ["ij,...->i", M, V]],
        ["EinsumBack"] = [["ij,kj->ik", 0, Matrix, Square, N]],
    };

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, (Primitive Op, Model.EquatableArray<Expression?> Pullbacks, Model.EquatableArray<Expression?>? Pushforwards)> All { get; } =
        TensorElements.All.Select(r => (Name: r.Primitive.Symbol, r.Primitive, r.Partials, (Model.EquatableArray<Expression?>?)null))
            .Concat(TensorRules.All.Concat(TensorRules.ListExamples).Where(r => !r.Primitive.Equals(TensorRules.ValueOf))
                .Select(r => (Name: r.Primitive.Name.Split('.')[1].Split('/')[0], r.Primitive, r.Pullbacks, (Model.EquatableArray<Expression?>?)r.Pushforwards)))
            .ToDictionary(r => r.Name, r => (r.Item2, r.Item3, r.Item4));

    [Theory]
    [MemberData(nameof(Names))]
    public void Pushforwards_are_the_differences(string name)
    {
        foreach ((object[] operands, int index, object result, Tensor<double> tangent) in Directions(name))
        {
            object[] With(double step) => [.. operands.Select((o, i) => i == index ? Moved(o, tangent, step) : o)];
            Tensor<double> difference = (Apply(name, With(Step)) - Apply(name, With(-Step))) / (2 * Step);
            Tensor<double> expected = Pushed(name, operands, index, result, tangent);
            Assert.True(expected.Shape == difference.Shape || All[name].Pushforwards is null, $"{name}: the tangent has shape {expected.Shape}, the result {difference.Shape}");
            AssertClose(difference, expected, $"the pushforward of {name} in operand {index}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pullbacks_are_the_transposes(string name)
    {
        foreach ((object[] operands, int index, object result, Tensor<double> tangent) in Directions(name))
        {
            if (All[name].Pullbacks[index] is not { } pullback) continue;
            Tensor<double> cotangent = Random(TensorRuleEvaluation.Tensor(result).Shape, 11);
            object seed = result is double ? cotangent.Item() : cotangent;
            Tensor<double> pulled = Evaluate(pullback, operands, result, seed);
            if (All[name].Pushforwards is null) pulled = (pulled * cotangent).SumTo(tangent.Shape);
            Assert.Equal(tangent.Shape, pulled.Shape);
            double forward = (cotangent * Pushed(name, operands, index, result, tangent)).Sum().Item(), backward = (pulled * tangent).Sum().Item();
            Assert.True(Math.Abs(forward - backward) <= 1e-12 * (1 + Math.Abs(forward)), $"{name}, operand {index}: {forward} forward, {backward} backward");
        }
    }

    [Fact]
    public void Every_operation_of_the_runtime_has_a_row()
    {
        IEnumerable<MethodInfo> operations =
            from method in typeof(Tensor).GetMethods(BindingFlags.Static | BindingFlags.Public)
            where method.GetGenericArguments() is [var element] && !element.GetGenericParameterConstraints().Any(c => c.Name.StartsWith("IBinary", StringComparison.Ordinal) || c.Name.StartsWith("IBitwise", StringComparison.Ordinal))
            where method.GetCustomAttribute<EditorBrowsableAttribute>() is null && !method.Name.StartsWith("op_", StringComparison.Ordinal)
            where IsTensorOf(method.ReturnType, method.GetGenericArguments()[0]) || (method.ReturnType.IsArray && IsTensorOf(method.ReturnType.GetElementType()!, method.GetGenericArguments()[0]))
            select method;
        IEnumerable<string> missing =
            from method in operations
            let arity = method.GetParameters().Count(p => p.GetCustomAttribute<CallerArgumentExpressionAttribute>() is null)
            where !WithoutRow.ContainsKey(method.Name) && !HasRow(method, arity)
            select $"{method.Name} of {arity}";
        Assert.Equal("", string.Join(", ", missing));
    }

    [Fact]
    public void No_row_is_listed_as_missing() => Assert.DoesNotContain(All.Values, r => WithoutRow.ContainsKey(r.Op.Symbol));

    private static bool HasRow(MethodInfo method, int arity) =>
        MethodLowering.IsNamed(method.Name, arity) || TensorRules.Find(method.Name, arity) is not null || TensorElements.Find(method.Name, arity) is not null || ScalarRules.Find(method.Name, arity) is not null
        || (method.GetParameters().Any(p => p.ParameterType.Name == "ReadOnlySpan`1") && TensorRules.FindList(method.Name, 3) is not null);

    private static bool IsTensorOf(Type type, Type element) => type is { IsGenericType: true, Name: "Tensor`1" } && type.GenericTypeArguments[0] == element;

    // Each operand that is a tensor of floats or a number, at each sample, with a direction.
    private static IEnumerable<(object[] Operands, int Index, object Result, Tensor<double> Tangent)> Directions(string name)
    {
        Primitive op = All[name].Op;
        object[][] samples = Operands.TryGetValue(name, out object[][]? given) ? given : [[M]];
        foreach (object[] operands in samples)
        {
            Assert.Equal(op.Arity, operands.Length);
            object result = TensorRuleEvaluation.Apply(op, operands);
            for (int i = 0; i < operands.Length; i++)
                if (operands[i] is double && IsSlope(name, i) || operands[i] is Tensor<double>) yield return (operands, i, result, Random(TensorRuleEvaluation.Tensor(operands[i]).Shape, i + 3));
        }
    }

    // The order of a norm, and the border of what is shifted, are constants.
    private static bool IsSlope(string name, int index) => name is not ("NormOfOrder" or "ShiftDown" or "ShiftUp");

    private static Tensor<double> Apply(string name, object[] operands) => TensorRuleEvaluation.Apply(All[name].Op, operands) switch
    {
        Tensor<double> tensor => tensor,
        double number => number,
        Tensor<long> positions => positions.To<double>(),
        _ => 0,
    };

    private static Tensor<double> Pushed(string name, object[] operands, int index, object result, Tensor<double> tangent)
    {
        var (_, partials, pushforwards) = All[name];
        object seed = operands[index] is double ? tangent.Item() : tangent;
        if ((pushforwards ?? partials)[index] is not { } expression) return Apply(name, operands) * 0;
        Tensor<double> value = Evaluate(expression, operands, result, seed);
        return pushforwards is null ? value * tangent : value;
    }

    private static Tensor<double> Evaluate(Expression expression, object[] operands, object result, object seed) => TensorRuleEvaluation.Tensor(TensorRuleEvaluation.Evaluate(expression, operands, result, seed));

    private static object Moved(object operand, Tensor<double> direction, double step) => operand is double number ? number + step * direction.Item() : (Tensor<double>)operand + direction * step;

    private static Tensor<double> Random(TensorShape shape, int seed) => AutoDiff.Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    private static void AssertClose(Tensor<double> expected, Tensor<double> actual, string what) =>
        Assert.True((expected - actual).Abs().Max().Item() <= Tolerance * (1 + expected.Abs().Max().Item()), $"{what} is {actual}, the difference quotient {expected}");
}
