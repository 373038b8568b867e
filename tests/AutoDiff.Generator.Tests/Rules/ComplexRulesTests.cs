using System.Numerics;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>
/// Every row that is taken for complex numbers at a complex point: pushforward against differences, pullback against the pushforward by the inner product Re(s̅·ż). A pullback that
/// is written for reals is evaluated with the conjugates of the operands and of the result, as derivatives do.
/// </summary>
public sealed class ComplexRulesTests
{
    private const double Step = 1e-5, Tolerance = 1e-7;

    private static Tensor<double> M => TensorRulesTests.M;

    private static Tensor<double> N => TensorRulesTests.N;

    private static readonly Dictionary<string, object[][]> Operands = new()
    {
        ["Complex.ToComplex"] = [[M, N], [M, TensorRulesTests.V]],
        ["Complex.Polar"] = [[M, N], [TensorRulesTests.V, N]],
        ["Complex.Pow"] = [[Of(M), Of(N)], [Of(M), Of(TensorRulesTests.V)], [Of(M), new Complex(1.3, -0.4)]],
        ["Add"] = [[Of(M), Of(N)], [Of(M), new Complex(1.3, -0.4)]],
        ["Subtract"] = [[Of(M), Of(N)]],
        ["Multiply"] = [[Of(M), Of(N)], [Of(M), Of(TensorRulesTests.V)]],
        ["Divide"] = [[Of(M), Of(N)], [Of(M), new Complex(1.3, -0.4)]],
    };

    private sealed record Row(string Name, Primitive Op, EquatableArray<Expression?> Pullbacks, EquatableArray<Expression?>? Pushforwards, bool IsConjugated, bool IsElementwise);

