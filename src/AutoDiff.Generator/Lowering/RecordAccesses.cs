using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Which accesses of a kernel, one for each of several numbers that stand side by side (<c>x[3 * i]</c>, <c>x[3 * i + 1]</c>, <c>x[3 * i + 2]</c>), are together one to the lanes' records (<see cref="MoveRecords"/>):
/// loads at the place of the first, stores and additions at the place of the last. In between, an array of vectors has the numbers. One number may be missing between two that are read, or added to: then −0 is added to it.
/// </summary>
internal sealed class RecordAccesses : IrRewriter
{
    // Fewer are fetched as fast one by one.
    private const int LeastNumbers = 4;

    private readonly MemoryRoots _memory;
    private readonly Dictionary<int, Statement> _definitions = [];
    private readonly Dictionary<Statement, Member> _members = new(ReferenceComparer<Statement>.Instance);
    private int _nextId;

    private RecordAccesses(FunctionIr kernel)
    {
        _memory = MemoryRoots.Analyze(kernel);
        _nextId = kernel.NextId;
        foreach (Statement statement in kernel.Body.Deep())
            foreach (Value value in statement.Definitions()) _definitions[value.Id] = statement;
    }

    /// <param name="kernel">A kernel in which equal indices are one value.</param>
    public static FunctionIr Run(FunctionIr kernel)
    {
        RecordAccesses pass = new(kernel);
        Region body = pass.Rewrite(kernel.Body);
        return kernel with { Body = body, NextId = pass._nextId };
    }

    // Where an access is: in which memory, from which multiple of a value on, and how far the next lane's is.
    private sealed record Place(RecordMove Move, Operand Memory, Operand Base, long Scale, Operand Stride);

    private sealed record Access(Statement Statement, int Position, Place Place, long Offset);

    // Accesses that become one. The records are named after the memory.
    private sealed record Group(Place Place, Access[] Accesses, Value Records)
    {
        public Statement First => Accesses.OrderBy(a => a.Position).First().Statement;

        public Statement Last => Accesses.OrderBy(a => a.Position).Last().Statement;

        public long Start => Accesses[0].Offset;

        public int Count => (int)(Accesses[Accesses.Length - 1].Offset - Start) + 1;

        public IEnumerable<int> Missing => Enumerable.Range(0, Count).Where(j => Accesses.All(a => a.Offset != Start + j));
    }

    private sealed record Member(Group Group, long Number);

    public override Region Rewrite(Region region)
    {
        foreach (IGrouping<Place, Access> places in region.Body.Select(AccessOf).OfType<Access>().GroupBy(a => a.Place).ToList())
        {
            Access[] accesses = [.. places.OrderBy(a => a.Offset)];
            if (accesses.Select(a => a.Offset).Distinct().Count() < accesses.Length) continue;
            int step = places.Key.Move == RecordMove.Store ? 1 : 2;
            for (int first = 0, next; first < accesses.Length; first = next)
            {
                next = first + 1;
                while (next < accesses.Length && accesses[next].Offset <= accesses[next - 1].Offset + step) next++;
                if (next - first >= LeastNumbers) Join(places.Key, [.. accesses.Skip(first).Take(next - first)], region);
            }
        }
        return base.Rewrite(region);
    }

    private void Join(Place place, Access[] accesses, Region region)
    {
        if (place.Move != RecordMove.Load && !(place.Stride is Constant { Bits: var stride } && Math.Abs(stride) > accesses[accesses.Length - 1].Offset - accesses[0].Offset)) return;
        if (!AreFreeToMove(place, accesses, region)) return;
        Value records = new(_nextId++, new ArrayType(VectorOf(accesses[0].Statement)!, 1), place.Memory is Value { Name: { } name } ? name + "Records" : null);
        Group group = new(place, accesses, records);
        foreach (Access access in accesses) _members[access.Statement] = new(group, access.Offset - group.Start);
    }

    // What stands between them and accesses the same memory must be at other numbers of the same records.
    private bool AreFreeToMove(Place place, Access[] accesses, Region region)
    {
        int first = accesses.Min(a => a.Position), last = accesses.Max(a => a.Position);
        for (int position = first; position <= last; position++)
        {
            Statement statement = region.Body[position];
            if (accesses.Any(a => ReferenceEquals(a.Statement, statement))) continue;
            if (AccessOf(statement, position) is { } other && other.Place with { Move = place.Move } == place && place.Stride is Constant { Bits: var stride })
            {
                // Stores, and additions, come after the loads of the same numbers.
                bool isLoad = place.Move == RecordMove.Load;
                long low = Math.Min(other.Offset, accesses[0].Offset), high = Math.Max(other.Offset, accesses[accesses.Length - 1].Offset);
                Access? same = accesses.FirstOrDefault(a => a.Offset == other.Offset);
                if (high - low < Math.Abs(stride) && (same is null || (isLoad ? same.Position < position : same.Position > position && other.Place.Move == RecordMove.Load))) continue;
            }
            if (Deep(statement).Any(s => Conflicts(s, place))) return false;
        }
        return true;
    }

