using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// The last pass: nameless sums of an index and a literal, which the passes before have made one value so that <c>a[i - 1]</c> is recognised as
/// <c>a[i - 1]</c>, are computed at each use again. They cost nothing there, and nobody would have written a variable for them.
/// </summary>
internal sealed class IndexDuplication : PassRewriter
{
    private readonly Dictionary<int, Let> _offsets = [];

    private IndexDuplication(FunctionIr function) : base(function)
    {
    }

    public static FunctionIr Run(FunctionIr function) => new IndexDuplication(function).Run();

    public override Region Rewrite(Region region)
    {
        List<Statement> body = [];
        foreach (Statement statement in region.Body) Rewrite(statement, body);
        Duplicate(region.Yields, body);
        return new(region.Parameters, body, Map(region.Yields));
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let let && IsOffset(let))
        {
            _offsets[let.Result.Id] = let;
            return;
        }
        Duplicate(statement.Uses(), output);
        Emit(RewriteParts(statement), output);
    }

    private static bool IsOffset(Let let) =>
        let.Result is { Name: null } && let.Result.Type == IrType.Int32
        && (let.Op.Equals(Primitive.Add) || let.Op.Equals(Primitive.Subtract)) && let.Arguments[0] is Value && let.Arguments[1] is Constant;

    // Until the next use each of these values is the copy made for this one.
    private void Duplicate(IEnumerable<Operand> uses, List<Statement> output)
    {
        foreach (Value use in uses.OfType<Value>())
        {
            if (!_offsets.TryGetValue(use.Id, out Let? offset)) continue;
            Duplicate(offset.Arguments, output);
            Value copy = Fresh(use.Type);
            Emit(offset with { Result = copy, Arguments = Map(offset.Arguments) }, output);
            Replace(use, copy);
        }
    }
}
