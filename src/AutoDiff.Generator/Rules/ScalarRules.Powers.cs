using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>Powers, roots, exponentials and logarithms.</summary>
internal static partial class ScalarRules
{
    private const double Ln2 = 0.693147180559945309, Ln10 = 2.302585092994045684;

    private static readonly ScalarRule[] Powers =
    [
        Number("Sqrt", [1 / (2 * Ω)], Cost.Cheap, Notation.Math, singular: true, note: "infinite at 0"),
        Number("ReciprocalSqrtEstimate", [-0.5 / (x * Call("Sqrt", x))], Cost.Cheap, Notation.Math),
        Function("Cbrt", [1 / (3 * Ω * Ω)], singular: true, note: "infinite at 0"),
        Number("RootN", [Call("Pow", Ω, 1 - Real(y)) / Real(y), Constant], singular: true, note: "infinite at 0, but for the first root"),
        Number("Hypot", [If(IsZero(Ω), 0, x / Ω), If(IsZero(Ω), 0, y / Ω)], Cost.Cheap, note: "0 at the origin"),
        Function("Pow",
            [If(IsZero(y), 0, y * Call("Pow", x, y - 1)), If(IsZero(x) & (y >= 0), 0, Ω * Call("Log", x))],
            singular: true, note: "Pow(x, 0) has derivative 0 in x, Pow(0, y ≥ 0) has derivative 0 in y"),
        Number("ScaleB", [Call("ScaleB", 1, y), Constant], Cost.Cheap, Notation.Math),

        Function("Exp", [Ω]),
        Number("Exp2", [Ln2 * Ω]),
        Number("Exp10", [Ln10 * Ω]),
        Number("ExpM1", [Ω + 1]),
        Number("Exp2M1", [Ln2 * (Ω + 1)]),
        Number("Exp10M1", [Ln10 * (Ω + 1)]),

        Function("Log", [1 / x]),
        Function("Log", [1 / (x * Call("Log", y)), -Ω / (y * Call("Log", y))], singular: true, note: "infinite or not a number for base 0"),
        Function("Log2", [1 / (x * Ln2)]),
        Function("Log10", [1 / (x * Ln10)]),
        Number("LogP1", [1 / (1 + x)]),
        Number("Log2P1", [1 / ((1 + x) * Ln2)]),
        Number("Log10P1", [1 / ((1 + x) * Ln10)]),
    ];
}
