namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Types: a struct of two numbers, one of it and more, a tuple; and arrays of all.</summary>
internal sealed partial class RandomProgram
{
    private readonly Form _pairs, _frames;

    private enum Kind { Real, Sum, Integer, Boolean, Array, SumArray, Matrix, Jagged, ReadOnlySpan, Span, Pair, PairArray, Frame, FrameArray, Tuple, Function, Procedure }

    /// <summary>How a struct is declared.</summary>
    private enum Form { Fields, Properties, Record, ReadOnlyRecord }

    private string Type => _isSingle ? "float" : "double";

    private string Math => _isSingle ? "MathF" : "Math";

    private FuzzType TypeOf(Kind kind)
    {
        FuzzType number = FuzzType.Number(_isSingle), pair = FuzzType.Struct("Pair", ("X", number), ("Y", number));
        FuzzType frame = FuzzType.Struct("Frame", ("P", pair), ("N", FuzzType.Constant("int", "2")), ("W", number));
        return kind switch
        {
            Kind.Real or Kind.Sum => number,
            Kind.Integer => FuzzType.Constant("int", "0"),
            Kind.Boolean => FuzzType.Constant("bool", "false"),
            Kind.Array or Kind.SumArray => number.Array(Length),
            Kind.Matrix => number.Matrix(Length, Length),
            Kind.Jagged => number.Jagged(Length, Length),
            Kind.ReadOnlySpan => number.Span(Length, isReadOnly: true),
            Kind.Span => number.Span(Length, isReadOnly: false),
            Kind.Pair => pair,
            Kind.PairArray => pair.Array(Length),
            Kind.Frame => frame,
            Kind.FrameArray => frame.Array(Length),
            Kind.Tuple => FuzzType.Tuple(("A", number), ("B", number)),
            Kind.Function => FuzzType.Constant($"Func<{Type}, {Type}>", ""),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private string Structs() => $$"""
        public {{Declared(_pairs, "Pair", (Type, "X"), (Type, "Y"))}}
            public readonly {{Type}} Product => X * Y;
            public readonly {{Type}} Mixed({{Type}} t) => {{Math}}.Sin(X * t) + {{Math}}.Cos(Y);
            public static Pair operator +(Pair a, Pair b) => new Pair(a.X + b.X, a.Y + b.Y);
            public static Pair operator *({{Type}} s, Pair a) => new Pair(s * a.X, s * a.Y);
            {{(HasMembers(_pairs) ? $"public void Turn({Type} t) {{ {Type} x = X; X = {Math}.Sin(t) * x - {Math}.Cos(t) * {Math}.Sin(Y); Y = {Math}.Sin(x + t); }}" : "")}}
        }

        public {{Declared(_frames, "Frame", ("Pair", "P"), ("int", "N"), (Type, "W"))}}
            public readonly {{Type}} Total() => {{Math}}.Sin(P.X + {{Math}}.Sin(P.Y) * W + N);
        }

        """;

    /// <summary>The struct up to its other members.</summary>
    private static string Declared(Form form, string name, params (string Type, string Name)[] fields)
    {
        string parameters = string.Join(", ", fields.Select(f => $"{f.Type} {f.Name}"));
        return form switch
        {
            Form.Record => $"record struct {name}({parameters})\n{{",
            Form.ReadOnlyRecord => $"readonly record struct {name}({parameters})\n{{",
            _ => $"struct {name}\n{{\n{string.Concat(fields.Select(f => $"public {f.Type} {f.Name}{(form == Form.Fields ? ";" : " { get; set; }")}\n"))}public {name}({string.Join(", ", fields.Select(f => $"{f.Type} @{f.Name.ToLowerInvariant()}"))}) {{ {string.Concat(fields.Select(f => $"{f.Name} = @{f.Name.ToLowerInvariant()}; "))}}}",
        };
    }

    /// <summary>Whether fields can be assigned one by one.</summary>
    private static bool HasMembers(Form form) => form != Form.ReadOnlyRecord;
}
