using System.Diagnostics;
using System.Text;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>An expression's text with its precedence, so that the one around it knows whether it needs parentheses.</summary>
internal readonly record struct Term(string Text, int Precedence)
{
    public string In(int precedence) => Precedence < precedence ? $"({Text})" : Text;
}

/// <summary>C#'s operator precedences; a higher one binds tighter.</summary>
internal static class Precedence
{
    public const int Conditional = 1, OrElse = 2, AndAlso = 3, Or = 4, Xor = 5, And = 6, Equality = 7, Relational = 8, Shift = 9, Additive = 10, Multiplicative = 11, Unary = 12, Primary = 13;

    public static int Of(string symbol) => symbol switch
    {
        "||" => OrElse,
        "&&" => AndAlso,
        "|" => Or,
        "^" => Xor,
        "&" => And,
        "==" or "!=" => Equality,
        "<" or "<=" or ">" or ">=" => Relational,
        "<<" or ">>" or ">>>" => Shift,
        "+" or "-" => Additive,
        "*" or "/" or "%" => Multiplicative,
        _ => throw new UnreachableException(symbol),
    };
}

/// <summary>
/// Operands as C# expressions. The tree is the IR's: floating point is not associative, so only parentheses that C#'s left associativity
/// implies are left out. An operand is <em>bare</em> where the surroundings convert it to its type: <c>2 * x</c> with a double x, <c>double s = i</c>.
/// </summary>
internal sealed partial class ExpressionWriter(FunctionTree tree, InliningPlan inlining, VariablePlan variables, NamePlan names, ICollection<string> reserved)
{
    /// <summary>Functions of Math that exist for one type only, so that a bare argument selects the same one.</summary>
    private static readonly HashSet<string> NotOverloaded =
    [
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Exp", "Log", "Log10", "Log2", "Pow", "Sin", "Sinh", "Sqrt", "Tan", "Tanh",
        "FusedMultiplyAdd", "CopySign", "IEEERemainder",
    ];

    /// <summary>The text where the surroundings convert it to the operand's type: an initialiser, an assignment, a return.</summary>
    public string Bare(Operand operand) => Write(operand, true).Text;

    /// <summary>The text where its own type counts.</summary>
    public string Typed(Operand operand) => Write(operand, false).Text;

    public Term Write(Operand operand, bool bare = false) => operand switch
    {
        Constant c => new(Literal.Write(c, bare, Type(c.Scalar)), Literal.IsNegative(c) || Literal.IsCast(c) ? Precedence.Unary : Precedence.Primary),
        DefaultOf d => new(bare ? "default" : $"default({Type(d.DefaultType)})", Precedence.Primary),
        Value v when inlining.IsInlined(v) => Definition(tree.Definitions[v.Id]!, bare),
        Value v => new(variables.Of(v).Name, Precedence.Primary),
        _ => throw new UnreachableException(operand.ToString()),
    };

    /// <summary>The right side of the assignment that a statement is.</summary>
    public Term Definition(Node node, bool bare) => node.Statement switch
    {
        Let s => Apply(s, bare),
        Load s when s.Array.Type.IsWhole(s.Indices) => Whole(s, bare),
        Load s => new(Element(s.Array, s.Indices), Precedence.Primary),
        Length s => new(s.Dimension < 0 ? Primary(s.Array) + ".Length" : $"{Primary(s.Array)}.GetLength({s.Dimension})", Precedence.Primary),
        If s => Choose(s.Condition, s.Then.Yields[0], s.Else.Yields[0], bare),
        _ => throw new UnreachableException(node.Statement.GetType().Name),
    };

    /// <summary><c>a[i, j]</c>; a reference parameter is its element; <c>a[i].Y</c> for a leaf of a struct.</summary>
    public string Element(Operand array, IReadOnlyList<Operand> indices) =>
        LeafOf(array, indices) is { } leaf ? $"{Structure(array, indices)}.{leaf.Path}" : At(array, indices);

    /// <summary>The leaf that an access to memory of structs means; null for other memory.</summary>
    public static Leaf? LeafOf(Operand array, IReadOnlyList<Operand> indices) => array.Type.IsWhole(indices) ? null : StructOf(array.Type)?.Leaves[LeafNumber(indices)];

    public static StructType? StructOf(IrType memory) => memory as StructType ?? memory.Element as StructType;

