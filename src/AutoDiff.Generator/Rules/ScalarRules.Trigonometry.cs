namespace AutoDiff.Generator.Rules;

/// <summary>Trigonometric and hyperbolic functions and their inverses.</summary>
internal static partial class ScalarRules
{
    private static readonly ScalarRule[] Trigonometry =
    [
        Function("Sin", [Call("Cos", x)]),
        Function("Cos", [-Call("Sin", x)]),
        Function("Tan", [1 + Ω * Ω]),
        Function("Asin", [1 / Call("Sqrt", (1 - x) * (1 + x))], singular: true, note: "infinite at ±1"),
        Function("Acos", [-1 / Call("Sqrt", (1 - x) * (1 + x))], singular: true, note: "infinite at ±1"),
        Function("Atan", [1 / (1 + x * x)]),
        Function("Atan2",
            [If(IsZero(x * x + y * y), 0, y / (x * x + y * y)), If(IsZero(x * x + y * y), 0, -x / (x * x + y * y))],
            note: "Atan2(x, y), the angle of the point (y, x): 0 at the origin"),

        Number("SinPi", [Math.PI * Call("CosPi", x)]),
        Number("CosPi", [-(Math.PI * Call("SinPi", x))]),
        Number("TanPi", [Math.PI * (1 + Ω * Ω)]),
        Number("AsinPi", [1 / (Math.PI * Call("Sqrt", (1 - x) * (1 + x)))], singular: true, note: "infinite at ±1"),
        Number("AcosPi", [-1 / (Math.PI * Call("Sqrt", (1 - x) * (1 + x)))], singular: true, note: "infinite at ±1"),
        Number("AtanPi", [1 / (Math.PI * (1 + x * x))]),
        Number("Atan2Pi",
            [If(IsZero(x * x + y * y), 0, y / (Math.PI * (x * x + y * y))), If(IsZero(x * x + y * y), 0, -x / (Math.PI * (x * x + y * y)))],
            note: "0 at the origin"),

        Function("Sinh", [Call("Cosh", x)]),
        Function("Cosh", [Call("Sinh", x)]),
        Function("Tanh", [1 - Ω * Ω]),
        Function("Asinh", [1 / Call("Sqrt", x * x + 1)]),
        Function("Acosh", [1 / Call("Sqrt", (x - 1) * (x + 1))], singular: true, note: "infinite at 1"),
        Function("Atanh", [1 / ((1 - x) * (1 + x))]),
    ];
}