    private bool Conflicts(Statement statement, Place place) => statement switch
    {
        Load s => place.Move != RecordMove.Load && _memory.MayAlias(s.Array, place.Memory),
        Store or Accumulate => _memory.MayAlias(IrWalk.ArrayOf(statement), place.Memory),
        Clear s => _memory.MayAlias(s.Array, place.Memory),
        MoveRecords s => _memory.MayAlias(s.Written, place.Memory) || (place.Move != RecordMove.Load && _memory.MayAlias(s.Read, place.Memory)),
        Invoke or Call => true,
        _ => false,
    };

    private static IEnumerable<Statement> Deep(Statement statement) => statement.Regions().SelectMany(r => r.Deep()).Prepend(statement);

    private Access? AccessOf(Statement statement, int position)
    {
        if (statement is not (Load or Store or Accumulate) || VectorOf(statement) is not { } vector) return null;
        Operand memory = IrWalk.ArrayOf(statement);
        if (memory.Type is not SpanType { ElementType: ScalarType element } || element != vector.ElementType || !element.IsFloat) return null;
        if (IrWalk.IndicesOf(statement) is not [var start, var stride] || start.Type != IrType.Int32 || stride is Constant { Bits: 0 or 1 }) return null;
        (Operand at, long scale, long offset) = Split(start);
        RecordMove move = statement is Load ? RecordMove.Load : statement is Store ? RecordMove.Store : RecordMove.Add;
        return new(statement, position, new(move, memory, at, scale, stride), offset);
    }

    private static VectorType? VectorOf(Statement access) => (access switch
    {
        Load s => s.Result.Type,
        Store s => s.Stored.Type,
        _ => ((Accumulate)access).Addend.Type,
    }) as VectorType;

    private (Operand Base, long Scale, long Offset) Split(Operand index)
    {
        if (index is not Value value || !_definitions.TryGetValue(value.Id, out Statement? definition) || definition is not Let { Arguments: [var x, var y] } let) return (index, 1, 0);
        if (let.Op.Name is "Add" or "Multiply" && x is Constant) (x, y) = (y, x);
        if (y is not Constant { Bits: var bits }) return (index, 1, 0);
        (Operand at, long scale, long offset) = Split(x);
        return let.Op.Name switch
        {
            "Add" => (at, scale, offset + bits),
            "Subtract" => (at, scale, offset - bits),
            "Multiply" => (at, scale * bits, offset * bits),
            _ => (index, 1, 0),
        };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (!_members.TryGetValue(statement, out Member? member))
        {
            base.Rewrite(statement, output);
            return;
        }
        (Group group, Constant number) = (member.Group, Constant.Of((int)member.Number));
        bool isLoad = group.Place.Move == RecordMove.Load;
        if (ReferenceEquals(statement, group.First))
        {
            output.Add(new Allocate(group.Records, [Constant.Of(group.Count)], IsZeroed: false));
            if (isLoad) Move(group, output);
            else Complete(group, output);
        }
        output.Add(statement switch
        {
            Load s => s with { Array = group.Records, Indices = [number] },
            Store s => new Store(group.Records, [number], Map(s.Stored)),
            _ => new Store(group.Records, [number], Map(((Accumulate)statement).Addend)),
        });
        if (!isLoad && ReferenceEquals(statement, group.Last)) Move(group, output);
    }

    private void Move(Group group, List<Statement> output)
    {
        Operand start = Map(group.Place.Base);
        if (group.Place.Scale != 1) start = Integer(Primitive.Multiply, start, group.Place.Scale);
        if (group.Start != 0) start = Integer(Primitive.Add, start, group.Start);
        output.Add(new MoveRecords(group.Place.Move, Map(group.Place.Memory), start, Map(group.Place.Stride), group.Records));

        Value Integer(Primitive op, Operand x, long y)
        {
            Value result = new(_nextId++, IrType.Int32);
            output.Add(new Let(result, op, [x, Constant.Of((int)y)]));
            return result;
        }
    }

    // Whatever it is added to stays what it is.
    private void Complete(Group group, List<Statement> output)
    {
        foreach (int number in group.Missing)
        {
            VectorType type = (VectorType)group.Records.Type.Element!;
            Value nothing = new(_nextId++, type);
            output.Add(new Let(nothing, Primitive.Broadcast, [Constant.Of(-0.0, type.ElementType)]));
            output.Add(new Store(group.Records, [Constant.Of(number)], nothing));
        }
    }
}
