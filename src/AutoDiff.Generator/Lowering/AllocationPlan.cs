using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <summary>Where an allocation goes.</summary>
/// <param name="Storage">Stack or Pool.</param>
/// <param name="Number">The allocation's own number in the order of the walk.</param>
/// <param name="Before">The number of the statement before which it is placed: its own, or that of a loop or If that contains it.</param>
/// <param name="IsClamped">True if the size may be negative where the memory is not used: then none is taken.</param>
/// <param name="IsZeroed">False if all elements are written before one is read.</param>
internal sealed record Placement(Allocate Allocation, Storage Storage, int Number, int Before, bool IsClamped, bool IsZeroed)
{
    public bool IsMoved => Before != Number;
}

/// <summary>
/// Decides which allocations need no garbage-collected array, and where their memory is taken instead.
/// </summary>
/// <remarks>
/// An array of scalars that never leaves the method (it is not returned, stored, pushed or passed on as an array) becomes a span: on the
/// stack if its size is a small literal, else from the pool. The memory is taken once, outside the loops around it: as far out as its size
/// is known, unless a carried value takes an array of one iteration into the next, for then two of them are in use at once. A pooled span
/// goes back at the end of the block, so it must not flow out of it. An array to which none of this applies stays on the heap.
/// </remarks>
internal sealed class AllocationPlan
{
    private const int MaximalStackElements = 64;
    private const int MaximalStackBytes = 1024;

    private readonly FunctionIr _function;
    private readonly MemoryRoots _memory;
    private readonly HashSet<MemoryRoot> _needed = [];
    private readonly List<Frame> _path = [];
    private readonly Dictionary<int, Placement> _placements = [];
    private readonly Dictionary<int, Statement> _definitions = [];
    private int _stackBytes;
    private int _next;

    private AllocationPlan(FunctionIr function)
    {
        _function = function;
        _memory = MemoryRoots.Analyze(function);
        foreach (Statement statement in function.Body.Deep())
            foreach (Value value in statement.Definitions()) _definitions[value.Id] = statement;
        FindNeeded();
        Visit(function.Body);
        Lowered = new HashSet<int>(AllValues().Where(IsLowered).Select(v => v.Id));
    }

    /// <summary>The placement of an allocation by the id of its result.</summary>
    public IReadOnlyDictionary<int, Placement> Placements => _placements;

    /// <summary>The ids of the array values that become spans: those that may refer to placed memory.</summary>
    public HashSet<int> Lowered { get; }

    public static AllocationPlan Of(FunctionIr function) => new(function);

    // A statement with regions around the current place, and the values defined in it.
    private sealed record Frame(Statement Statement, int Number, HashSet<int> Defined)
    {
        public IEnumerable<Value> Parameters => Statement.Regions().SelectMany(r => r.Parameters);
    }

    private IEnumerable<Value> AllValues() => _function.Body.DeepDefinitions();

    private bool IsLowered(Value value) =>
        value.Type is ArrayType && _memory.Roots(value).Any(r => r is AllocationRoot a && _placements.ContainsKey(a.Allocation.Id));

    // The roots that must remain what they are: an array object.
    private void FindNeeded()
    {
        foreach (Operand yield in _function.Body.Yields) Need(yield);
        foreach (Statement statement in _function.Body.Deep())
        {
            switch (statement)
            {
                case Store s: Need(s.Stored); break;
                case Push s: Need(s.Pushed); break;
                case Call s:
                    foreach ((CallParameter parameter, Operand argument) in s.Pairs)
                        if (parameter.Type is ArrayType) Need(argument);
                    break;
                case Invoke or Throw:
                    foreach (Operand argument in statement.Uses().Where(a => a.Type is ArrayType)) Need(argument);
                    break;
                case Let s when !s.Op.Equals(Primitive.Select):
                    foreach (Operand argument in s.Arguments) Need(argument);
                    break;
            }
        }
    }

    private void Need(Operand operand) => _needed.UnionWith(_memory.Roots(operand));

