using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Brings operations on tensors into the form in which most of them become loops over elements: each statement that reads a comparison has one of its own, since a loop compares rather than reads what another has compared; a
/// number that is expanded, as the cotangent of a sum is, is not a tensor of its own before, whose shape would wait for the sum; and a sum to the shape of what was broadcast waits for what is linear in it,
/// since Σ(t) · x = Σ(t · x) where x is constant along what is summed: so it stands at the end of a loop, not in its midst.
/// </summary>
internal sealed class TensorForms : IrRewriter
{
    private readonly IrBuilder _builder;
    private readonly TensorShapes _shapes;
    private readonly Dictionary<int, Let> _definitions;

    // The sums of the region at hand: one that waited for what stands in an inner loop would be taken there in each iteration.
    private Dictionary<int, Let> _sums = [];

    private TensorForms(FunctionIr function)
    {
        _builder = new(function.NextId);
        _shapes = new(new RegionTree(function));
        _definitions = function.Body.Deep().OfType<Let>().ToDictionary(l => l.Result.Id);
    }

    public static FunctionIr Run(FunctionIr function)
    {
        TensorForms forms = new(function);
        Region body = forms.Rewrite(function.Body);
        return function with { Body = body, NextId = forms._builder.NextId };
    }

    /// <summary>The number that a tensor repeats, given what defines values; null if it repeats none.</summary>
    public static Operand? Repeated(Operand tensor, Func<Value, Let?> definitionOf) => tensor is not Value value || definitionOf(value) is not { } let ? null : let.Op switch
    {
        { Notation: Notation.Tensor, Symbol: "Full" } => let.Arguments[1],
        { Notation: Notation.Tensor, Symbol: "ExpandReduced" or "BroadcastTo" } => Repeated(let.Arguments[0], definitionOf),
        _ when let.Op.Equals(Primitive.Convert) && let is { Result.Type: TensorType, Arguments: [{ Type: ScalarType } number] } => number,
        _ => null,
    };

    public override Region Rewrite(Region region)
    {
        Dictionary<int, Let> outer = _sums;
        _sums = [];
        Region rewritten = base.Rewrite(region);
        _sums = outer;
        Dictionary<int, Let> masks = rewritten.Body.OfType<Let>().Where(l => ElementOperation.IsMask(l.Result) && ElementOperation.Of(l) is not null).ToDictionary(l => l.Result.Id);
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

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Let { Op: { Notation: Notation.Tensor, Symbol: "ExpandReduced" } } let && Repeated(let.Arguments[0], v => _definitions.TryGetValue(v.Id, out Let? definition) ? definition : null) is { } number)
        {
            Value scalar = _builder.Fresh(let.Result.Type);
            output.Add(new Let(scalar, Primitive.Convert, [Map(number)]));
            output.Add(new Let(let.Result, TensorRules.BroadcastTo, [scalar, Map(let.Arguments[1])]));
            return;
        }
        if (statement is Accumulate { Array.Type: TensorType, Indices.Count: 0 } addition && SumOf(Map(addition.Addend)) is { } added)
        {
            output.Add(addition with { Addend = added.Arguments[0], IsSummed = true });
            return;
        }
        if (statement is Let later && Delayed((Let)RewriteParts(later)) is var (inner, sum))
        {
            if (inner is not null) output.Add(inner);
            output.Add(sum);
            _sums[sum.Result.Id] = sum;
            return;
        }
        if (statement is Let { Op: var op } && op.Equals(TensorRules.SumTo)) _sums[((Let)statement).Result.Id] = (Let)RewriteParts(statement);
        base.Rewrite(statement, output);
    }

    // The operation on what is summed, and its sum; of a sum of a sum that alone.
    private (Let? Inner, Let Sum)? Delayed(Let let)
    {
        if (let.Op.Equals(TensorRules.SumTo)) return SumOf(let.Arguments[0]) is { } first ? (null, let with { Arguments = [first.Arguments[0], let.Arguments[1]] }) : null;
        int place = let.Op.Name switch
        {
            "Multiply" => SumOf(let.Arguments[0]) is null ? 1 : 0,
            "Divide" or "Negate" => 0,
            "Select" when let.Arguments[2] is Constant { IsZero: true } => 1,
            "Select" when let.Arguments[1] is Constant { IsZero: true } => 2,
            _ => -1,
        };
        if (place < 0 || ElementOperation.Of(let) is null || SumOf(let.Arguments[place]) is not { } sum) return null;
        HashSet<Operand> leaves = _shapes.Leaves(sum.Result);
        if (let.Arguments.Where((a, i) => i != place).Any(a => a.Type is TensorType && !_shapes.Leaves(a).IsSubsetOf(leaves))) return null;
        Value product = _builder.Fresh(let.Result.Type);
        return (let with { Result = product, Arguments = [.. let.Arguments.Select((a, i) => i == place ? sum.Arguments[0] : a)] }, new Let(let.Result, TensorRules.SumTo, [product, sum.Arguments[1]]));
    }

    private Let? SumOf(Operand tensor) => tensor is Value value && _sums.TryGetValue(value.Id, out Let? sum) ? sum : null;
}