    public static int LeafNumber(IReadOnlyList<Operand> indices) => (int)((Constant)indices[indices.Count - 1]).Bits;

    /// <summary>The struct that holds the leaf.</summary>
    public string Structure(Operand array, IReadOnlyList<Operand> indices) => At(array, [.. indices.Take(indices.Count - 1)]);

    private string At(Operand array, IReadOnlyList<Operand> indices) =>
        indices.Count == 0 ? Primary(array) : $"{Primary(array)}[{string.Join(", ", indices.Select(i => array.Type is SpanType ? Index(i).Text : Typed(i)))}]";

    /// <summary>An array is indexed by any integer, a span by <c>int</c> only.</summary>
    private Term Index(Operand index) => Conversions.IsImplicit(index.Type, IrType.Int32) ? Write(index) : Prefix("(int)", index);

    public string Primary(Operand operand) => Write(operand).In(Precedence.Primary);

    /// <summary>A type, without its namespace unless something else here has its name.</summary>
    public string Type(IrType type) => type switch
    {
        SpanType s => $"{Qualified("System", s.IsReadOnly ? "ReadOnlySpan" : "Span")}<{Type(s.ElementType)}>",
        TapeType t => $"{Qualified("AutoDiff", "Tape")}<{Type(t.ElementType)}>",
        TensorType or TensorMemoryType => $"{Qualified("AutoDiff", "Tensor")}<{Type((type as TensorType)?.ElementType ?? type.Element!)}>",
        OpaqueType { CSharpName: "global::AutoDiff.TensorShape" or "global::AutoDiff.Axes" or "global::AutoDiff.TensorIndex" } => Qualified("AutoDiff", type.ToString().Substring("global::AutoDiff.".Length)),
        ArrayType { ElementType: TensorType or OpaqueType } a => Type(a.ElementType) + a.ToString().Substring(a.ElementType.ToString().Length),
        ScalarType { Kind: ScalarKind.Complex64 } => Qualified("AutoDiff", "Complex64"),
        _ => type.ToString().Replace("global::System.Half", Qualified("System", "Half")),
    };

    public string Qualified(string space, string name) => reserved.Contains(name) || names.IsTaken(name) ? $"global::{space}.{name}" : name;

