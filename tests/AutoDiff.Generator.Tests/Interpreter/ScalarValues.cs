using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>The scalars of the IR as boxed .NET values.</summary>
internal static class ScalarValues
{
    public static Type TypeOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => typeof(bool),
        ScalarKind.SByte => typeof(sbyte),
        ScalarKind.Byte => typeof(byte),
        ScalarKind.Int16 => typeof(short),
        ScalarKind.UInt16 => typeof(ushort),
        ScalarKind.Int32 => typeof(int),
        ScalarKind.UInt32 => typeof(uint),
        ScalarKind.Int64 => typeof(long),
        ScalarKind.UInt64 => typeof(ulong),
        ScalarKind.Char => typeof(char),
        ScalarKind.Single => typeof(float),
        ScalarKind.Double => typeof(double),
        _ => throw new NotSupportedException(kind.ToString()),
    };

    public static object Of(Constant constant) => constant.Scalar.Kind switch
    {
        ScalarKind.Boolean => constant.IsTrue,
        ScalarKind.Single or ScalarKind.Double => Number(constant.AsDouble, constant.Scalar.Kind),
        var kind => Integer(constant.Bits, kind),
    };

    /// <summary>C#'s unchecked conversion; to an enum or to <c>object</c> where the type is opaque.</summary>
    public static object? Convert(object? value, IrType type) => (type, value) switch
    {
        (ScalarType { Kind: ScalarKind.Boolean }, bool b) => b,
        (ScalarType { Kind: var kind }, float f) => Number(f, kind),
        (ScalarType { Kind: var kind }, double d) => Number(d, kind),
        (ScalarType { Kind: ScalarKind.Single }, ulong u) => (float)u,
        (ScalarType { Kind: ScalarKind.Double }, ulong u) => (double)u,
        (ScalarType { Kind: var kind }, char c) => Integer(c, kind),
        (ScalarType { Kind: var kind }, ulong u) => Integer(unchecked((long)u), kind),
        (ScalarType { Kind: var kind }, not null) => Integer(System.Convert.ToInt64(value, null), kind),
        (OpaqueType { CSharpName: var name }, not null) when Type.GetType(name.Replace("global::", "")) is { IsEnum: true } e => Enum.ToObject(e, value),
        (OpaqueType, _) => value,
        _ => throw new NotSupportedException($"{value} as {type}"),
    };

    public static object Integer(long value, ScalarKind kind) => unchecked(kind switch
    {
        ScalarKind.SByte => (sbyte)value,
        ScalarKind.Byte => (byte)value,
        ScalarKind.Int16 => (short)value,
        ScalarKind.UInt16 => (ushort)value,
        ScalarKind.Int32 => (int)value,
        ScalarKind.UInt32 => (uint)value,
        ScalarKind.Int64 => value,
        ScalarKind.UInt64 => (ulong)value,
        ScalarKind.Char => (char)value,
        ScalarKind.Single => (float)value,
        ScalarKind.Double => (object)(double)value,
        _ => throw new NotSupportedException(kind.ToString()),
    });

    public static object Number(double value, ScalarKind kind) => unchecked(kind switch
    {
        ScalarKind.SByte => (sbyte)value,
        ScalarKind.Byte => (byte)value,
        ScalarKind.Int16 => (short)value,
        ScalarKind.UInt16 => (ushort)value,
        ScalarKind.Int32 => (int)value,
        ScalarKind.UInt32 => (uint)value,
        ScalarKind.Int64 => (long)value,
        ScalarKind.UInt64 => (ulong)value,
        ScalarKind.Char => (char)value,
        ScalarKind.Single => (float)value,
        ScalarKind.Double => (object)value,
        _ => throw new NotSupportedException(kind.ToString()),
    });
}
