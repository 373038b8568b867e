using System.Globalization;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>A type of a program, and how its values become numbers and are put together again, so that a program is a function from vectors to vectors.</summary>
/// <param name="Text">In C#.</param>
/// <param name="Count">How many numbers a value has.</param>
/// <param name="Read">The expression that makes a value of the next numbers that <c>r</c> gives.</param>
/// <param name="Write">The statements that add the numbers of a value to <c>w</c>.</param>
internal sealed record FuzzType(string Text, int Count, string Read, Func<string, string> Write)
{
    /// <summary>Of what has no numbers, with the value that stands for it.</summary>
    public static FuzzType Constant(string text, string value) => new(text, 0, value, _ => "");

    public static FuzzType Number(bool isSingle) => isSingle ? new("float", 1, "r.Single()", Add) : new("double", 1, "r.Double()", Add);

    public static FuzzType Struct(string text, params (string Name, FuzzType Type)[] fields) => new(
        text,
        fields.Sum(f => f.Type.Count),
        $"new {text}({string.Join(", ", fields.Select(f => f.Type.Read))})",
        value => string.Concat(fields.Select(f => f.Type.Write($"{value}.{f.Name}"))));

    public static FuzzType Tuple(params (string Name, FuzzType Type)[] elements)
    {
        string text = $"({string.Join(", ", elements.Select(e => $"{e.Type.Text} {e.Name}"))})";
        return new(
            text,
            elements.Sum(e => e.Type.Count),
            $"(({text})({string.Join(", ", elements.Select(e => e.Type.Read))}))",
            value => string.Concat(elements.Select(e => e.Type.Write($"{value}.{e.Name}"))));
    }

    public FuzzType Array(int length) => new(
        Text + "[]",
        length * Count,
        $"new {Text}[] {{ {string.Join(", ", Enumerable.Repeat(Read, length))} }}",
        value => Elements(length, i => Write($"{value}[{i}]")));

    public FuzzType Jagged(int rows, int columns)
    {
        FuzzType row = Array(columns);
        return new(Text + "[][]", rows * row.Count, $"new {Text}[][] {{ {string.Join(", ", Enumerable.Repeat(row.Read, rows))} }}", value => Elements(rows, i => row.Write($"{value}[{i}]")));
    }

    public FuzzType Matrix(int rows, int columns)
    {
        string row = $"{{ {string.Join(", ", Enumerable.Repeat(Read, columns))} }}";
        return new(Text + "[,]", rows * columns * Count, $"new {Text}[,] {{ {string.Join(", ", Enumerable.Repeat(row, rows))} }}",
            value => Elements(rows, i => Elements(columns, j => Write($"{value}[{i}, {j}]"))));
    }

    /// <summary>An array is passed for it.</summary>
    public FuzzType Span(int length, bool isReadOnly) => Array(length) with { Text = $"{(isReadOnly ? "ReadOnlySpan" : "Span")}<{Text}>" };

    private static string Add(string value) => $"w.Add({value}); ";

    private static string Elements(int count, Func<string, string> write) => string.Concat(Enumerable.Range(0, count).Select(i => write(i.ToString(CultureInfo.InvariantCulture))));
}
