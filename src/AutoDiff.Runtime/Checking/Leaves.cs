using System.Globalization;

namespace AutoDiff;

/// <summary>Boxed numbers and arrays of them, of any rank and jagged, seen as the list of their numbers in storage order.</summary>
internal static class Leaves
{
    public static double[] Of(object? value) => value switch
    {
        double number => [number],
        float number => [number],
        double[] vector => [.. vector],
        Array array => [.. array.Cast<object?>().SelectMany(Of)],
        _ => [],
    };

    /// <summary>A deep copy.</summary>
    public static object? Clone(object? value)
    {
        if (value is not Array array) return value;
        var copy = (Array)array.Clone();
        if (copy is Array?[] rows)
            for (int i = 0; i < rows.Length; i++) rows[i] = (Array?)Clone(rows[i]);
        return copy;
    }

    public static object?[] Clone(object?[] values) => [.. values.Select(Clone)];

    /// <summary>The same shape with other numbers, given by their place.</summary>
    public static object? Map(object? value, Func<int, double> number)
    {
        int next = 0;
        return Fill(Clone(value));

        object? Fill(object? part)
        {
            switch (part)
            {
                case double: return number(next++);
                case float: return (float)number(next++);
                case Array?[] rows:
                    foreach (Array? row in rows) Fill(row);
                    return part;
                case Array array:
                    for (int i = 0; i < array.Length; i++)
                    {
                        int[] place = Place(array, i);
                        array.SetValue(Fill(array.GetValue(place)), place);
                    }
                    return part;
                default: return part;
            }
        }
    }

    /// <summary>The same with one number replaced.</summary>
    public static object? With(object? value, int leaf, double number)
    {
        double[] numbers = Of(value);
        return Map(value, i => i == leaf ? number : numbers[i]);
    }

    public static bool IsSingle(object? value)
    {
        Type? type = value?.GetType();
        while (type is { IsArray: true }) type = type.GetElementType();
        return type == typeof(float);
    }

    /// <summary>How a number is called in its argument: <c>[2, 0]</c>, <c>[1][3]</c>, nothing for a scalar.</summary>
    public static string NameOf(object? value, int leaf)
    {
        switch (value)
        {
            case Array?[] rows:
                for (int i = 0; i < rows.Length; i++)
                {
                    int count = Of(rows[i]).Length;
                    if (leaf < count) return string.Create(CultureInfo.InvariantCulture, $"[{i}]{NameOf(rows[i], leaf)}");
                    leaf -= count;
                }
                return "";
            case Array array: return $"[{string.Join(", ", Place(array, leaf).Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";
            default: return "";
        }
    }

    private static int[] Place(Array array, int index)
    {
        int[] place = new int[array.Rank];
        for (int d = array.Rank - 1; d >= 0; d--) (index, place[d]) = Math.DivRem(index, array.GetLength(d));
        return place;
    }
}
