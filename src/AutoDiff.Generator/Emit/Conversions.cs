using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>C#'s implicit numeric conversions.</summary>
internal static class Conversions
{
    public static bool IsImplicit(IrType from, IrType to) => from is ScalarType f && to is ScalarType t && IsImplicit(f, t);

    private static bool IsImplicit(ScalarType from, ScalarType to) => (from.Kind, to.Kind) switch
    {
        (ScalarKind.Boolean or ScalarKind.Half or ScalarKind.Complex or ScalarKind.Complex64 or ScalarKind.Parameter, _)
            or (_, ScalarKind.Boolean or ScalarKind.Char or ScalarKind.Half or ScalarKind.Complex or ScalarKind.Complex64 or ScalarKind.Parameter) => from == to,
        (ScalarKind.Double, _) => to.Kind == ScalarKind.Double,
        (ScalarKind.Single, _) => to.Kind is ScalarKind.Single or ScalarKind.Double,
        (_, ScalarKind.Single or ScalarKind.Double) => true,
        _ when to.IsNative => from == to || from.Width <= 16 && (to.IsSigned || !from.IsSigned) || from.Kind == (to.IsSigned ? ScalarKind.Int32 : ScalarKind.UInt32),
        (ScalarKind.Char, _) => to.Kind is ScalarKind.UInt16 or ScalarKind.Int32 or ScalarKind.UInt32 or ScalarKind.Int64 or ScalarKind.UInt64,
        _ when from.IsSigned => to.IsSigned && from.Width <= to.Width,
        _ => to.IsSigned ? from.Width < to.Width : from.Width <= to.Width,
    };
}