    private void Visit(Region region)
    {
        for (int i = 0; i < region.Body.Count; i++)
        {
            Statement statement = region.Body[i];
            int number = _next++;
            if (statement is Allocate a && Place(a, number, region.Body, i) is { } placement) _placements[a.Result.Id] = placement;
            if (statement is not (If or For or While)) continue;
            HashSet<int> defined = [.. statement.Definitions().Concat(statement.Regions().SelectMany(r => r.DeepDefinitions())).Select(v => v.Id)];
            if (statement is For loop) defined.Add(loop.Index.Id);
            _path.Add(new(statement, number, defined));
            foreach (Region nested in statement.Regions()) Visit(nested);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private static int Width(IrType element) => element is VectorType vector ? vector.Bits : ((ScalarType)element).Width;

    private Placement? Place(Allocate allocation, int number, EquatableArray<Statement> siblings, int position)
    {
        AllocationRoot root = new(allocation.Result);
        if (allocation.Storage == Storage.Pool || _needed.Contains(root)) return null;
        if (allocation.Dimensions is not [{ } size] || size.Type != IrType.Int32) return null;
        if (allocation.Result.Type.Element is not (ScalarType or VectorType) || allocation.Result.Type.Element is not { } element) return null;
        bool isUsers = allocation.Storage == Storage.Stack;
        if (isUsers && !_path.Any(f => f.Statement is For or While)) return null;

        int bytes = size is Constant literal ? (int)literal.Bits * Width(element) / 8 : int.MaxValue;
        // What a type parameter stands for may be no unmanaged type.
        bool fitsStack = size is Constant { Bits: >= 0 } count && (isUsers || element is not TypeParameterType)
            && (isUsers || (count.Bits <= MaximalStackElements && _stackBytes + bytes <= MaximalStackBytes));
        int level = _path.Count;
        while (level > 0 && MayLeave(_path[level - 1], root, size)) level--;
        // Out of loops always; out of an If only where that leads out of a loop, or where the array is used after it.
        if (!fitsStack || level > 0)
            while (level < _path.Count && _path[level].Statement is If && !FlowsOut(_path[level], root)) level++;
        bool crossesIf = _path.Skip(level).Any(f => f.Statement is If);
        if (level > 0 && FlowsOut(_path[level - 1], root)) return null;
        bool isStack = fitsStack && level == 0;
        if (isStack && !isUsers) _stackBytes += bytes;
        bool isZeroed = allocation.IsZeroed && !IsOverwritten(root, size, siblings, position);
        return new(
            allocation, isStack ? Storage.Stack : Storage.Pool, number, level == _path.Count ? number : _path[level].Number,
            crossesIf && !IsNonNegative(size), isZeroed);
    }

    private bool MayLeave(Frame frame, MemoryRoot root, Operand size) =>
        !(size is Value value && frame.Defined.Contains(value.Id)) && !frame.Parameters.Any(p => _memory.Roots(p).Contains(root));

    private bool FlowsOut(Frame frame, MemoryRoot root) =>
        frame.Statement.Definitions().Concat(frame.Parameters).Any(v => _memory.Roots(v).Contains(root));

    private bool IsNonNegative(Operand size) => size switch
    {
        Constant constant => constant.Bits >= 0,
        Value value when _definitions.TryGetValue(value.Id, out Statement? definition) => definition is Length,
        _ => false,
    };

    // True if the first statement to touch the memory is for (j = 0; j < size; j++) array[j] = …, with no other access to it, or reads records into it.
    private bool IsOverwritten(MemoryRoot root, Operand size, EquatableArray<Statement> siblings, int position)
    {
        bool Touches(Operand operand) => _memory.Roots(operand).Contains(root);
        for (int i = position + 1; i < siblings.Count; i++)
        {
            Statement statement = siblings[i];
            if (statement is Length) continue;
            if (statement is MoveRecords { Move: RecordMove.Load } move && Touches(move.Records)) return true;
            if (!statement.Uses().Any(Touches) && !statement.Regions().Any(r => r.DeepUses().Any(Touches))) continue;
            return statement is For { Start: Constant { Bits: 0 }, Bound: Bound.Less, Step: Constant { Bits: 1 } } loop
                && (loop.End.Equals(size) || IsLengthOf(loop.End, root))
                && !loop.Uses().Any(Touches)
                && loop.Body.DeepUses().Count(Touches) == 1
                && loop.Body.Body.Any(s => s is Store { Indices: [Value index] } store && Touches(store.Array) && index.Id == loop.Index.Id
                    && store.Array is Value { Id: var id } && id == ((AllocationRoot)root).Allocation.Id);
        }
        return false;
    }

    private bool IsLengthOf(Operand operand, MemoryRoot root) =>
        operand is Value value && _definitions.TryGetValue(value.Id, out Statement? definition) && definition is Length { Array: Value array }
        && array.Id == ((AllocationRoot)root).Allocation.Id;
}
