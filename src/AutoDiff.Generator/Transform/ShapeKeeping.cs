using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Puts the shape of each tensor that an adjoint or a tangent may ask for beside the tensor, as a value of its own: so the shape alone is recorded, not the tensor. What is not asked for
/// is dropped as dead. So it is with the memory of a tensor's elements: one for all reads, where the tensor is defined, so that their cotangents come together in one shadow.
/// </summary>
internal sealed class ShapeKeeping : IrRewriter
{
    private readonly IrBuilder _builder;
    private readonly HashSet<int> _wanted = [];
    private readonly HashSet<int> _read = [];
    private readonly Dictionary<int, Value> _memories = [];

    private ShapeKeeping(FunctionIr function)
    {
        _builder = new IrBuilder(function.NextId);
        TensorShapes shapes = new(new RegionTree(function));
        // What is written as a whole has its cotangent read in its own shape.
        IEnumerable<Operand> written = function.Body.Deep().SelectMany(s => s switch
        {
            Store w when w.Array.Type.IsWhole(w.Indices) => [w.Stored],
            Accumulate w when w.Array.Type.IsWhole(w.Indices) => [w.Addend],
            _ => Enumerable.Empty<Operand>(),
        });
        _wanted.UnionWith(written.OfType<Value>().Where(v => v.Type is TensorType { ElementType.IsFloat: true }).Select(v => v.Id));
        foreach (Let let in function.Body.Deep().OfType<Let>())
        {
            // Of what has no shape beside it already; a shape that the primal asks for itself serves as well.
            IEnumerable<Operand> wanted = TensorRules.Of(let.Op) is not null || TensorRules.IsView(let.Op)
                ? let.Arguments.Append(let.Result)
                : let.Arguments.Where(a => shapes.MayBeBroadcast(let, a)).Append(let.Result).Where(_ => let.Arguments.Any(a => shapes.MayBeBroadcast(let, a)));
            if (let.Op.Equals(TensorRules.Elements)) _read.UnionWith(let.Arguments.OfType<Value>().Select(v => v.Id));
            _wanted.UnionWith(wanted.OfType<Value>().Where(v => v.Type is TensorType { ElementType.IsFloat: true }).Select(v => v.Id));
        }
    }

    public static FunctionIr Run(FunctionIr function)
    {
        if (!function.Body.Deep().Any(s => s.Definitions().Any(v => v.Type is TensorType))) return function;
        ShapeKeeping pass = new(function);
        List<Statement> entry = [];
        foreach (Parameter parameter in function.Parameters) pass.Keep(parameter.Value, entry);
        Region body = pass.Rewrite(function.Body);
        return function with { Body = body with { Body = [.. entry, .. body.Body] }, NextId = pass._builder.NextId };
    }

    public override Region Rewrite(Region region)
    {
        List<Statement> entry = [];
        foreach (Value parameter in region.Parameters) Keep(parameter, entry);
        Region rewritten = base.Rewrite(region);
        return entry.Count == 0 ? rewritten : rewritten with { Body = [.. entry, .. rewritten.Body] };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let { Arguments: [Value tensor] } read && read.Op.Equals(TensorRules.Elements) && _memories.TryGetValue(tensor.Id, out Value? memory))
        {
            Replace(read.Result, memory);
            return;
        }
        base.Rewrite(statement, output);
        foreach (Value value in statement.Definitions()) Keep(value, output);
    }

    private void Keep(Value value, List<Statement> output)
    {
        if (_wanted.Contains(value.Id)) output.Add(new Let(_builder.Fresh(TensorType.Shape, value.Name is null ? null : value.Name + "Shape"), TensorRules.ShapeOf, [value]));
        if (!_read.Contains(value.Id)) return;
        _memories[value.Id] = _builder.Fresh(new TensorMemoryType(value.Type.Scalar));
        output.Add(new Let(_memories[value.Id], TensorRules.Elements, [value]));
    }
}
