using System.Numerics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>The primitives on boxed numbers.</summary>
internal static class Arithmetic
{
    public static object? Apply(Let let, object?[] x) => let.Op.Name switch
    {
        "Select" => (bool)x[0]! ? x[1] : x[2],
        "Convert" => Convert(((ScalarType)let.Result.Type).Kind, x[0]!),
        "ShiftLeft" => x[0] is int i ? (object)(i << (int)x[1]!) : (long)x[0]! << (int)x[1]!,
        "ShiftRight" => x[0] is int i ? (object)(i >> (int)x[1]!) : (long)x[0]! >> (int)x[1]!,
        "UnsignedShiftRight" => x[0] is int i ? (object)(i >>> (int)x[1]!) : (long)x[0]! >>> (int)x[1]!,
        _ => x[0] switch
        {
            double a => Float(let.Op.Name, a, x.Length > 1 ? (double)x[1]! : 0),
            float a => Float(let.Op.Name, a, x.Length > 1 ? (float)x[1]! : 0),
            int a => Integer(let.Op.Name, a, x.Length > 1 ? (int)x[1]! : 0),
            long a => Integer(let.Op.Name, a, x.Length > 1 ? (long)x[1]! : 0),
            bool a => Boolean(let.Op.Name, a, x.Length > 1 && (bool)x[1]!),
            _ => throw new NotSupportedException(let.ToString()),
        },
    };

    private static object Convert(ScalarKind kind, object x) => (kind, x) switch
    {
        (ScalarKind.Double, int a) => (double)a,
        (ScalarKind.Double, long a) => (double)a,
        (ScalarKind.Double, float a) => (double)a,
        (ScalarKind.Single, int a) => (float)a,
        (ScalarKind.Single, long a) => (float)a,
        (ScalarKind.Single, double a) => (float)a,
        (ScalarKind.Int32, long a) => (int)a,
        (ScalarKind.Int32, float a) => (int)a,
        (ScalarKind.Int32, double a) => (int)a,
        (ScalarKind.Int64, int a) => (long)a,
        (ScalarKind.Int64, float a) => (long)a,
        (ScalarKind.Int64, double a) => (long)a,
        _ => x,
    };

    private static object Number<T>(string op, T x, T y)
        where T : INumber<T> => op switch
        {
            "Add" => x + y,
            "Subtract" => x - y,
            "Multiply" => x * y,
            "Divide" => x / y,
            "Remainder" => x % y,
            "Negate" => -x,
            "Abs" => T.Abs(x),
            "Max" => T.Max(x, y),
            "Equal" => x == y,
            "NotEqual" => x != y,
            "Less" => x < y,
            "LessOrEqual" => x <= y,
            "Greater" => x > y,
            "GreaterOrEqual" => x >= y,
            _ => throw new NotSupportedException(op),
        };

    private static object Float<T>(string op, T x, T y)
        where T : IFloatingPointIeee754<T> => op switch
        {
            "Sin" => T.Sin(x),
            "Pow" => T.Pow(x, y),
            "IsNaN" => T.IsNaN(x),
            _ => Number(op, x, y),
        };

    private static object Integer<T>(string op, T x, T y)
        where T : IBinaryInteger<T> => op switch
        {
            "And" => x & y,
            "Or" => x | y,
            "Xor" => x ^ y,
            "Complement" => ~x,
            _ => Number(op, x, y),
        };

    private static object Boolean(string op, bool x, bool y) => op switch
    {
        "And" => x & y,
        "Or" => x | y,
        "Xor" => x ^ y,
        "Not" => !x,
        "Equal" => x == y,
        "NotEqual" => x != y,
        _ => throw new NotSupportedException(op),
    };
}
