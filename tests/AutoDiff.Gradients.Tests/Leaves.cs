using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiff.Gradients.Tests;

/// <summary>Boxed arguments, results and sinks seen as the list of their numbers, in storage order: of a scalar itself, of an array (any rank, jagged) its elements.</summary>
internal static class Leaves
{
    public static double[] Of(object? value) => value switch
    {
        null => [],
        double d => [d],
        float f => [f],
        Half h => [(double)h],
        double[] vector => [.. vector],
        Array array => [.. array.Cast<object>().SelectMany(Of)],
        _ when IsStruct(value) => [.. Fields(value).SelectMany(f => Of(f.GetValue(value)))],
        _ => [],
    };

    private static bool IsStruct(object? value) => value is not null && value.GetType() is { IsValueType: true, IsPrimitive: false, IsEnum: false };

    private static IEnumerable<FieldInfo> Fields(object value) => value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    public static object?[] Clone(object?[] values) => [.. values.Select(Clone)];

    public static object? Clone(object? value)
    {
        if (value is not Half && IsStruct(value))
        {
            object whole = RuntimeHelpers.GetObjectValue(value)!;
            foreach (FieldInfo field in Fields(whole)) field.SetValue(whole, Clone(field.GetValue(whole)));
            return whole;
        }
        if (value is not Array array) return value;
        var copy = (Array)array.Clone();
        if (copy is Array[] rows)
            for (int i = 0; i < rows.Length; i++) rows[i] = (Array)Clone(rows[i])!;
        return copy;
    }

    /// <summary>The same shape with every number replaced.</summary>
    public static object? Like(object? value, Func<double> next)
    {
        object? copy = Clone(value);
        for (int i = 0, n = Of(copy).Length; i < n; i++) copy = With(copy!, i, next());
        return copy;
    }

    /// <summary>Sets one leaf: an array is changed, a scalar replaced.</summary>
    public static object With(object value, int leaf, double number)
    {
        switch (value)
        {
            case double: return number;
            case float: return (float)number;
            case Half: return (Half)number;
            case Array[] rows:
                foreach (Array row in rows)
                {
                    int count = Of(row).Length;
                    if (leaf < count)
                    {
                        With(row, leaf, number);
                        break;
                    }
                    leaf -= count;
                }
                return value;
            case Array array:
                int[] indices = new int[array.Rank];
                if (array.GetType().GetElementType() is { IsPrimitive: false })
                {
                    object first = array.Cast<object>().First();
                    int perElement = Of(first).Length, position = leaf / perElement, inner = leaf % perElement;
                    for (int d = array.Rank - 1; d >= 0; d--) (position, indices[d]) = Math.DivRem(position, array.GetLength(d));
                    array.SetValue(With(array.GetValue(indices)!, inner, number), indices);
                    return value;
                }
                for (int d = array.Rank - 1; d >= 0; d--) (leaf, indices[d]) = Math.DivRem(leaf, array.GetLength(d));
                array.SetValue(With(array.GetValue(indices)!, 0, number), indices);
                return value;
            case var _ when IsStruct(value):
                object copy = Clone(value)!;
                foreach (FieldInfo field in Fields(copy))
                {
                    int count = Of(field.GetValue(copy)).Length;
                    if (leaf < count)
                    {
                        field.SetValue(copy, With(field.GetValue(copy)!, leaf, number));
                        break;
                    }
                    leaf -= count;
                }
                return copy;
            default: throw new ArgumentException($"{value.GetType()} has no numbers.");
        }
    }

    public static bool IsSingle(object? value) => Holds(value, typeof(float));

    public static bool IsHalf(object? value) => Holds(value, typeof(Half));

    private static bool Holds(object? value, Type number)
    {
        Type? type = value?.GetType();
        while (type is { IsArray: true }) type = type.GetElementType();
        return type == number || (value is not Half && IsStruct(value) && Fields(value!).Any(f => Holds(f.GetValue(value), number)))
            || (value is Array { Length: > 0 } array && type is { IsPrimitive: false } && Holds(array.Cast<object>().First(), number));
    }

    /// <summary>Equal bit for bit, −0 unlike 0; any NaN equals any other. Null where they are equal, else what differs. With a precision, to rounding.</summary>
    public static string? Difference(object? expected, object? actual, double precision = 0)
    {
        if (expected is null || actual is null) return ReferenceEquals(expected, actual) ? null : $"{expected ?? "null"} became {actual ?? "null"}";
        if (expected is not (Array or double or float or Half) && !IsStruct(expected)) return expected.Equals(actual) ? null : $"{expected} became {actual}";
        double[] e = Of(expected), a = Of(actual);
        if (e.Length != a.Length) return $"{e.Length} numbers became {a.Length}";
        for (int i = 0; i < e.Length; i++)
            if (BitConverter.DoubleToInt64Bits(e[i]) != BitConverter.DoubleToInt64Bits(a[i]) && !(precision > 0 && Math.Abs(e[i] - a[i]) <= precision * Math.Max(1, Math.Abs(e[i]))) && !(double.IsNaN(e[i]) && double.IsNaN(a[i]))) return $"number {i} should be {e[i]:R} and is {a[i]:R}";
        return null;
    }
}
