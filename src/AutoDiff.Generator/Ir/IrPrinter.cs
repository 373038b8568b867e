using System.Diagnostics;
using System.Text;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// The IR as a text to read: one statement a line, regions indented, a value as <c>%id</c> or <c>%id.name</c>. A loop's carried values
/// are written <c>parameter = initial</c> in its head and <c>result</c> before it.
/// </summary>
internal static class IrPrinter
{
    public static string Print(FunctionIr function)
    {
        StringBuilder text = new();
        text.Append(function.Name).Append('(').Append(List(function.Parameters, Parameter)).Append(")\n");
        Append(text, function.Body, 1);
        return text.ToString();
    }

    /// <summary>One statement, with the regions in it.</summary>
    public static string Print(Statement statement)
    {
        StringBuilder text = new();
        Append(text, statement, 0);
        return text.ToString().TrimEnd();
    }

    private static string Parameter(Parameter parameter) => $"{parameter.Value}: {ShortType(parameter.Value.Type)} {parameter.Role switch
    {
        ParameterRole.Differentiable => "differentiable",
        ParameterRole.Constant => "constant",
        ParameterRole.Cotangent => "cotangent",
        ParameterRole.Sink => "sink",
        ParameterRole.Residual => "residual",
        ParameterRole.Tangent => "tangent",
        _ => throw new UnreachableException(),
    }}";

    private static void Append(StringBuilder text, Region region, int depth)
    {
        foreach (Statement statement in region.Body) Append(text, statement, depth);
        if (region.Yields.Count > 0) Line(text, depth, $"yield {List(region.Yields)}");
    }

    private static void Append(StringBuilder text, Statement statement, int depth)
    {
        switch (statement)
        {
            case If s:
                Line(text, depth, $"{Results(s.Results)}if {s.Condition}");
                Append(text, s.Then, depth + 1);
                if (s.Else.Body.Count + s.Else.Yields.Count == 0) break;
                Line(text, depth, "else");
                Append(text, s.Else, depth + 1);
                break;
            case For s:
                string bound = s.Bound switch
                {
                    Bound.Less => "<",
                    Bound.LessOrEqual => "<=",
                    Bound.Greater => ">",
                    Bound.GreaterOrEqual => ">=",
                    _ => throw new UnreachableException(),
                };
                Line(text, depth, $"{Results(s.Results)}for {s.Index} = {s.Start}; {bound} {s.End}; += {s.Step}{Carried(s.Body, s.Initial)}");
                Append(text, s.Body, depth + 1);
                break;
            case While s:
                Line(text, depth, $"{Results(s.Results)}while{Carried(s.Condition, s.Initial)}");
                Append(text, s.Condition, depth + 1);
                Line(text, depth, $"do{(s.Body.Parameters.Count == 0 ? "" : $" ({List(s.Body.Parameters)})")}");
                Append(text, s.Body, depth + 1);
                break;
            default:
                Line(text, depth, Simple(statement));
                break;
        }
    }

    private static string Simple(Statement statement) => statement switch
    {
        Let s => $"{s.Result} = {Operation(s)}",
        Load s => $"{s.Result} = {Element(s.Array, s.Indices)}",
        Store s => $"{Element(s.Array, s.Indices)} = {s.Stored}",
        Accumulate s => $"{Element(s.Array, s.Indices)} += {s.Addend}",
        MoveRecords s => $"{s.Move} records {s.Records}: {s.Memory}[{s.Start}; {s.Stride}]",
        Clear s => $"clear {s.Array}",
        Allocate s => $"{s.Result} = new {ShortType(s.Result.Type.Element!)}[{List(s.Dimensions)}] {Place(s)}",
        Length s => $"{s.Result} = length {s.Array}{(s.Dimension < 0 ? "" : $" dimension {s.Dimension}")}",
        Slice s => $"{s.Result} = span {s.Array}{(s.Start is null ? "" : $" from {s.Start}")}{(s.Count is null ? "" : $" count {s.Count}")}",
        Invoke s => $"{(s.Result is null ? "" : $"{s.Result} = ")}invoke {s.Method}({List(s.Arguments)})",
        Ir.Call s => $"{Results(s.Results)}call {(s.Callee.IsInstance ? "." : "")}{s.Callee.Method}({List(s.Arguments)})",
        Throw s => $"throw {s.Expression}({List(s.Arguments)})",
        DerivativeCall s => $"{string.Join(", ", s.Results)} = {s.Primal.Name}{s.Member}({string.Join(", ", s.Arguments)})",
        NewTape s => $"{s.Result} = new tape of {ShortType(s.Result.Type.Element!)}",
        Push s => $"push {s.Pushed} on {s.Tape}",
        Pop s => $"{s.Result} = pop {s.Tape}",
        Section s => $"-- {s.Title}",
        _ => throw new UnreachableException(),
    };

    private static string Operation(Let let) => let.Op.Notation switch
    {
        _ when let.Arguments.Count != let.Op.Arity => Call(let),
        Notation.Infix => $"{let.Arguments[0]} {let.Op.Symbol} {let.Arguments[1]}",
        Notation.Prefix when let.Op == Primitive.IsNull => $"{let.Arguments[0]} is null",
        Notation.Prefix => $"{let.Op.Symbol}{let.Arguments[0]}",
        Notation.Cast => $"({ShortType(let.Result.Type)}){let.Arguments[0]}",
        Notation.Checked => $"checked({Operation(let with { Op = let.Op.InUnchecked })})",
        Notation.Conditional => $"{let.Arguments[0]} ? {let.Arguments[1]} : {let.Arguments[2]}",
        _ => Call(let),
    };

    private static string Call(Let let) => $"{let.Op.Name}({List(let.Arguments)})";

    private static string Place(Allocate allocate) => allocate.Storage switch
    {
        Storage.Heap => "on heap",
        Storage.Stack => "on stack",
        Storage.Pool => "from pool",
        Storage.Scope => allocate.Scope is { } scope ? $"of {scope}" : "for the call",
        _ => throw new UnreachableException(),
    } + (allocate.IsZeroed ? "" : ", not zeroed");

    private static string Element(Operand array, Model.EquatableArray<Operand> indices) => $"{array}[{List(indices)}]";

    private static string Results(Model.EquatableArray<Value> results) => results.Count == 0 ? "" : $"{List(results)} = ";

    private static string Carried(Region region, Model.EquatableArray<Operand> initial) =>
        initial.Count == 0 ? "" : $" carrying {string.Join(", ", region.Parameters.Zip(initial, (p, o) => $"{p} = {o}"))}";

    private static string List<T>(IEnumerable<T> items, Func<T, string>? text = null) =>
        string.Join(", ", items.Select(item => text is null ? item!.ToString() : text(item)));

    private static string ShortType(IrType type) => type.ToString().Replace("global::System.", "").Replace("global::AutoDiff.", "");

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');
}
