using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// Writes to one element with nothing between that reads or writes it: <c>a[i] += u; a[i] += v;</c> becomes <c>a[i] += u + v;</c>,
/// <c>a[i] = 0; a[i] += v;</c> becomes <c>a[i] = v;</c>, and of two stores the first goes. Only adjoints accumulate, so
/// the primal's rounding is not concerned.
/// </summary>
internal sealed class WriteMerging : PassRewriter
{
    private readonly MemoryRoots _memory;
    private readonly ElementIdentity _elements;
    private readonly Dictionary<int, int> _uses;

    private WriteMerging(FunctionIr function) : base(function)
    {
        _memory = MemoryRoots.Analyze(function);
        _elements = new(_memory, DefinitionOf);
        _uses = function.Body.DeepUses().OfType<Value>().GroupBy(v => v.Id).ToDictionary(g => g.Key, g => g.Count());
    }

    public static FunctionIr Run(FunctionIr function) => new WriteMerging(function).Run();

    private sealed record Element(Operand Array, EquatableArray<Operand> Indices);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        Statement rewritten = RewriteParts(statement);
        if (ElementOf(rewritten) is { } element && !element.Array.Type.IsWhole(element.Indices) && FindEarlier(element, output) is var position and >= 0)
        {
            Statement earlier = output[position];
            output.RemoveAt(position);
            rewritten = Merge(earlier, rewritten, element, output);
        }
        Emit(rewritten, output);
    }

    private static Element? ElementOf(Statement statement) => statement switch
    {
        Store s => new(s.Array, s.Indices),
        Accumulate s => new(s.Array, s.Indices),
        _ => null,
    };

    private Statement Merge(Statement earlier, Statement later, Element element, List<Statement> output) => (earlier, later) switch
    {
        (_, Store) => later,
        (Store { Stored: Constant { IsZero: true } }, Accumulate s) => new Store(element.Array, element.Indices, s.Addend),
        (Store first, Accumulate second) => new Store(element.Array, element.Indices, Sum(first.Stored, second.Addend, output)),
        (Accumulate first, Accumulate second) => second with { Addend = Sum(first.Addend, second.Addend, output) },
        _ => later,
    };

    private Value Sum(Operand first, Operand second, List<Statement> output)
    {
        if (first.Equals(second) && ProductOf(first, uses: 2) is { } product) return Doubled(product, output);
        Value sum = Fresh(second.Type);
        Emit(new Let(sum, Primitive.Add, [first, second]), output);
        return sum;
    }

    private Let? ProductOf(Operand operand, int uses) =>
        operand is Value { Name: null } value && _uses.TryGetValue(value.Id, out int count) && count == uses
        && DefinitionOf(value) is Let let && let.Op.Equals(Primitive.Multiply) ? let : null;

    // x * y + x * y is written 2 * x * y.
    private Value Doubled(Let product, List<Statement> output)
    {
        IrType type = product.Result.Type;
        Operand factor = ProductOf(product.Arguments[0], uses: 1) is { } inner
            ? Doubled(inner, output)
            : Product(Constant.Number(2, type), product.Arguments[0]);
        return Product(factor, product.Arguments[1]);

        Value Product(Operand x, Operand y)
        {
            Value result = Fresh(type);
            Emit(new Let(result, Primitive.Multiply, [x, y]), output);
            return result;
        }
    }

    private int FindEarlier(Element element, List<Statement> output)
    {
        for (int i = output.Count - 1; i >= 0; i--)
        {
            if (element.Equals(ElementOf(output[i]))) return i;
            if (Touches(output[i], element)) return -1;
        }
        return -1;
    }

    private bool Touches(Statement statement, Element element) => statement switch
    {
        Load s => _elements.MayBeOne(s.Array, s.Indices, element.Array, element.Indices),
        Store or Accumulate => ElementOf(statement) is { } other && _elements.MayBeOne(other.Array, other.Indices, element.Array, element.Indices),
        Clear s => _memory.MayAlias(s.Array, element.Array),
        Call s => s.Arguments.Any(a => a.Type.IsMemory && _memory.MayAlias(a, element.Array)),
        Invoke or Throw => true,
        _ => statement.Regions().SelectMany(r => r.Body).Any(s => Touches(s, element)),
    };
}
