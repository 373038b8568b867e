using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>Functions with kinks, which choose one of their operands, and functions with steps, which are constant between them. At a kink PyTorch's conventions hold.</summary>
internal static partial class ScalarRules
{
    private static readonly ScalarRule[] Choices =
    [
        Number("Abs", [If(x > 0, 1, If(x < 0, -1, 0))], Cost.Cheap, Notation.Math, note: "0 at 0"),
        Number("CopySign", [If(IsZero(x), 0, Ω / x), Constant], Cost.Cheap, Notation.Math, note: "0 at 0"),

        Larger("Max", Notation.Math),
        Larger("MaxNative"),
        Smaller("Min", Notation.Math),
        Smaller("MinNative"),
        Chosen("MaxNumber", Same(x, y)),
        Chosen("MinNumber", Same(x, y)),
        Chosen("MaxMagnitude", Same(Magnitude(x), Magnitude(y)), Notation.Math),
        Chosen("MinMagnitude", Same(Magnitude(x), Magnitude(y)), Notation.Math),
        Chosen("MaxMagnitudeNumber", Same(Magnitude(x), Magnitude(y))),
        Chosen("MinMagnitudeNumber", Same(Magnitude(x), Magnitude(y))),
        Clamped("Clamp"),
        Clamped("ClampNative"),

        Step("Floor", 1),
        Step("Ceiling", 1),
        Step("Truncate", 1),
        Step("Round", 1),
        Step("Round", 2),
        Step("Round", 3),
        Step("Sign", 1),
        Step("ILogB", 1),
        Number("BitIncrement", [One], Cost.Cheap, Notation.Math),
        Number("BitDecrement", [One], Cost.Cheap, Notation.Math),
        Number("IEEERemainder", [One, (Ω - x) / y], Cost.Cheap, Notation.Math),
        Number("Ieee754Remainder", [One, (Ω - x) / y], Cost.Cheap),
    ];

    private static ScalarRule Larger(string symbol, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(x > y, 1, If(Same(x, y), 0.5, 0)), If(y > x, 1, If(Same(x, y), 0.5, 0)));

    private static ScalarRule Smaller(string symbol, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(x < y, 1, If(Same(x, y), 0.5, 0)), If(y < x, 1, If(Same(x, y), 0.5, 0)));

    // By the result: MaxNumber(x, NaN) is x.
    private static ScalarRule Chosen(string symbol, Expression tie, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(tie, 0.5, If(Same(Ω, x), 1, 0)), If(tie, 0.5, If(Same(Ω, y), 1, 0)));

    private static ScalarRule Choice(string symbol, Notation notation, Expression first, Expression second) =>
        Number(symbol, [first, second], Cost.Cheap, notation, note: "one half to each at a tie");

    private static Expression Magnitude(Expression a) => Call("Abs", a);

    private static ScalarRule Clamped(string symbol) =>
        Number(symbol, [If(x < y, 0, If(x > z, 0, 1)), If(x < y, 1, 0), If(x > z, 1, 0)], Cost.Cheap, note: "the value's derivative at a bound is 1");

    private static ScalarRule Step(string symbol, int arity) =>
        Number(symbol, new Expression?[arity], Cost.Cheap, Notation.Math, note: "0 everywhere");
}
