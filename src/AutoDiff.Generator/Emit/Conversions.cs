using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>C#'s implicit numeric conversions.</summary>
internal static class Conversions
{
    public static bool IsImplicit(IrType from, IrType to) => from is ScalarType f && to is ScalarType t && IsImplicit(f.Kind, t.Kind);

    private static bool IsImplicit(ScalarKind from, ScalarKind to) => (from, to) switch
    {
        (ScalarKind.Boolean, _) or (_, ScalarKind.Boolean) or (_, ScalarKind.Char) => from == to,
        (ScalarKind.Double, _) => to == ScalarKind.Double,
        (ScalarKind.Single, _) => to is ScalarKind.Single or ScalarKind.Double,
        (_, ScalarKind.Single or ScalarKind.Double) => true,
        (ScalarKind.Char, _) => to is ScalarKind.UInt16 or ScalarKind.Int32 or ScalarKind.UInt32 or ScalarKind.Int64 or ScalarKind.UInt64,
        _ when IsSigned(from) => IsSigned(to) && Width(from) <= Width(to),
        _ => IsSigned(to) ? Width(from) < Width(to) : Width(from) <= Width(to),
    };

    private static bool IsSigned(ScalarKind kind) => kind is ScalarKind.SByte or ScalarKind.Int16 or ScalarKind.Int32 or ScalarKind.Int64;

    private static int Width(ScalarKind kind) => kind switch
    {
        ScalarKind.SByte or ScalarKind.Byte => 8,
        ScalarKind.Int16 or ScalarKind.UInt16 => 16,
        ScalarKind.Int32 or ScalarKind.UInt32 => 32,
        _ => 64,
    };
}