    private static Dictionary<string, Row> All { get; } = Rows().ToDictionary(r => r.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pushforwards_are_the_differences(string name)
    {
        foreach ((object[] operands, int index, object result, Tensor<Complex> tangent) in Directions(All[name]))
        {
            object[] With(double step) => [.. operands.Select((o, i) => i == index ? Moved(o, tangent, step) : o)];
            Tensor<Complex> difference = (Apply(All[name], With(Step)) - Apply(All[name], With(-Step))) / (2 * Step);
            Tensor<Complex> expected = Pushed(All[name], operands, index, result, tangent);
            Assert.True((difference - expected).Abs().Max().Item() <= Tolerance * (1 + difference.Abs().Max().Item()), $"the pushforward of {name} in operand {index} is {expected}, the difference quotient {difference}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pullbacks_are_the_transposes(string name)
    {
        Row row = All[name];
        foreach ((object[] operands, int index, object result, Tensor<Complex> tangent) in Directions(row))
        {
            if (row.Pullbacks[index] is not { } pullback) continue;
            Tensor<Complex> cotangent = Random(AsTensor(result).Shape, 11);
            if (result is Tensor<double> or double) cotangent = cotangent.Real().To<Complex>();
            object seed = result is Tensor<double> ? cotangent.Real() : result is Complex ? (object)cotangent.Item() : cotangent;
            object[] read = row.IsConjugated ? [.. operands.Select(Conjugated)] : operands;
            object known = row.IsConjugated ? Conjugated(result) : result;
            Tensor<Complex> pulled = AsTensor(row.Pushforwards is null ? Conjugated(TensorRuleEvaluation.Evaluate(pullback, operands, result, seed)) : TensorRuleEvaluation.Evaluate(pullback, read, known, seed));
            if (row.Pushforwards is null) pulled *= cotangent;
            if (row.IsElementwise) pulled = (pulled + Tensor.ZerosLike(cotangent)).SumTo(tangent.Shape);
            Assert.Equal(tangent.Shape, pulled.Shape);
            double forward = Product(cotangent, Pushed(row, operands, index, result, tangent)), backward = Product(pulled, tangent);
            Assert.True(Math.Abs(forward - backward) <= 1e-12 * (1 + Math.Abs(forward)), $"{name}, operand {index}: {forward} forward, {backward} backward");
        }
    }

    /// <summary>A row for reals is not found for complex numbers, whatever the runtime has for them.</summary>
    [Fact]
    public void Rows_for_reals_are_refused()
    {
        foreach (TensorRule rule in TensorRules.All.Where(r => r.Elements == ElementKind.Real))
            Assert.Null(MethodLowering.ComplexOperation(rule.Primitive.Symbol, rule.Primitive.Arity));
        Assert.Null(MethodLowering.ComplexOperation("Relu", 1));
        Assert.NotEqual(ScalarRules.Find("Abs", 1)!.Primitive, MethodLowering.ComplexOperation("Abs", 1));
    }

    private static IEnumerable<Row> Rows() =>
    [
        .. TensorRules.All.Concat(TensorRules.ListExamples).Where(r => r.Elements != ElementKind.Real && !r.Primitive.Equals(TensorRules.ValueOf))
            .Select(r => new Row(r.Primitive.Name, r.Primitive, r.Pullbacks, r.Pushforwards, r.Elements == ElementKind.Any, r.IsElementwise)),
        .. ComplexRules.Parts.Select(r => new Row(r.Primitive.Name, r.Primitive, r.Pullbacks, r.Pushforwards, false, true)),
        .. ComplexRules.Holomorphic.Concat(ComplexRules.SharedNames.Select(n => ScalarRules.Of(ComplexRules.Find(n, 1)!)!))
            .Concat(new[] { Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.Divide, Primitive.Negate }.Select(p => ScalarRules.Of(p)!))
            .Select(r => new Row(r.Primitive.Name, r.Primitive, r.Partials, null, true, true)),
    ];

    private static object[][] Samples(Row row) => Operands.TryGetValue(row.Name, out object[][]? own) ? own
        : row.Name.StartsWith("Tensor.", StringComparison.Ordinal) && TensorRulesTests.Operands.TryGetValue(row.Name.Split('.')[1].Split('/')[0], out object[][]? given) ? [.. given.Select(operands => operands.Select(Complexified).ToArray())]
        : [[Of(M)]];

    // Each operand that is a tensor of numbers or a number, at each sample, with a direction: of a real operand a real one.
    private static IEnumerable<(object[] Operands, int Index, object Result, Tensor<Complex> Tangent)> Directions(Row row)
    {
        foreach (object[] operands in Samples(row))
        {
            object result = TensorRuleEvaluation.Apply(row.Op, operands);
            for (int i = 0; i < operands.Length; i++)
            {
                if (row.Name is "Tensor.ShiftDown" or "Tensor.ShiftUp" && i == 2) continue;
                Tensor<Complex> direction = Random(operands[i] is Tensor<Complex> or Tensor<double> or Complex ? AsTensor(operands[i]).Shape : [], i + 3);
                if (operands[i] is Tensor<Complex> or Complex) yield return (operands, i, result, direction);
                else if (operands[i] is Tensor<double>) yield return (operands, i, result, direction.Real().To<Complex>());
            }
        }
    }

    private static Tensor<Complex> Apply(Row row, object[] operands) => AsTensor(TensorRuleEvaluation.Apply(row.Op, operands));

    private static Tensor<Complex> Pushed(Row row, object[] operands, int index, object result, Tensor<Complex> tangent)
    {
        object seed = operands[index] is Complex ? (object)tangent.Item() : operands[index] is Tensor<double> ? tangent.Real() : tangent;
        if ((row.Pushforwards ?? row.Pullbacks)[index] is not { } expression) return Apply(row, operands) * 0;
        Tensor<Complex> value = AsTensor(TensorRuleEvaluation.Evaluate(expression, operands, result, seed));
        return row.Pushforwards is null ? value * tangent + Tensor.ZerosLike(AsTensor(result)) : value + Tensor.ZerosLike(AsTensor(result));
    }

    private static object Moved(object operand, Tensor<Complex> direction, double step) => operand switch
    {
        Complex number => number + step * direction.Item(),
        Tensor<double> real => real + direction.Real() * step,
        _ => (Tensor<Complex>)operand + direction * step,
    };

    // Positions, counts and shapes are what they are: no numbers that have a derivative.
    private static Tensor<Complex> AsTensor(object value) => value switch
    {
        Tensor<Complex> tensor => tensor,
        Tensor<double> real => real.To<Complex>(),
        Complex number => number,
        double number => (Complex)number,
        _ => Complex.Zero,
    };

    private static object Conjugated(object value) => value is Tensor<Complex> tensor ? tensor.Conjugate() : value is Complex number ? Complex.Conjugate(number) : value;

    private static object Complexified(object operand) => operand is Tensor<double> real ? Of(real) : operand is double number ? new Complex(number, 0.3) : operand;

    private static Tensor<Complex> Of(Tensor<double> real) => Tensor.ToComplex(real, Tensor.Uniform(real.Shape, 0.2, 0.9, new TensorRandom(real.Length)));

    private static double Product(Tensor<Complex> a, Tensor<Complex> b) => (a.Conjugate() * b).Real().Sum().Item();

    private static Tensor<Complex> Random(TensorShape shape, int seed) =>
        Tensor.ToComplex(Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed)), Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed + 50)));
}
