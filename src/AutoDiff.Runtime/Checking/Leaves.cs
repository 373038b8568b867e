using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Boxed numbers, structs, tuples, and arrays of them, of any rank and jagged, seen as the list of their numbers in storage order.</summary>
internal static class Leaves
{
    public static double[] Of(object? value) => value switch
    {
        double number => [number],
        float number => [number],
        Half number => [(double)number],
        double[] vector => [.. vector],
        Array array => [.. array.Cast<object?>().SelectMany(Of)],
        ITensorLeaves tensor => Of(tensor.ToArray()),
        _ when IsStruct(value) => [.. Fields(value).SelectMany(f => Of(f.GetValue(value)))],
        _ => [],
    };

    /// <summary>A deep copy.</summary>
    public static object? Clone(object? value)
    {
        if (value is ITensorLeaves tensor) return tensor.With(tensor.ToArray());
        if (value is not Array array) return IsStruct(value) ? Change(value, Clone) : value;
        var copy = (Array)array.Clone();
        if (!IsFlat(copy)) ChangeElements(copy, Clone);
        return copy;
    }

    public static object?[] Clone(object?[] values) => [.. values.Select(Clone)];

    /// <summary>The same shape with other numbers, given by their place.</summary>
    public static object? Map(object? value, Func<int, double> number)
    {
        int next = 0;
        return Fill(value);

        object? Fill(object? part)
        {
            switch (part)
            {
                case double: return number(next++);
                case float: return (float)number(next++);
                case Half: return (Half)number(next++);
                case Array array:
                    var copy = (Array)array.Clone();
                    ChangeElements(copy, Fill);
                    return copy;
                case ITensorLeaves tensor: return tensor.With((Array)Fill(tensor.ToArray())!);
                default: return IsStruct(part) ? Change(part, Fill) : part;
            }
        }
    }

    /// <summary>The same with one number replaced.</summary>
    public static object? With(object? value, int leaf, double number)
    {
        double[] numbers = Of(value);
        return Map(value, i => i == leaf ? number : numbers[i]);
    }

    /// <summary>True if some of the numbers are <c>float</c>.</summary>
    public static bool IsSingle(object? value) => Holds<float>(value);

    /// <summary>True if some of the numbers are <see cref="Half"/>.</summary>
    public static bool IsHalf(object? value) => Holds<Half>(value);

    /// <summary>How a number is called in its argument: <c>[2, 0]</c>, <c>[1][3]</c>, <c>.Start.X</c>, nothing for a scalar.</summary>
    public static string NameOf(object? value, int leaf)
    {
        IEnumerable<(string Name, object? Part)> parts = value switch
        {
            ITensorLeaves { Shape: var shape } tensor => tensor.ToArray().Cast<object?>().Select((element, i) => ($"[{string.Join(", ", PlaceIn(shape, i))}]", element)),
            Array array => Enumerable.Range(0, array.Length).Select(i => Place(array, i)).Select(place => ($"[{string.Join(", ", place.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]", array.GetValue(place))),
            _ when IsStruct(value) => Fields(value).Select(f => ("." + NameOf(f), f.GetValue(value))),
            _ => [],
        };
        foreach ((string name, object? part) in parts)
        {
            int count = Of(part).Length;
            if (leaf < count) return name + NameOf(part, leaf);
            leaf -= count;
        }
        return "";
    }

    private static bool Holds<T>(object? value) => value switch
    {
        T => true,
        Array array when IsFlat(array) => array.GetType().GetElementType() == typeof(T),
        ITensorLeaves tensor => Holds<T>(tensor.ToArray()),
        Array array => array.Cast<object?>().Any(Holds<T>),
        _ => IsStruct(value) && Fields(value).Any(f => Holds<T>(f.GetValue(value))),
    };

    // ---- Arrays ----

    private static bool IsFlat(Array array) => array.GetType().GetElementType() is { IsPrimitive: true };

    private static void ChangeElements(Array array, Func<object?, object?> change)
    {
        for (int i = 0; i < array.Length; i++)
        {
            int[] place = Place(array, i);
            array.SetValue(change(array.GetValue(place)), place);
        }
    }

    private static int[] Place(Array array, int index)
    {
        int[] place = new int[array.Rank];
        for (int d = array.Rank - 1; d >= 0; d--) (index, place[d]) = Math.DivRem(index, array.GetLength(d));
        return place;
    }

    private static IEnumerable<string> PlaceIn(TensorShape shape, int index)
    {
        int[] place = new int[shape.Rank];
        for (int d = shape.Rank - 1; d >= 0; d--) (index, place[d]) = Math.DivRem(index, shape[d]);
        return place.Select(i => i.ToString(CultureInfo.InvariantCulture));
    }

    // ---- Structs ----

    private static bool IsStruct([NotNullWhen(true)] object? value) => value is not (null or Half or decimal) && value.GetType() is { IsValueType: true, IsPrimitive: false, IsEnum: false };

    private static object Change(object value, Func<object?, object?> change)
    {
        object copy = RuntimeHelpers.GetObjectValue(value);
        foreach (FieldInfo field in Fields(copy)) field.SetValue(copy, change(field.GetValue(copy)));
        return copy;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Generated checks keep the fields by CheckedFunction.WithFieldsOf; where nothing has kept them that is an exception.")]
    private static FieldInfo[] Fields(object value)
    {
        Type type = value.GetType();
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        // A struct without fields takes one byte.
        return fields.Length > 0 || RuntimeHelpers.SizeOf(type.TypeHandle) == 1
            ? fields
            : throw new InvalidOperationException($"The fields of {type} have been trimmed away: keep them with [DynamicDependency].");
    }

    // An automatic property's field is <X>k__BackingField, and goes by the property's name.
    private static string NameOf(FieldInfo field) => field.Name is ['<', ..] name && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : field.Name;
}

/// <summary>A tensor as a check sees it.</summary>
internal interface ITensorLeaves
{
    TensorShape Shape { get; }

    /// <summary>The elements, the innermost axis fastest.</summary>
    Array ToArray();

    /// <summary>A tensor of the same shape.</summary>
    object With(Array elements);
}
