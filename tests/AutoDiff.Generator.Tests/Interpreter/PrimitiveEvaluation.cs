using System.Collections.Concurrent;
using System.Reflection;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>
/// The primitives of the IR on boxed .NET values. Operators are C#'s own, bound at run time, so that promotions, wrap-around and rounding to
/// <c>float</c> are those of the language; functions are the real methods of Math, MathF and the number types.
/// </summary>
internal static class PrimitiveEvaluation
{
    private static readonly ConcurrentDictionary<(Type Type, string Symbol, string Signature), MethodInfo> Methods = new();

    public static object? Apply(Let let, object?[] arguments) => Apply(let.Op, let.Result.Type, arguments);

    public static object? Apply(Primitive op, IrType resultType, object?[] arguments) => op.Notation switch
    {
        Notation.Conditional => (bool)arguments[0]! ? arguments[1] : arguments[2],
        Notation.Cast => ScalarValues.Convert(arguments[0], resultType),
        Notation.Infix => ScalarValues.Convert(Infix(op.Symbol, arguments[0]!, arguments[1]!), resultType),
        Notation.Prefix when op == Primitive.IsNull => arguments[0] is null,
        Notation.Prefix => ScalarValues.Convert(Prefix(op.Symbol, arguments[0]!), resultType),
        Notation.Math or Notation.Number => Call(op, arguments),
        _ => throw new NotSupportedException(op.ToString()),
    };

    /// <summary>The .NET method that a function of the table is for arguments of these types; null if there is none.</summary>
    public static MethodInfo? Method(Primitive op, params Type[] arguments)
    {
        Type? number = arguments.FirstOrDefault(a => a == typeof(float) || a == typeof(double));
        Type type = op.Notation == Notation.Number ? number ?? arguments[0] : number == typeof(float) ? typeof(MathF) : typeof(Math);
        return type.GetMethod(op.Symbol, BindingFlags.Public | BindingFlags.Static, arguments);
    }

    private static object? Call(Primitive op, object?[] arguments)
    {
        Type[] types = [.. arguments.Select(a => a!.GetType())];
        MethodInfo method = Methods.GetOrAdd((types[0], op.Symbol + op.Notation, string.Join(",", types.Select(t => t.Name))), _ => Method(op, types)
            ?? throw new NotSupportedException($"{op.Symbol}({string.Join<Type>(", ", types)})"));
        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static object Infix(string symbol, dynamic x, dynamic y) => unchecked(symbol switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "%" => x % y,
        "==" => x == y,
        "!=" => x != y,
        "<" => x < y,
        "<=" => x <= y,
        ">" => x > y,
        ">=" => x >= y,
        "&" => x & y,
        "|" => x | y,
        "^" => x ^ y,
        "<<" => x << (int)y,
        ">>" => x >> (int)y,
        ">>>" => UnsignedShift(x, (int)y),
        _ => throw new NotSupportedException(symbol),
    });

    // The binder of dynamic does not know this operator.
    private static object UnsignedShift(object x, int count) => x switch
    {
        int i => i >>> count,
        uint u => u >>> count,
        long l => l >>> count,
        ulong u => (object)(u >>> count),
        _ => throw new NotSupportedException(x.GetType().ToString()),
    };

    private static object Prefix(string symbol, dynamic x) => unchecked(symbol switch
    {
        "-" => -x,
        "!" => !x,
        "~" => ~x,
        _ => throw new NotSupportedException(symbol),
    });
}
