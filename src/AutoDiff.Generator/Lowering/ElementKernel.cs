using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>What a loop over elements does: what tensors it reads, and what numbers stand for tensors or for themselves; its operations; what it writes and to what it adds; and of what tensors it gives the sums of all elements.</summary>
internal sealed record ElementWork(
    IReadOnlyList<Value> Reads, IReadOnlyList<(Value Outer, Operand Number)> Numbers, IReadOnlyList<Let> Functions, IReadOnlyList<(bool IsAdded, Operand Outer, string? Name)> Writes, IReadOnlyList<Operand> Totals)
{
    /// <summary>The numbers that the function takes.</summary>
    public IEnumerable<Value> Given => Numbers.Select(n => n.Number).OfType<Value>().Distinct();
}

/// <summary>
/// Makes operations on the elements of tensors a loop over runs of numbers: <c>sums… F(ReadOnlySpan&lt;T&gt; x…, Span&lt;T&gt; written…, T number…)</c>, in which a tensor stands for its element.
/// </summary>
internal sealed class ElementKernel
{
    private readonly ScalarType _element;
    private readonly IrBuilder _builder = new();
    private readonly Dictionary<int, Operand> _elements = [];
    private readonly HashSet<string> _names = [];

    private ElementKernel(ScalarType element) => _element = element;

    /// <summary>True if the operation is a function of numbers that vectors have too.</summary>
    public static bool Exists(Let let) => let.Op switch
    {
        _ when TensorElements.Of(let.Op) is { } row => row.Definition is not null,
        _ when TensorRules.IsOperation(let.Op) || let.Op.IsOfComplex || let.Op.Equals(Primitive.Convert) => false,
        _ when let.Op.Symbol is "&" or "|" or "^" or "!" => let.Result.Type.Scalar == IrType.Boolean,
        _ => LaneFunctions.Exists(let.Op, let.Arguments.Count),
    };

    /// <summary>The loop.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="element">The type of the elements, where it is one that the tensors' type parameter stands for.</param>
    /// <param name="work">What it does.</param>
    public static FunctionIr Make(string name, ScalarType element, ElementWork work) => new ElementKernel(element).Function(name, work);

    private FunctionIr Function(string name, ElementWork work)
    {
        Value[] reads = [.. work.Reads.Select(r => Parameter(new SpanType(_element, true), r.Name, "x"))];
        Value[] writes = [.. work.Writes.Select(w => Parameter(new SpanType(_element, false), w.Name, "result"))];
        Dictionary<Operand, Value> given = work.Given.ToDictionary(g => (Operand)g, g => Parameter(Typed(g.Type), g.Name, "number"));
        Value count = _builder.Length(reads.Concat(writes).First());
        Value index = _builder.Fresh(IrType.Int32, "i");
        Value[] sums = [.. work.Totals.Select(_ => _builder.Fresh(_element, "sum"))];
        _builder.Begin(sums);
        for (int i = 0; i < reads.Length; i++) _elements[work.Reads[i].Id] = _builder.Load(work.Reads[i].Name, reads[i], index);
        foreach ((Value outer, Operand number) in work.Numbers) _elements[outer.Id] = given.TryGetValue(number, out Value? parameter) ? parameter : Of(number);
        foreach (Let let in work.Functions) _elements[let.Result.Id] = Element(let);
        for (int i = 0; i < writes.Length; i++)
            _builder.Append(work.Writes[i].IsAdded ? new Accumulate(writes[i], [index], Of(work.Writes[i].Outer)) : new Store(writes[i], [index], Of(work.Writes[i].Outer)));
        Region body = _builder.End([.. sums.Select((s, i) => (Operand)_builder.Let("sum", Primitive.Add, _element, s, Of(work.Totals[i])))]);
        Value[] results = [.. sums.Select(_ => _builder.Fresh(_element, "sum"))];
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, count, Constant.Of(1), sums.Select(_ => (Operand)Constant.Of(0.0, _element)).ToEquatableArray(), body, results));
        Parameter[] parameters = [.. reads.Concat(writes).Concat(given.Values).Select(p => new Parameter(p, ParameterRole.Constant) { IsWritten = writes.Contains(p) })];
        return new FunctionIr(name, parameters, _builder.Finish(results), _builder.NextId) { Result = ResultTuple.Of([.. results.Select(r => r.Type)]) };
    }

    private Value Parameter(IrType type, string? name, string otherwise) => _builder.Fresh(type, VjpNames.Unique(name ?? otherwise, _names));

    private IrType Typed(IrType type) => type.IsFloat ? _element : type;

    private Operand Of(Operand outer) => outer switch
    {
        Value value when _elements.TryGetValue(value.Id, out Operand? known) => known,
        Constant { Scalar.IsFloat: true } constant => Constant.Of(constant.AsDouble, _element),
        _ => outer,
    };

    private Operand Element(Let let)
    {
        Operand[] arguments = [.. let.Arguments.Select(Of)];
        return TensorElements.Of(let.Op)?.Definition is { } definition ? Instantiate(definition, arguments) : _builder.Let(let.Result.Name, let.Op, Typed(let.Result.Type.Scalar), arguments);
    }

    private Operand Instantiate(Expression expression, Operand[] arguments)
    {
        switch (expression)
        {
            case Expression.Argument a: return arguments[a.Index];
            case Expression.Number n: return Constant.Of(n.Value, _element);
            case Expression.Apply apply:
                Operand[] operands = [.. apply.Arguments.Select(a => Instantiate(a, arguments))];
                return _builder.Let(apply.Op, apply.Op.IsComparison ? IrType.Boolean : _element, operands);
            default: throw new UnreachableException("a definition is of operands and numbers");
        }
    }
}
