using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>What the statements of a function access, element by element, of the arrays that it allocates and of the parts that it takes of memory.</summary>
internal sealed class ElementAccesses
{
    // Sums of more are values of their own: k + k, doubled again and again, would have as many as the result.
    private const int MaximalTerms = 8;

    private readonly FunctionIr _function;
    private readonly MemoryRoots _memory;
    private readonly Dictionary<int, Statement> _definitions = [];
    private readonly Dictionary<int, Value> _vectors = [];
    private readonly Dictionary<int, Affine> _sums = [];
    private readonly Dictionary<int, int[]> _aliases = [];
    private readonly Dictionary<For, Dictionary<int, Affine?>> _accessed = new(ReferenceComparer<For>.Instance);
    private readonly Dictionary<For, HashSet<int>> _defined = new(ReferenceComparer<For>.Instance);

    public ElementAccesses(FunctionIr function)
    {
        _function = function;
        _memory = MemoryRoots.Analyze(function);
        foreach (Statement statement in function.Body.Deep())
        {
            foreach (Value value in statement.Definitions()) _definitions[value.Id] = statement;
            // In order, so that those of its operands are known.
            if (statement is Let { Result: { } result } && result.Type == IrType.Int32) Sum(result);
            if (statement is Allocate or Slice && statement.Definitions().Single() is { Type: { IsVector: true, Element: ScalarType } } vector) _vectors[vector.Id] = vector;
        }
    }

    /// <summary>True if there is memory that it knows by elements.</summary>
    public bool Any => _vectors.Count > 0;

    /// <summary>The sum that an index is, through the additions and subtractions that define it.</summary>
    public Affine Sum(Operand operand)
    {
        if (operand is Constant constant) return Affine.Of(constant.Bits);
        Value value = (Value)operand;
        if (_sums.TryGetValue(value.Id, out Affine? sum)) return sum;
        if (_definitions.TryGetValue(value.Id, out Statement? definition) && definition is Let { Op.Name: "Add" or "Subtract", Arguments: [var x, var y] } let && value.Type == IrType.Int32)
            sum = let.Op.Equals(Primitive.Add) ? Sum(x).Plus(Sum(y)) : Sum(x).Plus(Sum(y).Negated());
        return _sums[value.Id] = sum is { Terms.Count: <= MaximalTerms } ? sum : Affine.Of(value);
    }

    /// <summary>The number of elements of an array that is allocated, or of a part; null if it is not known.</summary>
    public Affine? LengthOf(int vector) => _definitions[vector] switch
    {
        Allocate { Dimensions: [{ } length] } when length.Type == IrType.Int32 => Sum(length),
        Slice { Count: { } count } => Sum(count),
        _ => null,
    };

    /// <summary>Where a load, store or accumulation accesses one element of an array or part that it knows, else null.</summary>
    public Affine? PlaceOf(Statement access) =>
        IrWalk.ArrayOf(access) is Value array && _vectors.ContainsKey(array.Id) && IrWalk.IndicesOf(access) is [{ } index] && index.Type == IrType.Int32 ? Sum(index) : null;

    /// <summary>The values that a loop's counter takes; null if it does not go one by one.</summary>
    public ElementRange? Counters(For loop) => loop is not { Step: Constant { Bits: 1 or -1 } } || loop.Index.Type != IrType.Int32 ? null : loop.Bound switch
    {
        Bound.Less => new(Sum(loop.Start), Sum(loop.End)),
        Bound.LessOrEqual => new(Sum(loop.Start), Sum(loop.End).Plus(1)),
        Bound.Greater => new(Sum(loop.End).Plus(1), Sum(loop.Start).Plus(1)),
        _ => new(Sum(loop.End), Sum(loop.Start).Plus(1)),
    };

    public static Affine Counter(For loop) => Affine.Of(loop.Index);

    /// <summary>Arrays and parts of which a statement itself, but for its regions, may read or write elements.</summary>
    public IEnumerable<int> Touched(Statement statement) => statement switch
    {
        Load or Store or Accumulate or Clear => Aliases(IrWalk.ArrayOf(statement)),
        Length or Slice or Allocate or Push or NewTape or Section or If or For or While => [],
        Let or Pop => statement.Uses().Where(o => o.Type.IsMemory).SelectMany(Aliases),
        Call => statement.Uses().SelectMany(_memory.Reachable).Distinct().SelectMany(Aliases),
        _ => statement.Uses().SelectMany(_memory.Reachable).Distinct().SelectMany(Aliases).Concat(_vectors.Keys.Where(v => _memory.Roots(_vectors[v]).Any(_memory.HasEscaped))),
    };

    /// <summary>The same, with what is in its regions.</summary>
    public IEnumerable<int> TouchedWithin(Statement statement) => Touched(statement).Concat(statement.Regions().SelectMany(r => r.Deep()).SelectMany(Touched));

    /// <summary>
    /// The arrays and parts that a loop's iterations touch. With each, the distance from the counter of the one element of it that an iteration touches, and no other one does: 0 for <c>a[i]</c>, −1 for <c>a[i - 1]</c>; null if there is none.
    /// </summary>
    public IReadOnlyDictionary<int, Affine?> Accessed(For loop)
    {
        if (_accessed.TryGetValue(loop, out Dictionary<int, Affine?>? accessed)) return accessed;
        _accessed[loop] = accessed = [];
        foreach (Statement statement in loop.Body.Deep())
        {
            Affine? distance = statement is Load or Store or Accumulate && PlaceOf(statement) is { } place ? place.Plus(Counter(loop).Negated()) : null;
            if (distance?.Mentions(id => IsDefinedIn(loop, id)) == true) distance = null;
            foreach (int vector in Touched(statement))
            {
                Affine? own = distance is not null && ((Value)IrWalk.ArrayOf(statement)).Id == vector ? distance : null;
                accessed[vector] = accessed.TryGetValue(vector, out Affine? other) && !Equals(other, own) ? null : own;
            }
        }
        return accessed;
    }

    /// <summary>True for the loop's counter, what it carries, and what its body defines.</summary>
    public bool IsDefinedIn(For loop, int id)
    {
        if (!_defined.TryGetValue(loop, out HashSet<int>? defined)) _defined[loop] = defined = [loop.Index.Id, .. loop.Body.DeepDefinitions().Select(v => v.Id)];
        return defined.Contains(id);
    }

    /// <summary>True if nothing sees the array's elements after the end of the region that allocates it: it is only read, written, cut and passed to calls by contract.</summary>
    public bool IsLocal(Allocate allocation)
    {
        AllocationRoot root = new(allocation.Result);
        bool Refers(Operand operand) => _memory.Roots(operand).Contains(root);
        return !_memory.HasEscaped(root)
            && !_function.Body.DeepRegions().Any(r => r.Yields.Any(Refers))
            && !_function.Body.Deep().Any(s => s switch
            {
                Load or Accumulate or Clear or Length or Slice or Call => false,
                Store store => Refers(store.Stored),
                _ => s.Uses().Any(Refers),
            });
    }

    private int[] Aliases(Operand memory)
    {
        if (memory is not Value value) return [];
        if (!_aliases.TryGetValue(value.Id, out int[]? aliases)) _aliases[value.Id] = aliases = [.. _vectors.Values.Where(v => _memory.MayAlias(v, value)).Select(v => v.Id)];
        return aliases;
    }

    private IEnumerable<int> Aliases(MemoryRoot root) => _vectors.Values.Where(v => _memory.MayAlias(v, root)).Select(v => v.Id);
}
