using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Appends statements to the region that is open. <see cref="Begin"/> opens a nested region, <see cref="End"/> closes it and
/// returns it. Ids continue from a function's <see cref="FunctionIr.NextId"/> when it is extended.
/// </summary>
internal sealed class IrBuilder(int nextId = 0)
{
    private readonly Stack<(List<Statement> Statements, EquatableArray<Value> Parameters)> _open = new();
    private List<Statement> _statements = [];
    private EquatableArray<Value> _parameters;

    public int NextId { get; private set; } = nextId;

    /// <summary>The statements of the open region so far.</summary>
    public IReadOnlyList<Statement> Statements => _statements;

    public Value Fresh(IrType type, string? name = null) => new(NextId++, type, name);

    /// <summary>Opens a region nested in the one that is open.</summary>
    public void Begin(params Value[] parameters)
    {
        _open.Push((_statements, _parameters));
        _statements = [];
        _parameters = parameters;
    }

    /// <summary>Closes the open region and returns it; the enclosing one is open again.</summary>
    public Region End(params Operand[] yields)
    {
        Region region = new(_parameters, _statements, yields);
        (_statements, _parameters) = _open.Pop();
        return region;
    }

    /// <summary>The outermost region, finished.</summary>
    public Region Finish(params Operand[] yields) => _open.Count == 0
        ? new(EquatableArray<Value>.Empty, _statements, yields)
        : throw new InvalidOperationException("a region is still open");

    public void Append(Statement statement) => _statements.Add(statement);

    /// <summary>From here on statements go to another list; returns the list that they went to, to be given back afterwards.</summary>
    public List<Statement> Redirect(List<Statement> statements)
    {
        List<Statement> previous = _statements;
        _statements = statements;
        return previous;
    }

    /// <summary>Inserts into the open region.</summary>
    public void Insert(int position, IEnumerable<Statement> statements) => _statements.InsertRange(position, statements);

    public void Append(IEnumerable<Statement> statements) => _statements.AddRange(statements);

    public Value Let(Primitive op, IrType type, params Operand[] arguments) => Let(null, op, type, arguments);

    public Value Let(string? name, Primitive op, IrType type, params Operand[] arguments)
    {
        Value result = Fresh(type, name);
        Append(new Let(result, op, arguments));
        return result;
    }

    public Value Load(Operand array, params Operand[] indices) => Load(null, array, indices);

    public Value Load(string? name, Operand array, params Operand[] indices)
    {
        Value result = Fresh(array.Type.ElementAt(indices), name);
        Append(new Load(result, array, indices));
        return result;
    }

    public void Store(Operand array, Operand stored, params Operand[] indices) => Append(new Store(array, indices, stored));

    public Value Length(Operand array, int dimension = -1)
    {
        Value result = Fresh(IrType.Int32);
        Append(new Length(result, array, dimension));
        return result;
    }

    /// <summary>An <see cref="If"/> over two finished regions; its results have the types of the yields and the given names.</summary>
    public Value[] If(Operand condition, Region then, Region @else, IReadOnlyList<string?> names)
    {
        Value[] results = then.Yields.Select((y, i) => Fresh(y.Type, names[i])).ToArray();
        Append(new If(condition, then, @else, results));
        return results;
    }

    /// <summary>The length of an array that may be null, appended to a list.</summary>
    public Value LengthOrZero(Value array, int dimension, List<Statement> output)
    {
        Value length = Fresh(IrType.Int32, array.Name is null ? null : array.Name + "Length");
        Length measure = new(length, array, dimension);
        if (array.Type is not ArrayType)
        {
            output.Add(measure);
            return length;
        }
        Value isNull = Fresh(IrType.Boolean), result = Fresh(IrType.Int32, length.Name);
        output.Add(new Let(isNull, Primitive.IsNull, [array]));
        Region none = new(EquatableArray<Value>.Empty, EquatableArray<Statement>.Empty, [Constant.Of(0)]);
        output.Add(new If(isNull, none, new Region(EquatableArray<Value>.Empty, [measure], [length]), [result]));
        return result;
    }

    /// <summary><c>for (i = 0; i &lt; length; i++) to[i] = from[i];</c>, not appended.</summary>
    public For CopyElements(Operand from, Operand to, Operand length)
    {
        Value index = Fresh(IrType.Int32, "i");
        Begin();
        if (from.Type.Element is StructType element)
            for (int leaf = 0; leaf < element.Leaves.Count; leaf++) Store(to, Load(from, index, Constant.Of(leaf)), index, Constant.Of(leaf));
        else Store(to, Load(from, index), index);
        return new For(index, Constant.Of(0), Bound.Less, length, Constant.Of(1), EquatableArray<Operand>.Empty, End(), EquatableArray<Value>.Empty);
    }
}
