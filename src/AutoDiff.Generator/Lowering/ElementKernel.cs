using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Makes operations on the elements of tensors a loop over runs of numbers: <c>sums… F(ReadOnlySpan&lt;T&gt; x…, Span&lt;T&gt; written…, T number…)</c>, in which a tensor stands for its element.
/// </summary>
internal sealed class ElementKernel(ScalarType element)
{
    private readonly IrBuilder _builder = new();
    private readonly Dictionary<int, Operand> _elements = [];
    private readonly HashSet<string> _names = [];

    /// <summary>True if the operation is a function of numbers that vectors have too.</summary>
    public static bool Exists(Let let) => let.Op switch
    {
        _ when TensorElements.Of(let.Op) is { } row => row.Definition is not null,
        _ when TensorRules.IsOperation(let.Op) || let.Op.IsOfComplex || let.Op.Equals(Primitive.Convert) => false,
        _ when let.Op.Symbol is "&" or "|" or "^" or "!" => let.Result.Type.Scalar == IrType.Boolean,
        _ => LaneFunctions.Exists(let.Op, let.Arguments.Count),
    };

    /// <summary>A parameter of the kernel.</summary>
    public Value Parameter(IrType type, string? name, string otherwise)
    {
        string wanted = name ?? otherwise, unique = wanted;
        for (int i = 1; !_names.Add(unique); i++) unique = wanted + i;
        return _builder.Fresh(type, unique);
    }

    /// <summary>The loop.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="reads">The tensors that are read, with the spans.</param>
    /// <param name="numbers">The numbers that stand for tensors or for themselves, with what they are outside.</param>
    /// <param name="members">The operations.</param>
    /// <param name="writes">What is written: whether it is added, the span, and the tensor.</param>
    /// <param name="totals">The tensors whose elements are summed.</param>
    public FunctionIr Make(
        string name, IReadOnlyList<(Operand Outer, Value Span)> reads, IReadOnlyList<(Operand Outer, Operand Number)> numbers, IEnumerable<Let> members,
        IReadOnlyList<(bool IsAdded, Value Span, Operand Outer)> writes, IReadOnlyList<Operand> totals, IEnumerable<Value> parameters)
    {
        Value count = _builder.Length(reads[0].Span);
        Value index = _builder.Fresh(IrType.Int32, "i");
        Value[] sums = [.. totals.Select(t => _builder.Fresh(element, "sum"))];
        _builder.Begin(sums);
        foreach ((Operand outer, Value span) in reads) _elements[((Value)outer).Id] = _builder.Load((outer as Value)?.Name, span, index);
        foreach ((Operand outer, Operand number) in numbers) _elements[((Value)outer).Id] = number;
        foreach (Let let in members) _elements[let.Result.Id] = Element(let);
        foreach ((bool isAdded, Value span, Operand outer) in writes) _builder.Append(isAdded ? new Accumulate(span, [index], Of(outer)) : new Store(span, [index], Of(outer)));
        Region body = _builder.End([.. sums.Select((s, i) => (Operand)_builder.Let("sum", Primitive.Add, element, s, Of(totals[i])))]);
        Value[] results = [.. sums.Select(s => _builder.Fresh(element, "sum"))];
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, count, Constant.Of(1), sums.Select(_ => (Operand)Constant.Of(0.0, element)).ToEquatableArray(), body, results));
        HashSet<int> written = [.. writes.Select(w => w.Span.Id)];
        return new FunctionIr(name, parameters.Select(p => new Parameter(p, ParameterRole.Constant) { IsWritten = written.Contains(p.Id) }).ToEquatableArray(), _builder.Finish(results), _builder.NextId)
        {
            Result = ResultTuple.Of([.. results.Select(r => r.Type)]),
        };
    }

    private Operand Of(Operand outer) => outer is Value value && _elements.TryGetValue(value.Id, out Operand? known) ? known : outer;

    private Operand Element(Let let)
    {
        Operand[] arguments = [.. let.Arguments.Select(Of)];
        IrType result = let.Result.Type.Scalar;
        return TensorElements.Of(let.Op)?.Definition is { } definition ? Instantiate(definition, arguments) : _builder.Let(let.Result.Name, let.Op, result, arguments);
    }

    private Operand Instantiate(Expression expression, Operand[] arguments)
    {
        switch (expression)
        {
            case Expression.Argument a: return arguments[a.Index];
            case Expression.Number n: return Constant.Of(n.Value, element);
            case Expression.Apply apply:
                Operand[] operands = [.. apply.Arguments.Select(a => Instantiate(a, arguments))];
                return _builder.Let(apply.Op, apply.Op.IsComparison ? IrType.Boolean : element, operands);
            default: throw new UnreachableException("a definition is of operands and numbers");
        }
    }
}
