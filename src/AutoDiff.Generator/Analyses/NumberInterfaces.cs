using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Which interface of <c>System.Numerics</c> has what a primitive is written with: code over a type parameter needs its constraint. What all numbers have
/// (arithmetic, conversions, equality, <c>Abs</c>, <c>IsNaN</c>) comes with <c>INumberBase</c>, which every such type parameter has.
/// </summary>
internal static class NumberInterfaces
{
    private static readonly Dictionary<string, string> ByFunction = Table(
        ("IComparisonOperators", "< <= > >="),
        ("IModulusOperators", "%"),
        ("INumber", "Max MaxNative MaxNumber Min MinNative MinNumber Clamp ClampNative CopySign Sign"),
        ("IFloatingPoint", "Floor Ceiling Truncate Round"),
        ("IRootFunctions", "Sqrt Cbrt RootN Hypot"),
        ("IPowerFunctions", "Pow"),
        ("IExponentialFunctions", "Exp Exp2 Exp10 ExpM1 Exp2M1 Exp10M1"),
        ("ILogarithmicFunctions", "Log Log2 Log10 LogP1 Log2P1 Log10P1"),
        ("ITrigonometricFunctions", "Sin Cos Tan Asin Acos Atan SinPi CosPi TanPi AsinPi AcosPi AtanPi DegreesToRadians RadiansToDegrees"),
        ("IHyperbolicFunctions", "Sinh Cosh Tanh Asinh Acosh Atanh"),
        ("IFloatingPointIeee754", "Atan2 Atan2Pi FusedMultiplyAdd ScaleB ILogB BitIncrement BitDecrement Lerp ReciprocalEstimate ReciprocalSqrtEstimate IEEERemainder Ieee754Remainder"));

    /// <summary>Throws if the derivative uses a member of a type parameter that its constraints do not give.</summary>
    public static void Check(FunctionIr derivative)
    {
        foreach (Let let in derivative.Body.Deep().OfType<Let>())
        {
            if (let.Arguments.Select(a => a.Type).Append(let.Result.Type).OfType<TypeParameterType>().FirstOrDefault() is not { } type) continue;
            if (!ByFunction.TryGetValue(let.Op.Symbol, out string? needed) || type.Interfaces.Contains(needed)) continue;
            throw new MissingConstraintException(type.Name, let.Op.Notation == Notation.Infix ? $"the operator {let.Op.Symbol}" : $"{type.Name}.{let.Op.Symbol}", Advised(needed));
        }
    }

    // The interfaces of single operators are not what one writes.
    private static string Advised(string needed) => needed is "IComparisonOperators" or "IModulusOperators" ? "INumber" : needed;

    private static Dictionary<string, string> Table(params (string Interface, string Functions)[] rows) =>
        rows.SelectMany(row => row.Functions.Split(' ').Select(function => (function, row.Interface))).ToDictionary(pair => pair.function, pair => pair.Interface);
}
