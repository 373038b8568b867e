using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>Questions about a number: their answers are constants for differentiation.</summary>
internal static partial class ScalarRules
{
    private static readonly ScalarRule[] Predicates =
    [
        Predicate("IsNaN"),
        Predicate("IsFinite"),
        Predicate("IsInfinity"),
        Predicate("IsPositiveInfinity"),
        Predicate("IsNegativeInfinity"),
        Predicate("IsNegative"),
        Predicate("IsPositive"),
        Predicate("IsNormal"),
        Predicate("IsSubnormal"),
        Predicate("IsRealNumber"),
        Predicate("IsInteger"),
        Predicate("IsEvenInteger"),
        Predicate("IsOddInteger"),
        Predicate("IsPow2"),
    ];

    private static ScalarRule Predicate(string symbol) => Number(symbol, [Constant], Cost.Cheap);
}
