using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Tests.Interpreter;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>Every row of the table against differences of the method that it is about, and its kinks.</summary>
public sealed class ScalarRulesTests
{
    // Away from kinks and steps, also in pairs.
    private static readonly double[][] Points = [[0.31, 1.72, 0.43], [0.73, 0.57, 1.9], [1.33, 2.35, 0.8], [-0.35, 1.27, 0.61], [2.28, -0.83, 1.3], [-1.9, 0.71, 0.35]];

    // These differ from the function that they estimate by more than a difference quotient can bear.
    private static readonly string[] Estimates = ["ReciprocalEstimate", "ReciprocalSqrtEstimate"];

    public static TheoryData<string> Rows => [.. ScalarRules.All.Select(r => r.Primitive.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Partials_agree_with_differences(string name)
    {
        ScalarRule rule = ScalarRules.All.Single(r => r.Primitive.Name == name);
        Check(rule, IrType.Double, 1e-3, 1e-7);
        Check(rule, IrType.Single, 0.02, 5e-3);
    }

    [Theory]
    [InlineData("Abs", 0.0, 0.0, 0, 0.0)]
    [InlineData("Max", 1.5, 1.5, 0, 0.5)]
    [InlineData("Max", 1.5, 1.5, 1, 0.5)]
    [InlineData("Min", 1.5, 1.5, 0, 0.5)]
    [InlineData("Pow", 0.0, 0.0, 0, 0.0)]
    [InlineData("Pow", 0.0, 2.0, 1, 0.0)]
    [InlineData("Hypot", 0.0, 0.0, 0, 0.0)]
    [InlineData("Atan2", 0.0, 0.0, 1, 0.0)]
    [InlineData("Sqrt", 0.0, 0.0, 0, double.PositiveInfinity)]
    public void Kinks_follow_the_conventions(string symbol, double x, double y, int operand, double expected)
    {
        ScalarRule rule = ScalarRules.Find(symbol, 2) ?? ScalarRules.Find(symbol, 1)!;
        object[] operands = rule.Primitive.Arity == 1 ? [x] : [x, y];
        Assert.Equal(expected, Partial(rule, operand, operands, IrType.Double));
    }

    [Fact]
    public void Every_method_of_floats_has_a_row()
    {
        string[] missing =
        [
            .. new[] { typeof(Math), typeof(MathF), typeof(double), typeof(float) }
                .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Where(m => !m.IsSpecialName && !m.IsGenericMethod && IsFloat(m.ReturnType) && m.GetParameters().Any(p => IsFloat(p.ParameterType)))
                .Where(m => ScalarRules.Find(m.Name, m.GetParameters().Length) is null)
                .Select(m => $"{m.DeclaringType!.Name}.{m.Name}/{m.GetParameters().Length}").Distinct(),
        ];
        Assert.Equal("", string.Join(", ", missing));
    }

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float);

    private static void Check(ScalarRule rule, IrType type, double step, double tolerance)
    {
        int compared = 0;
        foreach (double[] point in Points)
        {
            if (Operands(rule.Primitive, point, type) is not { } operands) return;
            for (int i = 0; i < operands.Length; i++)
            {
                if (operands[i] is not (double or float)) continue;
                double difference = (8 * (Moved(i, step) - Moved(i, -step)) - (Moved(i, 2 * step) - Moved(i, -2 * step))) / (12 * step);
                if (!double.IsFinite(difference)) continue;
                double partial = Partial(rule, i, operands, type);
                Assert.True(
                    Math.Abs(partial - difference) <= tolerance * (1 + Math.Abs(difference)),
                    $"{rule.Primitive.Name} at ({string.Join(", ", operands)}) in operand {i}: {partial}, by differences {difference}");
                compared++;
            }

            double Moved(int operand, double by)
            {
                object[] moved = [.. operands];
                moved[operand] = type == IrType.Single ? (object)(float)((float)moved[operand] + by) : (double)moved[operand] + by;
                return Evaluate(rule.Primitive, moved, type) is var value and not bool ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
            }
        }
        Assert.True(compared > 0, $"no point for {rule.Primitive.Name}");
    }

    // Null if there is no such method for the type.
    private static object[]? Operands(Primitive primitive, double[] point, IrType type)
    {
        Type number = type == IrType.Single ? typeof(float) : typeof(double);
        if (Estimates.Contains(primitive.Symbol)) return null;
        if (primitive == Primitive.Select) return [point[0] > 0, Number(point[1], type), Number(point[2], type)];
        if (primitive.Notation is not (Notation.Math or Notation.Number)) return [.. point.Take(primitive.Arity).Select(v => Number(v, type))];
        Type[] owners = primitive.Notation == Notation.Number ? [number] : type == IrType.Single ? [typeof(MathF), typeof(Math)] : [typeof(Math)];
        MethodInfo? method = owners.SelectMany(o => o.GetMethods(BindingFlags.Public | BindingFlags.Static)).FirstOrDefault(m =>
            m.Name == primitive.Symbol && m.GetParameters() is var p && p.Length == primitive.Arity && p[0].ParameterType == number && p.All(q => q.ParameterType == number || q.ParameterType == typeof(int) || q.ParameterType.IsEnum));
        return method is null ? null
            : [.. method.GetParameters().Select((p, i) => p.ParameterType == number ? Number(Clamped(primitive, point, i), type) : p.ParameterType.IsEnum ? Enum.ToObject(p.ParameterType, 0) : (object)(primitive.Symbol == "Round" ? 0 : 3))];
    }

    // Lower and upper bounds in order.
    private static double Clamped(Primitive primitive, double[] point, int index) =>
        primitive.Symbol.StartsWith("Clamp", StringComparison.Ordinal) && index > 0 ? (index == 1 ? Math.Min(point[1], point[2]) : Math.Max(point[1], point[2]))
        : primitive.Symbol == "Acosh" ? Math.Abs(point[index]) + 1.2 : point[index];

    private static object Number(double value, IrType type) => type == IrType.Single ? (object)(float)value : value;

    private static double Partial(ScalarRule rule, int operand, object[] operands, IrType type) => rule.Partials[operand] is { } partial
        ? Convert.ToDouble(Evaluate(partial, operands, Evaluate(rule.Primitive, operands, type)!, type), System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    private static object Evaluate(Expression expression, object[] operands, object result, IrType type) => expression switch
    {
        Expression.Argument a => operands[a.Index],
        Expression.Result => result,
        Expression.Number n => Number(n.Value, type),
        Expression.Apply a => Evaluate(a.Op, [.. a.Arguments.Select(x => Evaluate(x, operands, result, type))], type)!,
        _ => throw new NotSupportedException(),
    };

    private static object? Evaluate(Primitive op, object[] operands, IrType type)
    {
        Operand[] values = [.. operands.Select((o, i) => new Value(i, o is bool ? IrType.Boolean : o is int ? IrType.Int32 : type))];
        return IrInterpreter.Apply(new Let(new Value(values.Length, op.IsComparison ? IrType.Boolean : type), op, values), operands);
    }
}
