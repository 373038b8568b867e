using System.Globalization;
using System.Text;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>The table of rules as a page of the documentation, its partials as mathematics.</summary>
internal static class RulesDocument
{
    private const string Operands = "xyzwv";

    private static readonly (double Value, string Text)[] KnownNumbers =
    [
        (Math.PI, "π"), (Math.Log(2), "ln 2"), (Math.Log(10), "ln 10"), (Math.PI / 180, "π/180"), (180 / Math.PI, "180/π"), (0.5, "½"),
    ];

    public static string Write()
    {
        StringBuilder text = new();
        text.Append("""
            # Derivatives of functions

            This page is written by a test from the one table of the compiler, `src/AutoDiff.Generator/Rules`; another test checks each line against
            differences of the real .NET function. Operands are x, y and z in their order, Ω is the result. A function of `Math` is the one of `MathF` for
            `float`; a function of `double` is the one of `float` too. Where a function has a kink, the conventions are PyTorch's.

            ## Operators

            | operator | in x | in y | in z | |
            |---|---|---|---|---|

            """);
        ScalarRule[] rules = [.. ScalarRules.All.Where(r => r.Partials.Any(p => p is not null))];
        foreach (ScalarRule rule in rules.Where(r => !IsFunction(r))) Append(text, rule);
        text.Append("""

            ## Functions

            | function | in x | in y | in z | |
            |---|---|---|---|---|

            """);
        foreach (ScalarRule rule in rules.Where(IsFunction)) Append(text, rule);
        text.Append("""

            ## Constants

            These take numbers and give steps or answers, constant between their jumps. Their derivative is 0 everywhere, at the jumps too.


            """);
        text.Append(string.Join(", ", ScalarRules.All.Except(rules).Select(r => $"`{Call(r)}`"))).Append('\n');
        AppendTensors(text);
        return text.ToString();
    }

    private static void AppendTensors(StringBuilder text)
    {
        text.Append("""

            ## Functions of the elements of tensors

            A function that `Math` or the number types have is the same for tensors (`Tensor.Sin(x)`); the operators are those of numbers, with broadcasting. What only tensors have:

            | function | in x | in y | |
            |---|---|---|---|

            """);
        foreach (ScalarRule rule in TensorElements.All)
            text.Append($"| `{Call(rule)}` | {Text(rule.Partials[0]!)} | {(rule.Partials.Count > 1 ? Text(rule.Partials[1]!) : "")} | {rule.Note} |\n");
        text.Append("""

            ## Functions of the elements of complex tensors

            The inner product of complex numbers is Re(s̅ · ż): a real loss has the gradient ∂L/∂Re z + i · ∂L/∂Im z. What is holomorphic has the partial of the row for reals, f′(z): the tangent is multiplied with it, the cotangent with its conjugate. So it is
            with the arithmetic operators, and with

            """);
        text.Append(string.Join(", ", ComplexRules.SharedNames.Select(n => $"`{n}`")));
        text.Append("""
            .

            | function | in x | in y | |
            |---|---|---|---|

            """);
        foreach (ScalarRule rule in ComplexRules.Holomorphic) text.Append($"| `{Call(rule)}` | {Text(rule.Partials[0]!)} | {Text(rule.Partials[1]!)} | {rule.Note} |\n");
        text.Append("""

            What is linear over the reals only, or has real values, has a pullback and a pushforward, where s is the cotangent of the result and the tangent of the operand:

            | function | operand | pullback | pushforward | |
            |---|---|---|---|---|

            """);
        foreach (TensorRule rule in ComplexRules.Parts)
            for (int i = 0; i < rule.Pullbacks.Count; i++) text.Append($"| `{Call(rule.Primitive)}` | {Operands[i]} | {Text(rule.Pullbacks[i]!)} | {Text(rule.Pushforwards[i]!)} | {rule.Note} |\n");
        text.Append("""

            ## Operations on tensors

            The pullback of each operand, its contribution to the operand's cotangent, where s is the cotangent of the result. An operation that is linear in the operand is its own
            pushforward. Operands without a pullback (shapes, axes, positions) are constants. Functions that end in `Back` are transposes, which only derivatives call.
            Of complex numbers a pullback reads the conjugates of the operands and of Ω: that of a matrix product has the conjugate transpose.

            | operation | operand | pullback |
            |---|---|---|

            """);
        foreach (TensorRule rule in TensorRules.All.Concat(TensorRules.ListExamples))
            for (int i = 0; i < rule.Pullbacks.Count; i++)
                if (rule.Pullbacks[i] is { } pullback) text.Append($"| `{Call(rule.Primitive)}` | {Operands[i]} | {Text(pullback)} |\n");
    }