    /// <summary>Fills the placeholders {0}, {1}… of foreign text; the arguments that it does not mention are returned.</summary>
    public (string Text, List<Operand> Remaining) Fill(string template, IReadOnlyList<Operand> arguments)
    {
        StringBuilder text = new();
        bool[] used = new bool[arguments.Count];
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i])
            {
                text.Append(template[i++]);
                continue;
            }
            int close = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (close > i && int.TryParse(template.Substring(i + 1, close - i - 1), out int k) && k < arguments.Count)
            {
                used[k] = true;
                text.Append(Primary(arguments[k]));
                i = close;
            }
            else text.Append(template[i]);
        }
        return (text.ToString(), arguments.Where((_, k) => !used[k]).ToList());
    }

    /// <summary>The logical negation of a condition.</summary>
    public Term Negation(Operand condition)
    {
        if (condition is Constant c) return new(c.IsTrue ? "false" : "true", Precedence.Primary);
        if (condition is Value v && inlining.IsInlined(v) && tree.Definitions[v.Id]!.Statement is Let s)
        {
            if (s.Op.Equals(Primitive.Not)) return Write(s.Arguments[0]);
            // With NaN only equality has an opposite: !(a < b) is not a >= b.
            string? opposite = s.Op.Symbol switch
            {
                "==" => "!=",
                "!=" => "==",
                "<" when s.Arguments[0].Type.IsInteger => ">=",
                "<=" when s.Arguments[0].Type.IsInteger => ">",
                ">" when s.Arguments[0].Type.IsInteger => "<=",
                ">=" when s.Arguments[0].Type.IsInteger => "<",
                _ => null,
            };
            if (opposite is not null) return Infix(opposite, s.Arguments[0], s.Arguments[1]);
            if (s.Op.Equals(Primitive.IsNull)) return new(Write(s.Arguments[0]).In(Precedence.Relational) + " is not null", Precedence.Relational);
        }
        return new("!" + Write(condition).In(Precedence.Unary), Precedence.Unary);
    }

    private Term Apply(Let s, bool bare)
    {
        if (s.Op.Equals(Primitive.IsNull)) return new(Write(s.Arguments[0]).In(Precedence.Relational) + " is null", Precedence.Relational);
        if (s.Op.Notation == Notation.Tensor || s.IsOfTensors) return ApplyToTensors(s, bare);
        if (s.Op.Equals(Primitive.Not)) return Negation(s.Arguments[0]);
        return s.Op.Notation switch
        {
            Notation.Infix => Checked(s, Infix(Spelling(s), s.Arguments[0], s.Arguments[1])),
            Notation.Prefix => Checked(s, Prefix(s.Op.Symbol, s.Arguments[0])),
            Notation.Checked when Creation(s) is { } method => new($"{Type(s.Result.Type)}.{method}({Typed(s.Arguments[0])})", Precedence.Primary),
            Notation.Checked => new($"checked({WriteChecked(s).Text})", Precedence.Primary),
            Notation.Cast when Creation(s) is { } method => new($"{Type(s.Result.Type)}.{method}({Typed(s.Arguments[0])})", Precedence.Primary),
            Notation.Cast => bare && Conversions.IsImplicit(s.Arguments[0].Type, s.Result.Type) ? Write(s.Arguments[0]) : Checked(s, Prefix($"({Type(s.Result.Type)})", s.Arguments[0])),
            Notation.Conditional => Choose(s.Arguments[0], s.Arguments[1], s.Arguments[2], bare),
            Notation.Math when NumberType(s) is { Kind: ScalarKind.Half or ScalarKind.Parameter } number => Call(s, Type(number)),
            Notation.Math => Call(s, IsSingle(s) ? Qualified("System", "MathF") : Qualified("System", "Math")),
            Notation.Number => Call(s, Type(NumberType(s))),
            _ => throw new UnreachableException(s.Op.Notation.ToString()),
        };
    }

    /// <summary>Where the operands are literals the compiler folds, and would reject an overflow.</summary>
    private Term Checked(Let s, Term term) => s.Result.Type.IsInteger && s.Arguments.All(IsConstant) ? new($"unchecked({term.Text})", Precedence.Primary) : term;

    /// <summary><c>&amp;&amp;</c> and <c>||</c> for Booleans, unless the right side might throw: the IR evaluates both.</summary>
    private string Spelling(Let s) => s.Result.Type != IrType.Boolean || s.Op.Symbol is not ("&" or "|") || MayThrow(s.Arguments[1]) ? s.Op.Symbol : s.Op.Symbol + s.Op.Symbol;

    private bool MayThrow(Operand operand) => operand is Value v && inlining.IsInlined(v) && tree.Definitions[v.Id]!.Nested().Any(n =>
        (n.Statement is not If && Purity.MayThrow(n.Statement)) || n.Operands.Any(MayThrow) || n.Children.Any(c => c.Region.Yields.Any(MayThrow)));

    private Term Infix(string symbol, Operand left, Operand right)
    {
        bool isShift = symbol is "<<" or ">>" or ">>>";
        int precedence = Precedence.Of(symbol);
        // One of the two must have the type by itself.
        Term x = Write(left, bare: !isShift && IsFirm(right));
        if (symbol is "/" or "%" && right.Type.IsInteger && IsConstant(right) && (right is not Constant { Bits: not (0 or -1) }))
            return new($"{x.In(precedence)} {symbol} {Divisor(right)}", precedence);
        if (symbol is "+" or "-" && right is Constant c && Literal.IsNegative(c) && Literal.Negated(c) is { } positive)
        {
            right = positive;
            symbol = symbol == "+" ? "-" : "+";
        }
        Term y = Write(right, bare: !isShift);
        bool isAssociative = symbol is "&&" or "||";
        string second = symbol is "+" or "-" && y.Text[0] == '-' ? $"({y.Text})" : y.In(isAssociative ? precedence : precedence + 1);
        return new($"{x.In(precedence)} {symbol} {second}", precedence);
    }

    /// <summary>The compiler rejects a division by a literal zero, and folds one of literals; the IR divides at run time.</summary>
    public string Divisor(Operand operand)
    {
        string text = Typed(operand);
        return operand.Type.IsInteger && IsConstant(operand) && operand is not Constant { Bits: not (0 or -1) } ? $"{Type(operand.Type)}.Max({text}, {text})" : Bare(operand);
    }

    /// <summary>True if the text is a constant expression of C#.</summary>
    private bool IsConstant(Operand operand) => operand switch
    {
        Constant => true,
        Value v when inlining.IsInlined(v) => tree.Definitions[v.Id]! switch
        {
            { Statement: Let { Op.Notation: Notation.Infix or Notation.Prefix or Notation.Cast or Notation.Conditional } s } => s.Arguments.All(IsConstant),
            { Statement: If s } => IsConstant(s.Condition) && IsConstant(s.Then.Yields[0]) && IsConstant(s.Else.Yields[0]),
            _ => false,
        },
        _ => false,
    };

    private Term Prefix(string symbol, Operand operand)
    {
        Term term = Write(operand);
        return new(symbol + (term.Text[0] is '-' or '+' ? $"({term.Text})" : term.In(Precedence.Unary)), Precedence.Unary);
    }

    private Term Choose(Operand condition, Operand whenTrue, Operand whenFalse, bool bare)
    {
        // c ? x : false is c && x, which evaluates x as lazily.
        if (whenFalse is Constant { Scalar.Kind: ScalarKind.Boolean } no) return no.IsTrue ? Join(Negation(condition), "||", whenTrue) : Join(Write(condition), "&&", whenTrue);
        if (whenTrue is Constant { Scalar.Kind: ScalarKind.Boolean } yes) return yes.IsTrue ? Join(Write(condition), "||", whenFalse) : Join(Negation(condition), "&&", whenFalse);
        bool isEitherFirm = IsFirm(whenTrue) || IsFirm(whenFalse);
        Term x = Write(whenTrue, bare: isEitherFirm && (whenTrue.Type.IsFloat || whenTrue.Type == IrType.Int64));
        Term y = Write(whenFalse, bare: whenFalse.Type.IsFloat || whenFalse.Type == IrType.Int64);
        return new($"{Write(condition).In(Precedence.OrElse)} ? {x.In(Precedence.OrElse)} : {y.In(Precedence.Conditional)}", Precedence.Conditional);
    }

    private Term Join(Term left, string symbol, Operand right)
    {
        int precedence = Precedence.Of(symbol);
        return new($"{left.In(precedence)} {symbol} {Write(right).In(precedence)}", precedence);
    }

    private Term Call(Let s, string type)
    {
        bool bareIsSafe = s.Op.Notation == Notation.Number || (NotOverloaded.Contains(s.Op.Symbol) && s.Arguments.All(a => a.Type.IsFloat));
        bool isAnyFirm = s.Arguments.Any(a => a.Type.IsFloat && IsFirm(a));
        IEnumerable<string> arguments = s.Arguments.Select(a => Write(a, bareIsSafe || (a is Constant && isAnyFirm)).Text);
        string name = s.Op.Symbol == "IEEERemainder" && type is not ("Math" or "MathF") ? "Ieee754Remainder" : s.Op.Symbol;
        return new($"{type}.{name}({string.Join(", ", arguments)})", Precedence.Primary);
    }

    private static bool IsSingle(Let s) => s.Result.Type == IrType.Single || s.Arguments.Any(a => a.Type == IrType.Single);

    private static ScalarType NumberType(Let s) => (ScalarType)(s.Arguments.Count > 0 && s.Arguments[0].Type.IsFloat ? s.Arguments[0].Type : s.Result.Type);

    /// <summary>What a conversion from or to a type parameter is written with, null for a cast.</summary>
    private static string? Creation(Let s) => (s.Arguments[0].Type, s.Result.Type) switch
    {
        (TypeParameterType, ScalarType { IsFloat: false }) when s.Op.Notation != Notation.Checked => "CreateTruncating",
        (TypeParameterType, ScalarType) or (ScalarType, TypeParameterType) => "CreateChecked",
        _ => null,
    };

    /// <summary>True if the text has the operand's type even when it is written bare.</summary>
    private bool IsFirm(Operand operand) => operand switch
    {
        Constant c => !Literal.HasBareForm(c),
        DefaultOf => false,
        Value v when inlining.IsInlined(v) => tree.Definitions[v.Id]!.Statement is not Let { Op.Notation: Notation.Cast } s
            || !Conversions.IsImplicit(s.Arguments[0].Type, s.Result.Type),
        _ => true,
    };
}
