using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>
/// A function made by chance that uses all of the IR: its arrays have at least 8 elements and most of its indices are less than 5,
/// so that they meet; its loops are short.
/// Sinks only take integers but 0 as addends, so that their sums are exact in any order, the sign of zero included.
/// </summary>
internal sealed partial class RandomFunction
{
    private static readonly ArrayType Array = new(IrType.Double, 1);
    private static readonly Primitive Exp = ScalarRules.Find("Exp", 1)!.Primitive, Sqrt = ScalarRules.Find("Sqrt", 1)!.Primitive;

    private readonly IrBuilder _builder = new();
    private readonly Random _random;
    private readonly Value _scalarSink, _arraySink, _tape;
    private Visible _visible = new();

    private RandomFunction(int seed)
    {
        _random = new Random(seed);
        _scalarSink = _builder.Fresh(new RefType(IrType.Double), "dA");
        _arraySink = _builder.Fresh(new SpanType(IrType.Double, false), "dX");
        _tape = _builder.Fresh(new TapeType(IrType.Double));
    }

    /// <summary>A function of (double[8] x, double[8] y, double a, int n, double cotangent, ref double dA, Span dX).</summary>
    public static FunctionIr Of(int seed) => new RandomFunction(seed).Make();

    private FunctionIr Make()
    {
        Value x = _builder.Fresh(Array, "x"), y = _builder.Fresh(Array, "y");
        Value a = _builder.Fresh(IrType.Double, "a"), n = _builder.Fresh(IrType.Int32, "n"), cotangent = _builder.Fresh(IrType.Double, "cotangent");
        _visible.Doubles.AddRange([a, cotangent]);
        _visible.Ints.Add(n);
        _visible.Arrays.AddRange([x, y]);
        _visible.Writable.Add(y);
        _builder.Append(new NewTape(_tape));
        _visible.Booleans.Add(_builder.Let(Primitive.Less, IrType.Boolean, a, cotangent));
        AddBlock(8 + _random.Next(12), 0);
        _builder.Append(new Section("reverse sweep"));
        AddBlock(_random.Next(6), 0);
        Region body = _builder.Finish(OneIn(3) ? Double() : Everything());
        return new("F",
        [
            new(x, ParameterRole.Differentiable), new(y, ParameterRole.Differentiable), new(a, ParameterRole.Differentiable), new(n, ParameterRole.Constant),
            new(cotangent, ParameterRole.Cotangent), new(_scalarSink, ParameterRole.Sink), new(_arraySink, ParameterRole.Sink),
        ], body, _builder.NextId);
    }

    // What can be read at this point.
    private sealed record Visible
    {
        public List<Operand> Doubles { get; init; } = [];

        public List<Operand> Ints { get; init; } = [];

        public List<Operand> Booleans { get; init; } = [];

        public List<Operand> Counters { get; init; } = [];

        public List<Value> Arrays { get; init; } = [];

        public List<Value> Writable { get; init; } = [];

        public List<(Value Array, Operand Size)> Cotangents { get; init; } = [];

        public Visible Copy() => new()
        {
            Doubles = [.. Doubles],
            Ints = [.. Ints],
            Booleans = [.. Booleans],
            Counters = [.. Counters],
            Arrays = [.. Arrays],
            Writable = [.. Writable],
            Cotangents = [.. Cotangents],
        };
    }

    private bool OneIn(int chances) => _random.Next(chances) == 0;

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    // The last ones are the likeliest, so that chains grow.
    private T Pick<T>(List<T> list) => OneIn(2) ? list[_random.Next(list.Count)] : list[Math.Max(0, list.Count - 1 - _random.Next(3))];

    private string? Name() => OneIn(3) ? "v" + _random.Next(5) : null;

    private Operand Double() => OneIn(6) ? Constant.Of(Any(0.0, -0.0, 1, -1, 2, 0.5, -3, 1e200), IrType.Double) : Pick(_visible.Doubles);

    private Operand Int() => OneIn(5) ? Constant.Of(_random.Next(-1, 4)) : Pick(_visible.Ints);

    private Operand Boolean() => OneIn(12) ? Constant.Of(OneIn(2)) : Pick(_visible.Booleans);

    private Operand Index()
    {
        if (OneIn(3)) return Constant.Of(_random.Next(4));
        return _visible.Counters.Count > 0 && !OneIn(3) ? Pick(_visible.Counters) : _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(3));
    }

    private IrType AnyType() => Any<IrType>(IrType.Int32, IrType.Boolean, Array, Array, IrType.Double, IrType.Double, IrType.Double);

    private Operand Of(IrType type)
    {
        if (type == IrType.Double) return Double();
        if (type == IrType.Int32) return Int();
        return type == IrType.Boolean ? Boolean() : Pick([.. _visible.Arrays.Where(a => a.Type.Equals(type))]);
    }

    // A merged array may be x, which is not written.
    private void Show(Value value)
    {
        if (value.Type == IrType.Double) _visible.Doubles.Add(value);
        else if (value.Type == IrType.Int32) _visible.Ints.Add(value);
        else if (value.Type == IrType.Boolean) _visible.Booleans.Add(value);
        else _visible.Arrays.Add(value);
    }

    private Value[] Fresh(IEnumerable<IrType> types) => [.. types.Select(t => _builder.Fresh(t, Name()))];

    // A result that all visible values enter.
    private Operand Everything()
    {
        Operand result = Double();
        foreach (Operand value in _visible.Doubles)
        {
            Value isLess = _builder.Let(Primitive.Less, IrType.Boolean, value, result);
            Value difference = _builder.Let(Primitive.Subtract, IrType.Double, result, value), product = _builder.Let(Primitive.Multiply, IrType.Double, value, result);
            result = _builder.Let(Primitive.Select, IrType.Double, isLess, difference, product);
        }
        foreach (Value array in _visible.Arrays)
        {
            Value index = _builder.Fresh(IrType.Int32), sum = _builder.Fresh(IrType.Double), total = _builder.Fresh(IrType.Double);
            _builder.Begin(sum);
            Value next = _builder.Let(Primitive.Add, IrType.Double, sum, _builder.Load(array, index));
            _builder.Append(new For(index, Constant.Of(0), Bound.Less, Constant.Of(4), Constant.Of(1), [result], _builder.End(next), [total]));
            result = total;
        }
        foreach (Operand value in _visible.Ints)
            result = _builder.Let(Primitive.Add, IrType.Double, result, _builder.Let(Primitive.Convert, IrType.Double, value));
        foreach (Operand value in _visible.Booleans)
            result = _builder.Let(Primitive.Select, IrType.Double, value, result, _builder.Let(Primitive.Negate, IrType.Double, result));
        return result;
    }
}