    private static string Call(Primitive op) => op.Symbol[0] == '.' ? "x" + op.Symbol : $"Tensor.{op.Symbol}({string.Join(", ", Operands.Take(op.Arity))})";

    private static bool IsFunction(ScalarRule rule) => rule.Primitive.Notation is Notation.Math or Notation.Number;

    private static void Append(StringBuilder text, ScalarRule rule)
    {
        IEnumerable<string> partials = Enumerable.Range(0, 3).Select(i => i >= rule.Partials.Count ? "" : rule.Partials[i] is { } partial ? Text(partial) : "–");
        text.Append($"| `{Call(rule)}` | {string.Join(" | ", partials)} | {rule.Note} |\n");
    }

    private static string Call(ScalarRule rule)
    {
        Primitive op = rule.Primitive;
        return op.Notation switch
        {
            Notation.Infix => $"x {op.Symbol} y",
            Notation.Prefix => $"{op.Symbol}x",
            Notation.Cast => "(double)x",
            Notation.Conditional => "x ? y : z",
            Notation.Tensor => Call(op),
            _ => $"{(op.Notation == Notation.Math ? "Math" : "double")}.{op.Symbol}({string.Join(", ", Operands.Take(op.Arity))})",
        };
    }

    private static string Text(Expression expression) => Write(expression).Text;

    // How tightly the text binds.
    private const int Choice = 0, Relation = 1, Sum = 2, Negation = 3, Product = 4, Atom = 5;

    private static (string Text, int Binding) Write(Expression expression) => expression switch
    {
        Expression.Argument a => (Operands[a.Index].ToString(), Atom),
        Expression.Result => ("Ω", Atom),
        Expression.Number n => (Number(n.Value), n.Value < 0 ? Negation : Atom),
        Expression.Seed => ("s", Atom),
        Expression.Ordinal o => (o.Value.ToString(CultureInfo.InvariantCulture).Replace('-', '−'), Atom),
        Expression.Truth t => (t.Value ? "true" : "false", Atom),
        Expression.Apply { Op.Symbol: ['.', .. var property], Arguments: [var tensor] } => ($"{In(tensor, Atom)}.{property}", Atom),
        Expression.Apply { Op: { Notation: Notation.Tensor } operation, Arguments: var list } => ($"{operation.Symbol}({string.Join(", ", list.Select(Text))})", Atom),
        Expression.Apply { Op: var op, Arguments: var arguments } => op.Name switch
        {
            "Select" => ($"{In(arguments[1], Relation)} if {Condition(arguments[0])}, else {Text(arguments[2])}", Choice),
            "Negate" => ("−" + In(arguments[0], Product), Negation),
            "Convert" => Write(arguments[0]),
            "Add" => ($"{In(arguments[0], Sum)} + {In(arguments[1], Sum)}", Sum),
            "Subtract" => ($"{In(arguments[0], Sum)} − {In(arguments[1], Product)}", Sum),
            "Multiply" when arguments[0] == arguments[1] => (In(arguments[0], Atom) + "²", Product),
            "Multiply" => ($"{In(arguments[0], Negation)} · {In(arguments[1], Product)}", Product),
            "Divide" => ($"{In(arguments[0], Negation)} / {In(arguments[1], Atom)}", Product),
            "Sqrt" => ($"√{In(arguments[0], Atom)}", Atom),
            "Log" => ($"ln {In(arguments[0], Atom)}", Product),
            "Pow" => ($"{In(arguments[0], Atom)}^{In(arguments[1], Atom)}", Atom),
            "Equal" => (Comparison("=", arguments), Relation),
            "Less" => (Comparison("<", arguments), Relation),
            "Greater" => (Comparison(">", arguments), Relation),
            "LessOrEqual" => (Comparison("≤", arguments), Relation),
            "GreaterOrEqual" => (Comparison("≥", arguments), Relation),
            "And" => ($"{In(arguments[0], Relation)} and {In(arguments[1], Relation)}", Relation),
            _ => ($"{op.Symbol.ToLowerInvariant()}({string.Join(", ", arguments.Select(Text))})", Atom),
        },
        _ => throw new NotSupportedException(expression.ToString()),
    };

    private static string Condition(Expression condition) => condition is Expression.Argument ? $"{Text(condition)} is true" : Text(condition);

    private static string Comparison(string sign, IReadOnlyList<Expression> arguments) => $"{In(arguments[0], Sum)} {sign} {In(arguments[1], Sum)}";

    private static string In(Expression expression, int binding) => Write(expression) is var (text, own) && own >= binding ? text : $"({Text(expression)})";

    private static string Number(double value) => KnownNumbers.FirstOrDefault(k => Math.Abs(k.Value - Math.Abs(value)) < 1e-15 * k.Value) is { Text: { } known }
        ? (value < 0 ? "−" : "") + known
        : value.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
