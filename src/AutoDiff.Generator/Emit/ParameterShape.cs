namespace AutoDiff.Generator.Emit;

internal enum ShapeKind { Scalar, Array, Span, Tensor, Other }

/// <summary>What the generated members must know of a parameter's type, read off its C# spelling.</summary>
/// <param name="Element">The type at the bottom: <c>double</c> for <c>double[][]</c> and <c>Span&lt;double&gt;</c>.</param>
/// <param name="Rank">Of an array that holds no arrays.</param>
/// <param name="Levels">How many arrays are one in another: 1 for <c>double[,]</c>, 2 for <c>double[][]</c>.</param>
/// <param name="IsNullable">The annotation <c>?</c>: null is an argument like any other.</param>
/// <param name="MayHoldNull">An array in the array is annotated with <c>?</c>.</param>
internal sealed record ParameterShape(ShapeKind Kind, string Element, int Rank = 1, int Levels = 1, bool IsNullable = false, bool MayHoldNull = false)
{
    private const string Tensors = "global::AutoDiff.Tensor<";

    private static readonly string[] Spans = ["global::System.Span<", "global::System.ReadOnlySpan<"];

    /// <summary>The predefined types that are no numbers with a derivative: any other identifier without a namespace is a type parameter.</summary>
    private static readonly HashSet<string> Predefined = ["bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint", "char", "decimal", "string", "object", "dynamic", "void"];

    public bool IsScalar => Kind == ShapeKind.Scalar;

    /// <summary>Rank-1 memory, whose sink is a <c>Span</c>.</summary>
    public bool IsVector => Kind == ShapeKind.Span || (Kind == ShapeKind.Array && Rank == 1 && Levels == 1);

    /// <summary>A number, or memory of numbers: not of structs.</summary>
    public bool HasNumbers => Kind != ShapeKind.Tensor && IsNumber(Element);

    public bool IsTensor => Kind == ShapeKind.Tensor;

    /// <summary>A tensor of numbers that are no pairs of them: with respect to a complex number there are two derivatives.</summary>
    public bool IsRealTensor => Kind == ShapeKind.Tensor && IsNumber(Element);

    public bool IsArray => Kind == ShapeKind.Array;

    /// <summary>Of an array of tensors the type of their elements; null for others.</summary>
    public string? OfTensorsOf => IsMemory && Element.StartsWith(Tensors, StringComparison.Ordinal) ? Element.Substring(Tensors.Length, Element.Length - Tensors.Length - 1) : null;

    public bool IsJagged => Kind == ShapeKind.Array && Levels > 1;

    public bool IsMemory => Kind is ShapeKind.Array or ShapeKind.Span;

    public static ParameterShape Of(string type)
    {
        foreach (string span in Spans)
            if (type.StartsWith(span, StringComparison.Ordinal) && type.EndsWith(">", StringComparison.Ordinal))
                return new(ShapeKind.Span, type.Substring(span.Length, type.Length - span.Length - 1));

        if (type.StartsWith(Tensors, StringComparison.Ordinal) && type.EndsWith(">", StringComparison.Ordinal)) return new(ShapeKind.Tensor, type.Substring(Tensors.Length, type.Length - Tensors.Length - 1));

        string rest = WithoutAnnotation(type);
        (int rank, int levels, bool mayHoldNull) = (0, 0, false);
        while (WithoutAnnotation(rest) is var bare && bare.EndsWith("]", StringComparison.Ordinal))
        {
            mayHoldNull |= bare != rest;
            int open = bare.LastIndexOf('[');
            rank = bare.Length - open - 1;
            levels++;
            rest = bare.Substring(0, open);
        }
        return levels == 0 ? new(IsNumber(type) ? ShapeKind.Scalar : ShapeKind.Other, type) : new(ShapeKind.Array, rest, rank, levels, type != WithoutAnnotation(type), mayHoldNull);
    }

    private static bool IsNumber(string type) =>
        type == "global::System.Half" || (!Predefined.Contains(type) && type.All(c => char.IsLetterOrDigit(c) || c is '_' or '@'));

    private static string WithoutAnnotation(string type) => type.EndsWith("?", StringComparison.Ordinal) ? type.Substring(0, type.Length - 1) : type;
}
