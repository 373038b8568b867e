using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>The primitives that exist for vectors: those of the platform, correctly rounded, and those of the runtime's own <c>SimdMath</c>.</summary>
internal static class LaneFunctions
{
    private static readonly HashSet<string> Platform =
        ["Sqrt", "Abs", "Max", "Min", "MaxNative", "MinNative", "MaxNumber", "MinNumber", "Floor", "Ceiling", "Truncate", "FusedMultiplyAdd", "MultiplyAddEstimate", "CopySign", "DegreesToRadians", "RadiansToDegrees"];

    private static readonly HashSet<string> Predicates = ["IsNaN", "IsFinite", "IsInfinity", "IsPositiveInfinity", "IsNegativeInfinity", "IsNegative", "IsPositive"];

    private static readonly HashSet<string> Runtime =
        ["Exp", "ExpM1", "Log", "LogP1", "Log2", "Log10", "Sin", "Cos", "Tan", "Sinh", "Cosh", "Tanh", "Asin", "Acos", "Atan", "Atan2", "Cbrt", "Pow"];

    /// <summary>True if the function, with arguments that are vectors, is one of <c>SimdMath</c>.</summary>
    public static bool IsOfRuntime(Primitive op) => op.Notation is Notation.Math or Notation.Number or Notation.Lanes && Runtime.Contains(op.Symbol);

    /// <summary>True if there is such a function of vectors of floating-point numbers.</summary>
    public static bool Exists(Primitive op, int arguments) => op.Notation switch
    {
        Notation.Infix => op.Symbol is "+" or "-" or "*" or "/" || op.IsComparison,
        Notation.Prefix => op.Equals(Primitive.Negate),
        Notation.Conditional => true,
        Notation.Math or Notation.Number => (Platform.Contains(op.Symbol) || Predicates.Contains(op.Symbol) || Runtime.Contains(op.Symbol)) && !(op.Symbol == "Log" && arguments == 2),
        _ => false,
    };

    /// <summary>What the operation costs a core, about, in units of an addition: the reciprocal throughput of one of scalars, and of one of vectors.</summary>
    public static (double Scalar, double Vector) CostOf(Primitive op) => IsOfRuntime(op)
        ? op.Symbol == "Pow" ? (50, 80) : op.Symbol is "Exp" or "Log" ? (14, 24) : (30, 40)
        : op.Symbol is "/" or "Sqrt" ? (4, 16) : (1, 1);
}
