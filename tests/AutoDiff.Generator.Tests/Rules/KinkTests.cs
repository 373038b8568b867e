using AutoDiff.Generator.Rules;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>What holds where a function has no derivative, or only in the limit: PyTorch's conventions, one line each.</summary>
public sealed class KinkTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<string, object[], double[]> Conventions => new()
    {
        { "Abs", [0.0], [0] },
        { "Abs", [-0.0], [0] },
        { "CopySign", [0.0, -1.0], [0, 0] },
        { "CopySign", [2.0, -0.0], [-1, 0] },

        { "Max", [2.0, 2.0], [0.5, 0.5] },
        { "Max", [0.0, -0.0], [0.5, 0.5] },
        { "MaxNumber", [2.0, 2.0], [0.5, 0.5] },
        { "MaxNumber", [2.0, double.NaN], [1, 0] },
        { "MaxNumber", [double.NaN, 2.0], [0, 1] },
        { "MaxNative", [2.0, 2.0], [0.5, 0.5] },
        { "Min", [2.0, 2.0], [0.5, 0.5] },
        { "MinNumber", [2.0, 2.0], [0.5, 0.5] },
        { "MinNumber", [2.0, double.NaN], [1, 0] },
        { "MinNumber", [double.NaN, 2.0], [0, 1] },
        { "MinNative", [2.0, 2.0], [0.5, 0.5] },
        { "MaxMagnitude", [2.0, -2.0], [0.5, 0.5] },
        { "MaxMagnitudeNumber", [-2.0, -2.0], [0.5, 0.5] },
        { "MaxMagnitudeNumber", [double.NaN, -2.0], [0, 1] },
        { "MinMagnitude", [-2.0, 2.0], [0.5, 0.5] },
        { "MinMagnitudeNumber", [2.0, 2.0], [0.5, 0.5] },
        { "MinMagnitudeNumber", [2.0, double.NaN], [1, 0] },

        // At a bound the value passes, and the bound gets nothing.
        { "Clamp", [1.0, 1.0, 3.0], [1, 0, 0] },
        { "Clamp", [3.0, 1.0, 3.0], [1, 0, 0] },
        { "Clamp", [0.5, 1.0, 3.0], [0, 1, 0] },
        { "Clamp", [3.5, 1.0, 3.0], [0, 0, 1] },
        { "ClampNative", [1.0, 1.0, 3.0], [1, 0, 0] },

        { "Floor", [2.0], [0] },
        { "Ceiling", [2.0], [0] },
        { "Truncate", [0.0], [0] },
        { "Round", [0.5], [0] },
        { "Sign", [0.0], [0] },
        { "Remainder", [6.0, 2.0], [1, -3] },
        { "Remainder", [-7.0, 2.0], [1, 3] },
        { "Remainder", [1.0, Infinity], [1, 0] },
        { "IEEERemainder", [7.0, 4.0], [1, -2] },

        { "Pow", [0.0, 0.0], [0, 0] },
        { "Pow", [3.0, 0.0], [0, 1.0986122886681098] },
        { "Pow", [0.0, 1.0], [1, 0] },
        { "Pow", [0.0, 2.0], [0, 0] },
        { "Pow", [0.0, 0.5], [Infinity, 0] },
        { "Pow", [0.0, -1.0], [-Infinity, -Infinity] },
        { "Pow", [-2.0, 3.0], [12, double.NaN] },
        { "Sqrt", [0.0], [Infinity] },
        { "Cbrt", [0.0], [Infinity] },
        { "Cbrt", [-8.0], [1 / 12.0] },
        { "RootN", [0.0, 2], [Infinity, 0] },
        { "RootN", [0.0, 1], [1, 0] },
        { "RootN", [-8.0, 3], [1 / 12.0, 0] },
        { "Hypot", [0.0, 0.0], [0, 0] },
        { "Hypot", [0.0, 2.0], [0, 1] },
        { "Divide", [1.0, 0.0], [Infinity, -Infinity] },
        { "Log", [0.0], [Infinity] },
        { "LogP1", [-1.0], [Infinity] },

        { "Atan2", [0.0, 0.0], [0, 0] },
        { "Atan2", [0.0, -1.0], [-1, 0] },
        { "Atan2Pi", [0.0, 0.0], [0, 0] },
        { "Asin", [1.0], [Infinity] },
        { "Acos", [-1.0], [-Infinity] },
        { "Acosh", [1.0], [Infinity] },
        { "Atanh", [1.0], [Infinity] },
    };

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Convention_holds(string name, object[] point, double[] expected)
    {
        RuleEvaluation evaluation = RuleEvaluation.Of(ScalarRulesTests.Row(name), point);
        Assert.Equal(expected, evaluation.Partials.Select(p => p ?? 0), (a, b) => a.Equals(b) || Math.Abs(a - b) <= 1e-15 * Math.Abs(a));
    }

    // The points where something can happen: zero, the units, and a bit of everything else.
    private static readonly double[] Special = [0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5];

    public static TheoryData<string> Functions => ScalarRulesTests.Functions;

    /// <summary>The rows that are marked as singular are those with a partial that is infinite, or not a number, at finite operands with a finite result.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Singular_rows_are_marked(string name)
    {
        ScalarRule rule = ScalarRulesTests.Row(name);
        object[][] witnesses = [.. ScalarRulesTests.Points(rule, Special).Where(point =>
        {
            try
            {
                RuleEvaluation evaluation = RuleEvaluation.Of(rule, point);
                return double.IsFinite(Convert.ToDouble(evaluation.Value, null)) && evaluation.Partials.Any(p => p is { } partial && !double.IsFinite(partial));
            }
            catch (Exception e) when (e is ArgumentException or ArithmeticException)
            {
                return false;
            }
        })];
        Assert.True(rule.IsSingular == witnesses.Length > 0, $"{name} is {(rule.IsSingular ? "" : "not ")}marked; singular at {string.Join("; ", witnesses.Select(w => string.Join(", ", w)))}");
    }
}
