using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <content>Memory: elements of all lanes, side by side, at a distance or anywhere; an addition to one element is that of the lanes' sum.</content>
internal sealed partial class LaneKernel
{
    private Laned Lower(Load s)
    {
        CheckElement(s.Array, s.Indices);
        switch (Of(s.Array))
        {
            case Laned.Own own: return Result(s, own.Memory, [Shared(s.Indices[0], "an index into an array of each iteration's own")]);
            case Laned.Window window: return Result(s, window.Memory, At(window, s.Indices[0]));
            case Laned.Same { Operand: var array } when s.Indices.All(i => Of(i) is Laned.Same):
                Value result = _builder.Fresh(s.Result.Type, s.Result.Name);
                _builder.Append(new Load(result, array, [.. s.Indices.Select(i => ((Laned.Same)Of(i)).Operand)]));
                return new Laned.Same(result);
            case Laned.Same { Operand: var array }: return Result(s, array, Elements(array, s.Indices));
            default: throw new NoLanesException("it takes a number as memory");
        }
    }

    private Laned Result(Load s, Operand memory, EquatableArray<Operand> indices)
    {
        if (memory.Type.Element is not VectorType && s.Result.Type == IrType.Boolean) throw new NoLanesException("it reads an array of Booleans");
        if (memory.Type.Element is not VectorType && s.Result.Type == IrType.Int32 && indices is not [_, Constant { Bits: 1 }]) throw new NoLanesException("it reads integers that do not stand side by side");
        Value result = _builder.Fresh(VectorOf(s.Result.Type), s.Result.Name);
        _builder.Append(new Load(result, memory, indices));
        return new Laned.Each(result);
    }

    // The elements of all lanes in shared memory, only those that the mask says.
    private EquatableArray<Operand> Elements(Operand memory, EquatableArray<Operand> indices)
    {
        if (memory.Type is not SpanType { ElementType: ScalarType }) throw new NoLanesException($"it reads or writes elements of memory of type {memory.Type}");
        return Masked(Of(indices[0]) switch
        {
            Laned.Stepped stepped => [stepped.First, stepped.Step],
            Laned.Each each => [each.Vector, Constant.Of(0)],
            _ => throw new NoLanesException("all iterations write one element"),
        });
    }

    private EquatableArray<Operand> At(Laned.Window window, Operand index)
    {
        Operand inside = Shared(index, "an index into a part");
        if (!(inside is Constant { Bits: >= 0 and var number } && window.Count is Constant { Bits: var count } && number < count)) inside = _builder.Let(Primitive.InBounds, IrType.Int32, inside, window.Count);
        return Masked([Integer(Primitive.Add, window.First, inside), window.Step]);
    }

    private EquatableArray<Operand> Masked(EquatableArray<Operand> indices) => _mask is null ? indices : [.. indices, _mask];

    private static void CheckElement(Operand memory, EquatableArray<Operand> indices)
    {
        if (memory.Type.IsWhole(indices)) throw new NoLanesException("it takes an array as a tensor");
    }

    private void Lower(Store s)
    {
        CheckElement(s.Array, s.Indices);
        switch (Of(s.Array))
        {
            case Laned.Own own:
                Operand index = Shared(s.Indices[0], "an index into an array of each iteration's own");
                Value stored = Vector(s.Stored);
                if (_mask is not null)
                {
                    Value kept = _builder.Load(own.Memory, index);
                    stored = _builder.Let(Primitive.Select, stored.Type, _mask, stored, kept);
                }
                _builder.Store(own.Memory, stored, index);
                break;
            case Laned.Window window: _builder.Append(new Store(window.Memory, At(window, s.Indices[0]), Vector(s.Stored))); break;
            case Laned.Same { Operand: var array }:
                if (s.Stored.Type != _number) throw new NoLanesException($"it writes numbers of type {s.Stored.Type}");
                _builder.Append(new Store(array, Elements(array, s.Indices), Vector(s.Stored)));
                break;
        }
    }

    private void Lower(Accumulate s)
    {
        CheckElement(s.Array, s.Indices);
        if (s.Addend.Type != _number) throw new NoLanesException($"it adds to numbers of type {s.Addend.Type}");
        Value addend = Vector(s.Addend);
        switch (Of(s.Array))
        {
            case Laned.Own own: _builder.Append(new Accumulate(own.Memory, [Shared(s.Indices[0], "an index into an array of each iteration's own")], Chosen(addend))); break;
            case Laned.Window window: _builder.Append(new Accumulate(window.Memory, At(window, s.Indices[0]), Counted(addend))); break;
            case Laned.Same { Operand: var array } when s.Indices.All(i => Of(i) is Laned.Same):
                Operand sum = Sum(Chosen(addend));
                _builder.Append(new Accumulate(array, [.. s.Indices.Select(i => ((Laned.Same)Of(i)).Operand)], sum));
                break;
            case Laned.Same { Operand: var array }: _builder.Append(new Accumulate(array, Elements(array, s.Indices), Counted(addend))); break;
        }
    }

    // What all lanes multiply with multiplies the sum: in inner loops the sum is there already.
    private Operand Sum(Value vector)
    {
        Let? definition = DefinitionOf(vector);
        switch (definition?.Op.Name)
        {
            case "Negate": return _builder.Let(Primitive.Negate, _number, Sum((Value)definition.Arguments[0]));
            case "Multiply":
                for (int i = 0; i < 2; i++)
                    if (BroadcastOf(definition.Arguments[i]) is { } factor) return _builder.Let(Primitive.Multiply, _number, factor, Sum((Value)definition.Arguments[1 - i]));
                break;
        }
        return SumOfLanes(vector);
    }

