using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// Computes equal expressions once: value numbering scoped by dominance (Briggs, Cooper and Simpson, 1997), which in structured SSA is
/// nesting. A load equals an earlier load, or what an earlier store put there, if nothing that may alias was written in between:
/// before a loop's body is entered, all that the loop writes counts as written. An If that only computes and loads
/// equals an earlier one with equal arms in the same way.
/// </summary>
internal sealed class CommonSubexpressions : PassRewriter
{
    private readonly MemoryRoots _memory;
    private readonly ElementIdentity _elements;
    private readonly Stack<Dictionary<Expression, Operand>> _scopes = new();
    private List<Content> _known = [];
    private List<Branch> _branches = [];

    private CommonSubexpressions(FunctionIr function) : base(function)
    {
        _memory = MemoryRoots.Analyze(function);
        _elements = new(_memory, DefinitionOf);
    }

    public static FunctionIr Run(FunctionIr function) => new CommonSubexpressions(function).Run();

    // What two statements must share to give one value. The symbol is a primitive's name or the kind of the statement.
    private sealed record Expression(string Symbol, IrType Type, EquatableArray<Operand> Arguments);

    // The content of an element at this point.
    private sealed record Content(Operand Array, EquatableArray<Operand> Indices, Operand Value, int Depth);

    // An If, and the same without the names and numbers of what it defines.
    private sealed record Branch(If Unnamed, If Statement, int Depth)
    {
        public IEnumerable<Load> Loads => Statement.Regions().SelectMany(r => r.Deep()).OfType<Load>();
    }

    public override Region Rewrite(Region region)
    {
        (List<Content> known, List<Branch> branches) = (_known, _branches);
        (_known, _branches) = ([.. known], [.. branches]);
        _scopes.Push([]);
        Region rewritten = base.Rewrite(region);
        _scopes.Pop();
        (_known, _branches) = (known, branches);
        return rewritten;
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is For or While) Forget(statement);
        Statement rewritten = RewriteParts(statement);
        switch (rewritten)
        {
            // A literal again, which costs nothing.
            case Let { Arguments: [Constant] } s when s.Op.Equals(Primitive.Broadcast): Emit(s, output); break;
            // Memory of its own.
            case Let s when s.Op.Equals(TensorRules.Copied): Emit(s, output); break;
            case Let s: Number(new(s.Op.Name, s.Result.Type, Ordered(s)), s.Result, s, output); break;
            case Length s: Number(new("Length", s.Result.Type, [s.Array, Constant.Of(s.Dimension)]), s.Result, s, output); break;
            case Slice s: Number(new("Slice", s.Result.Type, [s.Array, s.Start ?? Absent, s.Count ?? Absent]), s.Result, s, output); break;
            case Load s: RewriteLoad(s, output); break;
            case If s when OnlyComputes(s): Number(s, output); break;
            // What is there already is not stored again: a[i] = a[i].
            case Store s when !s.Array.Type.IsWhole(s.Indices) && s.Stored.Type is ScalarType && Known(s.Array, s.Indices) is { } known && known.Value.Equals(s.Stored): break;
            default:
                if (statement is If) Forget(statement);
                else Forget(rewritten);
                if (rewritten is Store store && !store.Array.Type.IsWhole(store.Indices) && store.Stored.Type == store.Array.Type.ElementAt(store.Indices))
                    _known.Add(new(store.Array, store.Indices, store.Stored, _scopes.Count));
                Emit(rewritten, output);
                break;
        }
    }

    private static Operand Absent { get; } = new DefaultOf(IrType.Int32);

    private void Number(Expression expression, Value result, Statement statement, List<Statement> output)
    {
        foreach (Dictionary<Expression, Operand> scope in _scopes)
        {
            if (!scope.TryGetValue(expression, out Operand? earlier)) continue;
            Take(result, earlier, scope == _scopes.Peek());
            return;
        }
        _scopes.Peek()[expression] = result;
        Emit(statement, output);
    }

    private static bool OnlyComputes(If s) => s.Then.Body.Concat(s.Else.Body).All(inner => inner is Let { Result.Type: ScalarType, IsOfTensors: false } or Load { Result.Type: ScalarType } || (inner is If nested && OnlyComputes(nested)));

    private void Number(If s, List<Statement> output)
    {
        If unnamed = Unnamed.Of(s);
        if (_branches.Find(b => b.Unnamed.Equals(unnamed)) is { } earlier)
        {
            for (int i = 0; i < s.Results.Count; i++) Take(s.Results[i], earlier.Statement.Results[i], earlier.Depth == _scopes.Count);
            return;
        }
        _branches.Add(new(unnamed, s, _scopes.Count));
        Emit(s, output);
    }

    // The same for all that differ only in the values that they define.
    private sealed class Unnamed : IrRewriter
    {
        private int _defined;

        public static If Of(If s) => (If)new Unnamed().RewriteParts(s);

        public override Value Define(Value value)
        {
            Value unnamed = new(--_defined, value.Type, null);
            Replace(value, unnamed);
            return unnamed;
        }
    }

    private void RewriteLoad(Load load, List<Statement> output)
    {
        Content? known = Known(load.Array, load.Indices);
        if (known is not null && known.Value.Type == load.Result.Type)
        {
            Take(load.Result, known.Value, known.Depth == _scopes.Count);
            return;
        }
        _known.Add(new(load.Array, load.Indices, load.Result, _scopes.Count));
        Emit(load, output);
    }

    private Content? Known(Operand array, EquatableArray<Operand> indices) => _known.FindLast(k => k.Array.Equals(array) && k.Indices.Equals(indices));

    // What is assigned in a branch or in a loop only must not name what is computed before it.
    private void Take(Value result, Operand earlier, bool isSameRegion)
    {
        if (isSameRegion) Forward(result, earlier);
        else Replace(result, earlier);
    }

    // Operands of commutative operations in one order; a literal and a value never compare equal, so any order will do.
    private static EquatableArray<Operand> Ordered(Let let)
    {
        bool commutes = let.Op.Name is "Add" or "Multiply" or "Equal" or "NotEqual" or "And" or "Or" or "Xor";
        return commutes && Rank(let.Arguments[0]) > Rank(let.Arguments[1]) ? [let.Arguments[1], let.Arguments[0]] : let.Arguments;
    }

    private static int Rank(Operand operand) => operand is Value value ? value.Id : -1;

    private void Forget(Statement statement)
    {
        foreach (Region region in statement.Regions())
            foreach (Statement inner in region.Body) Forget(inner);
        if (!Purity.HasEffect(statement)) return;
        _known.RemoveAll(k => MayChange(statement, k.Array, k.Indices));
        _branches.RemoveAll(b => b.Loads.Any(l => MayChange(statement, l.Array, l.Indices)));
    }

    private bool MayChange(Statement statement, Operand array, EquatableArray<Operand> indices) => statement switch
    {
        Store s => _elements.MayBeOne(array, indices, Map(s.Array), Map(s.Indices)),
        Accumulate s => _elements.MayBeOne(array, indices, Map(s.Array), Map(s.Indices)),
        Clear s => _memory.MayAlias(array, Map(s.Array)),
        MoveRecords s => _memory.MayAlias(array, Map(s.Written)),
        Call s => s.Written.Any(a => _memory.MayAlias(array, Map(a))),
        Invoke => _memory.Roots(array).Any(_memory.HasEscaped),
        _ => false,
    };
}
