using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>Gives each statement that reads a comparison of tensors one of its own: a loop over elements compares rather than reads what another has compared. Those that are in no such loop are one again afterwards.</summary>
internal sealed class MaskCloning : IrRewriter
{
    private readonly IrBuilder _builder;

    private MaskCloning(FunctionIr function) => _builder = new(function.NextId);

    public static FunctionIr Run(FunctionIr function)
    {
        MaskCloning cloning = new(function);
        Region body = cloning.Rewrite(function.Body);
        return function with { Body = body, NextId = cloning._builder.NextId };
    }

    public override Region Rewrite(Region region)
    {
        Region rewritten = base.Rewrite(region);
        Dictionary<int, Let> masks = rewritten.Body.OfType<Let>().Where(l => l.Result.Type is TensorType { ElementType: var element } && element == IrType.Boolean && ElementOperation.Of(l) is not null).ToDictionary(l => l.Result.Id);
        if (masks.Count == 0) return rewritten;
        List<Statement> body = [];
        Stack<Statement> open = new(rewritten.Body);
        while (open.Count > 0)
        {
            Statement statement = open.Pop();
            if (statement is Let let && ElementOperation.Of(let) is not null)
            {
                Dictionary<int, Value> own = [];
                foreach (Value mask in let.Arguments.OfType<Value>().Where(a => masks.ContainsKey(a.Id)))
                {
                    if (own.ContainsKey(mask.Id)) continue;
                    Value copy = own[mask.Id] = _builder.Fresh(mask.Type, mask.Name);
                    open.Push(masks[mask.Id] with { Result = copy });
                }
                statement = let with { Arguments = [.. let.Arguments.Select(a => a is Value value && own.TryGetValue(value.Id, out Value? copy) ? copy : a)] };
            }
            body.Add(statement);
        }
        body.Reverse();
        return rewritten with { Body = body };
    }
}