    private Value SumOfLanes(Value vector) =>
        _whichCount is null ? _builder.Let(Primitive.SumOfLanes, _number, vector) : _builder.Let(Primitive.SumOfCounted, _number, vector, _whichCount);

    private Value Counted(Value vector) => _whichCount is null ? vector : _builder.Let(Primitive.Counted, vector.Type, vector, _whichCount);

    private Operand? BroadcastOf(Operand vector) =>
        DefinitionOf(vector) is { } let && let.Op.Equals(Primitive.Broadcast) ? let.Arguments[0] : null;

    // In the region that is open.
    private Let? DefinitionOf(Operand vector) => _builder.Statements.OfType<Let>().LastOrDefault(l => l.Result.Equals(vector));

    /// <summary>Zero in the lanes that do not take part.</summary>
    private Value Chosen(Value vector) => _mask is null ? vector : _builder.Let(Primitive.Select, vector.Type, _mask, vector, Broadcast(Constant.Of(0.0, _number)));

    private void Lower(Clear s)
    {
        if (Of(s.Array) is not Laned.Own own || _mask is not null) throw new NoLanesException("it clears memory");
        _builder.Append(new Clear(own.Memory));
    }

    private void Lower(Allocate s)
    {
        if (s.Dimensions is not [{ } size] || s.Result.Type is not (ArrayType { Rank: 1, ElementType: ScalarType } or SpanType { ElementType: ScalarType })) throw new NoLanesException($"it makes memory of type {s.Result.Type}");
        _values[s.Result.Id] = NewOwn(s.Result.Name, s.Result.Type.Element!, Shared(size, "the length of an array"), s.IsZeroed);
    }

    private Laned.Own NewOwn(string? name, IrType element, Operand length, bool isZeroed)
    {
        Value memory = _builder.Fresh(new ArrayType(VectorOf(element), 1), name);
        _builder.Append(new Allocate(memory, [length], IsZeroed: isZeroed));
        return new(memory, length);
    }

    private Laned Lower(Length s)
    {
        switch (Of(s.Array))
        {
            case Laned.Own own: return new Laned.Same(own.Length);
            case Laned.Window window: return new Laned.Same(window.Count);
            case Laned.Same { Operand: var array }:
                Value result = _builder.Fresh(IrType.Int32, s.Result.Name);
                _builder.Append(new Length(result, array, array.Type is SpanType ? -1 : s.Dimension));
                return new Laned.Same(result);
            default: throw new NoLanesException("it takes a number as memory");
        }
    }

    private void Lower(Slice s)
    {
        if (Of(s.Array) is not Laned.Same { Operand: var array })
        {
            _values[s.Result.Id] = s.Start is null ? Of(s.Array) : PartOf(Of(s.Array), s);
            return;
        }
        if ((s.Start is null || Of(s.Start) is Laned.Same) && (s.Count is null || Of(s.Count) is Laned.Same))
        {
            SpanType type = (SpanType)s.Result.Type;
            Value view = _builder.Fresh(type with { IsReadOnly = type.IsReadOnly || array.Type is SpanType { IsReadOnly: true } }, s.Result.Name);
            _builder.Append(new Slice(view, array, s.Start is null ? null : Shared(s.Start, ""), s.Count is null ? null : Shared(s.Count, "")));
            _values[s.Result.Id] = new Laned.Same(view);
            return;
        }
        if (s.Count is null || Of(s.Start!) is not Laned.Stepped start) throw new NoLanesException("the length of a part differs between its iterations");
        if (array.Type is not SpanType { ElementType: var element } || element != _number) throw new NoLanesException($"it takes a part of memory of type {array.Type}");
        Operand count = Shared(s.Count, "the length of a part");
        Laned.Window window = new(array, start.First, start.Step, count);
        _values[s.Result.Id] = IsReadAgain(s.Result) ? Copy(s.Result, window) : window;
    }

    private Laned PartOf(Laned whole, Slice s) => whole is Laned.Window { Count: Constant { Bits: var outer } } window && s is { Start: Constant { Bits: >= 0 } start, Count: Constant { Bits: >= 0 } count } && start.Bits + count.Bits <= outer
        ? window with { First = Integer(Primitive.Add, window.First, start), Count = count }
        : throw new NoLanesException("it takes a part of an iteration's own memory");

    // What is only read, and in inner loops, is put side by side once.
    private bool IsReadAgain(Value view)
    {
        HashSet<int> views = [view.Id, .. _loop.Body.Deep().OfType<Slice>().Where(s => s.Start is null && s.Array.Equals(view)).Select(s => s.Result.Id)];
        bool IsView(Operand operand) => operand is Value value && views.Contains(value.Id);
        return !_loop.Body.Deep().Any(d => d is Store or Accumulate && IsView(IrWalk.ArrayOf(d)))
            && _loop.Body.Deep().Any(d => d is For or While && d.Regions().Any(r => r.Deep().Any(l => l is Load load && IsView(load.Array))));
    }

    private Laned.Own Copy(Value view, Laned.Window window)
    {
        Laned.Own own = NewOwn(view.Name, _number, window.Count, isZeroed: true);
        if (_mask is null)
        {
            _builder.Append(new MoveRecords(RecordMove.Load, window.Memory, window.First, window.Step, own.Memory));
            return own;
        }
        Value index = _builder.Fresh(IrType.Int32, "j");
        _builder.Begin();
        Value element = _builder.Fresh(VectorOf(_number));
        _builder.Append(new Load(element, window.Memory, Masked([Integer(Primitive.Add, window.First, index), window.Step])));
        _builder.Store(own.Memory, element, index);
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, window.Count, Constant.Of(1), EquatableArray<Operand>.Empty, _builder.End(), EquatableArray<Value>.Empty));
        return own;
    }
}
