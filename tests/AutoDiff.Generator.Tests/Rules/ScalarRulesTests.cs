using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>Every row of the table against central differences of the real .NET method, and the table against all that .NET has.</summary>
public sealed class ScalarRulesTests
{
    private const double Offset = 0.0173, Tolerance = 1e-8, SingleTolerance = 2e-5;

    // In general position: no two are equal or opposite, no quotient is near an integer or a half, no digit is a 5 to be rounded.
    private static readonly double[] Samples = [-2.3137, -0.6171, 0.3217, 0.8439, 1.1237, 1.4137, 3.7193];

    private static readonly Dictionary<Type, object[]> Constants = new()
    {
        [typeof(int)] = [1, 2, 3],
        [typeof(MidpointRounding)] = [MidpointRounding.ToEven, MidpointRounding.ToZero],
        [typeof(bool)] = [true, false],
    };

    /// <summary>What these estimate in a few bits only: the partials are those of the exact function.</summary>
    private static readonly Dictionary<string, Func<double, double>> Estimated = new()
    {
        ["ReciprocalEstimate"] = x => 1 / x,
        ["ReciprocalSqrtEstimate"] = x => 1 / Math.Sqrt(x),
    };

    /// <summary>Static methods of numbers that have no row, and why.</summary>
    private static readonly Dictionary<string, string> WithoutRow = new()
    {
        ["SinCos"] = "returns a tuple",
        ["SinCosPi"] = "returns a tuple",
        ["ConvertToInteger"] = "gives an integer: constant",
        ["ConvertToIntegerNative"] = "gives an integer: constant",
        ["CreateChecked"] = "generic: a conversion",
        ["CreateSaturating"] = "generic: a conversion",
        ["CreateTruncating"] = "generic: a conversion",
    };

    public static TheoryData<string> Rows => [.. ScalarRules.All.Select(r => r.Primitive.Name)];

