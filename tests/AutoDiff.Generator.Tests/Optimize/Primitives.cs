using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>The primitives that the random functions use, as C# itself evaluates them.</summary>
internal static class Primitives
{
    public static Primitive Exp { get; } = new("Exp", 1, Notation.Math, "Exp", Cost.Expensive);

    public static Primitive Sqrt { get; } = new("Sqrt", 1, Notation.Math, "Sqrt");

    public static object Literal(Constant constant) => constant.Scalar.Kind switch
    {
        ScalarKind.Boolean => constant.IsTrue,
        ScalarKind.Int32 => (int)constant.Bits,
        ScalarKind.Int64 => constant.Bits,
        ScalarKind.Single => (float)constant.AsDouble,
        ScalarKind.Double => constant.AsDouble,
        _ => throw new NotSupportedException(),
    };

    public static object? Evaluate(Let let, object?[] arguments)
    {
        if (let.Op.Equals(Primitive.Select)) return (bool)arguments[0]! ? arguments[1] : arguments[2];
        if (let.Op.Equals(Primitive.IsNull)) return arguments[0] is null;
        object x = arguments[0]!, y = arguments.Length > 1 ? arguments[1]! : x;
        if (let.Op.Equals(Primitive.Convert)) return Converted(x, ((ScalarType)let.Result.Type).Kind);
        return x switch
        {
            bool a => OfBooleans(let.Op.Name, a, (bool)y),
            int a => OfInts(let.Op.Name, a, (int)y),
            double a => OfDoubles(let.Op.Name, a, (double)y),
            _ => throw new NotSupportedException(),
        };
    }

    private static object Converted(object x, ScalarKind kind) => kind switch
    {
        ScalarKind.Double => (object)Convert.ToDouble(x, System.Globalization.CultureInfo.InvariantCulture),
        ScalarKind.Single => x is int i ? i : (float)(double)x,
        ScalarKind.Int64 => (long)(int)x,
        ScalarKind.Int32 => (int)(long)x,
        _ => throw new NotSupportedException(),
    };

    private static object OfBooleans(string name, bool x, bool y) => name switch
    {
        "And" => x & y,
        "Or" => x | y,
        "Xor" or "NotEqual" => x ^ y,
        "Not" => !x,
        "Equal" => x == y,
        _ => throw new NotSupportedException(),
    };

    private static object OfInts(string name, int x, int y) => name switch
    {
        "Add" => x + y,
        "Subtract" => x - y,
        "Multiply" => x * y,
        "Divide" => x / y,
        "Remainder" => x % y,
        "And" => x & y,
        "Xor" => x ^ y,
        "Max" => Math.Max(x, y),
        "Equal" => x == y,
        "NotEqual" => x != y,
        "Less" => x < y,
        "LessOrEqual" => x <= y,
        "Greater" => x > y,
        "GreaterOrEqual" => x >= y,
        _ => throw new NotSupportedException(),
    };

    private static object OfDoubles(string name, double x, double y) => name switch
    {
        "Add" => x + y,
        "Subtract" => x - y,
        "Multiply" => x * y,
        "Divide" => x / y,
        "Negate" => -x,
        "Sqrt" => Math.Sqrt(x),
        "Exp" => Math.Exp(x),
        "Equal" => x == y,
        "NotEqual" => x != y,
        "Less" => x < y,
        "LessOrEqual" => x <= y,
        "Greater" => x > y,
        "GreaterOrEqual" => x >= y,
        _ => throw new NotSupportedException(),
    };
}
