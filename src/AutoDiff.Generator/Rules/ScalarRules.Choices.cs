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
        Larger("MaxNumber"),
        Larger("MaxNative"),
        Smaller("Min", Notation.Math),
        Smaller("MinNumber"),
        Smaller("MinNative"),
        LargerMagnitude("MaxMagnitude", Notation.Math),
        LargerMagnitude("MaxMagnitudeNumber"),
        SmallerMagnitude("MinMagnitude", Notation.Math),
        SmallerMagnitude("MinMagnitudeNumber"),
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
        Number("IEEERemainder", [One, -Call("Round", x / y)], Cost.Cheap, Notation.Math),
        Number("Ieee754Remainder", [One, -Call("Round", x / y)], Cost.Cheap),
    ];

    private static ScalarRule Larger(string symbol, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(x > y, 1, If(Expression.Same(x, y), 0.5, 0)), If(y > x, 1, If(Expression.Same(x, y), 0.5, 0)));

    private static ScalarRule Smaller(string symbol, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(x < y, 1, If(Expression.Same(x, y), 0.5, 0)), If(y < x, 1, If(Expression.Same(x, y), 0.5, 0)));

    private static ScalarRule LargerMagnitude(string symbol, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(Magnitude(x) > Magnitude(y), 1, TieOfMagnitudes), If(Magnitude(y) > Magnitude(x), 1, TieOfMagnitudes));

    private static ScalarRule SmallerMagnitude(string symbol, Notation notation = Notation.Number) =>
        Choice(symbol, notation, If(Magnitude(x) < Magnitude(y), 1, TieOfMagnitudes), If(Magnitude(y) < Magnitude(x), 1, TieOfMagnitudes));

    private static Expression TieOfMagnitudes => If(Expression.Same(Magnitude(x), Magnitude(y)), 0.5, 0);

    private static Expression Magnitude(Expression a) => new Expression.Apply(new Primitive("Abs", 1, Notation.Math, "Abs"), [a]);

    private static ScalarRule Choice(string symbol, Notation notation, Expression first, Expression second) =>
        Number(symbol, [first, second], Cost.Cheap, notation, note: "one half to each at a tie");

    private static ScalarRule Clamped(string symbol) =>
        Number(symbol, [If(x < y, 0, If(x > z, 0, 1)), If(x < y, 1, 0), If(x > z, 1, 0)], Cost.Cheap, note: "the value's derivative at a bound is 1");

    private static ScalarRule Step(string symbol, int arity) =>
        Number(symbol, new Expression?[arity], Cost.Cheap, Notation.Math, note: "0 everywhere");
}