    public static TheoryData<string> Functions =>
        [.. ScalarRules.All.Where(r => r.Primitive.Notation is Notation.Math or Notation.Number).Select(r => r.Primitive.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Partials_are_the_derivatives(string name)
    {
        ScalarRule rule = Row(name);
        int compared = 0;
        foreach (object[] point in Points(rule, Samples, Offset))
        {
            if (TryEvaluate(rule, point) is not { } evaluation) continue;
            for (int i = 0; i < point.Length; i++)
            {
                if (point[i] is not double || Difference(rule, point, i) is not { } expected) continue;
                AssertClose(expected, evaluation.Partials[i] ?? 0, Tolerance, $"∂{name}/∂{"xyz"[i]} at ({string.Join(", ", point)})");
                compared++;
            }
        }
        Assert.True(compared >= 3, $"only {compared} samples of {name} are in its domain");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Partials_are_the_same_in_single_precision(string name)
    {
        ScalarRule rule = Row(name);
        foreach (object[] point in Points(rule, Samples, Offset))
        {
            object[] single = [.. point.Select(p => p is double d ? (float)d : p)];
            object[] rounded = [.. single.Select(p => p is float f ? (double)f : p)];
            if (TryEvaluate(rule, single) is not { } actual || TryEvaluate(rule, rounded) is not { } expected) continue;
            Assert.True(actual.Value is float or int or bool, $"{name} of float gives {actual.Value.GetType()}");
            for (int i = 0; i < point.Length; i++)
                AssertClose(expected.Partials[i] ?? 0, actual.Partials[i] ?? 0, SingleTolerance, $"∂{name}/∂{"xyz"[i]} at ({string.Join(", ", point)})");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_exists_for_both_number_types(string name)
    {
        Assert.NotEmpty(RuleEvaluation.Overloads(Row(name), typeof(double)));
        Assert.NotEmpty(RuleEvaluation.Overloads(Row(name), typeof(float)));
    }

    [Fact]
    public void Every_function_of_numbers_has_a_row()
    {
        IEnumerable<MethodInfo> methods =
            from type in new[] { typeof(Math), typeof(MathF), typeof(double), typeof(float) }
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            where !method.IsSpecialName && method.GetParameters() is { Length: > 0 } parameters && parameters.Any(p => p.ParameterType == typeof(double) || p.ParameterType == typeof(float))
            where !method.IsGenericMethod || method.GetParameters().Length == 1
            select method;
        Assert.Empty(
            from method in methods
            let arity = method.GetParameters().Length
            where ScalarRules.Find(method.Name, arity) is null && !WithoutRow.ContainsKey(method.Name)
            select $"{method.DeclaringType!.Name}.{method.Name} of {arity}");
    }

    [Fact]
    public void No_row_is_listed_as_missing() => Assert.DoesNotContain(ScalarRules.All, r => WithoutRow.ContainsKey(r.Primitive.Symbol));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Name_leads_to_the_row(string name)
    {
        ScalarRule rule = Row(name);
        Assert.Equal(rule.Primitive.Arity, rule.Partials.Count);
        Assert.Same(rule, ScalarRules.Of(rule.Primitive));
        if (rule.Primitive.Notation is Notation.Math or Notation.Number) Assert.Same(rule, ScalarRules.Find(rule.Primitive.Symbol, rule.Primitive.Arity));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Partials_use_functions_as_the_table_declares_them(string name)
    {
        foreach (Primitive used in Row(name).Partials.OfType<Expression>().SelectMany(Primitives))
        {
            if (used.Notation is not (Notation.Math or Notation.Number)) continue;
            Primitive declared = ScalarRules.Of(used)!.Primitive;
            Assert.Equal((declared.Symbol, declared.Arity, declared.Notation, declared.Cost), (used.Symbol, used.Arity, used.Notation, used.Cost));
        }
    }

    internal static ScalarRule Row(string name) => ScalarRules.All.Single(r => r.Primitive.Name == name);

    private static IEnumerable<Primitive> Primitives(Expression expression) => expression is Expression.Apply apply
        ? apply.Arguments.SelectMany(Primitives).Prepend(apply.Op)
        : [];

    /// <summary>All combinations of samples for each overload; each operand's are shifted a little further, so that no two are equal.</summary>
    internal static IEnumerable<object[]> Points(ScalarRule rule, double[] samples, double offset = 0)
    {
        IEnumerable<Type[]> overloads = rule.Primitive.Notation switch
        {
            Notation.Math or Notation.Number => RuleEvaluation.Overloads(rule, typeof(double)),
            Notation.Conditional => [[typeof(bool), typeof(double), typeof(double)]],
            _ => [[.. Enumerable.Repeat(typeof(double), rule.Primitive.Arity)]],
        };
        return overloads.SelectMany(types => Product(types, samples, offset));
    }

    private static IEnumerable<object[]> Product(Type[] types, double[] samples, double offset)
    {
        IEnumerable<object[]> points = [[]];
        for (int i = 0; i < types.Length; i++)
        {
            double shift = offset * i;
            object[] choices = Constants.GetValueOrDefault(types[i]) ?? [.. samples.Select(s => (object)(s + shift))];
            points = points.SelectMany(p => choices, (p, c) => (object[])[.. p, c]);
        }
        return points;
    }

    // Null outside of the function's domain.
    private static RuleEvaluation? TryEvaluate(ScalarRule rule, object[] point)
    {
        try
        {
            RuleEvaluation evaluation = RuleEvaluation.Of(rule, point);
            return evaluation.Value is double.NaN or float.NaN ? null : evaluation;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Richardson's extrapolation of central differences: an error of h⁶.
    private static double? Difference(ScalarRule rule, object[] point, int operand)
    {
        Func<double, double> f = Estimated.GetValueOrDefault(rule.Primitive.Symbol) ?? (x => RuleEvaluation.Real(rule, [.. point[..operand], x, .. point[(operand + 1)..]]));
        double at = (double)point[operand], h = 2e-5;
        double coarse = Central(4 * h), middle = Central(2 * h), fine = Central(h);
        double first = ((4 * middle) - coarse) / 3, second = ((4 * fine) - middle) / 3;
        double result = ((16 * second) - first) / 15;
        return double.IsFinite(result) ? result : null;

        double Central(double step) => (f(at + step) - f(at - step)) / (2 * step);
    }

    private static void AssertClose(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what} is {actual}, the difference quotient {expected}");
}
