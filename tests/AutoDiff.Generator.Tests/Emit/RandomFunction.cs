using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Emit;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>
/// A random function over every statement of the IR, for differential tests: nested loops and branches, values that are carried in any permutation,
/// few names for many values, expressions in every type, memory that aliases. Indices are kept in range by a mask.
/// </summary>
internal sealed class RandomFunction
{
    /// <summary>The parameters that every such function has, as C# declares them.</summary>
    public static readonly string[] Declarations =
        ["double[] x", "double[] y", "double[,] m", "double p", "int n", "float f", "long l", "double[][] rows", "Span<double> dX", "ref double dP"];

    private static readonly IrType Vector = new ArrayType(IrType.Double, 1);
    private static readonly IrType Jagged = new ArrayType(Vector, 1);
    private static readonly IrType Matrix = new ArrayType(IrType.Double, 2);
    private static readonly IrType View = new SpanType(IrType.Double, false);
    private static readonly IrType Tape = new TapeType(IrType.Double);

    private static readonly IrType[] Scalars = [IrType.Double, IrType.Double, IrType.Double, IrType.Int32, IrType.Int32, IrType.Boolean, IrType.Single, IrType.Int64];
    private static readonly IrType[] Carried = [IrType.Double, IrType.Double, IrType.Double, IrType.Int32, IrType.Boolean, Vector, View];
    private static readonly Primitive[] Comparisons =
        [Primitive.Less, Primitive.LessOrEqual, Primitive.Greater, Primitive.GreaterOrEqual, Primitive.Equal, Primitive.NotEqual];

    private static readonly Primitive Sin = new("Sin", 1, Notation.Math, "Sin");
    private static readonly Primitive Abs = new("Abs", 1, Notation.Math, "Abs");
    private static readonly Primitive Max = new("Max", 2, Notation.Math, "Max");
    private static readonly Primitive Pow = new("Pow", 2, Notation.Math, "Pow");
    private static readonly Primitive IsNaN = new("IsNaN", 1, Notation.Number, "IsNaN");

    private readonly Random _random;
    private readonly IrBuilder _builder = new();
    private readonly List<Value> _visible = [];
    private readonly Value _matrix, _rows, _dP;
    private int _budget = 45;

    private RandomFunction(int seed)
    {
        _random = new(seed);
        _visible.AddRange([
            _builder.Fresh(Vector, "x"), _builder.Fresh(Vector, "y"), _builder.Fresh(Matrix, "m"), _builder.Fresh(IrType.Double, "p"), _builder.Fresh(IrType.Int32, "n"),
            _builder.Fresh(IrType.Single, "f"), _builder.Fresh(IrType.Int64, "l"), _builder.Fresh(Jagged, "rows"), _builder.Fresh(View, "dX"), _builder.Fresh(new RefType(IrType.Double), "dP")]);
        (_matrix, _rows, _dP) = (_visible[2], _visible[7], _visible[9]);
    }

    public static FunctionIr Create(int seed, string name) => new RandomFunction(seed).Create(name);

    private FunctionIr Create(string name)
    {
        Parameter[] parameters = _visible.Select(v => new Parameter(v, v.Name is "dX" or "dP" ? ParameterRole.Sink : v.Type.CarriesFloat ? ParameterRole.Differentiable : ParameterRole.Constant)).ToArray();
        _builder.Append(new Section("forward sweep"));
        if (Chance(2))
        {
            Value buffer = _builder.Fresh(View, Pick(null, "buffer"));
            _builder.Append(new Allocate(buffer, [Constant.Of(4)], Pick(Storage.Stack, Storage.Pool)));
            _visible.Add(buffer);
        }
        if (Chance(2))
        {
            Value tape = _builder.Fresh(Tape, Pick(null, "sTape"));
            _builder.Append(new NewTape(tape));
            _visible.Add(tape);
        }
        Statements(6 + _random.Next(6), 0);
        _builder.Append(new Section("reverse sweep"));
        Statements(6, 0);
        return new(name, parameters, _builder.Finish(Any(IrType.Double)), _builder.NextId);
    }

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>True once in so many times.</summary>
    private bool Chance(int times) => _random.Next(times) == 0;

    private string? Name(IrType type) => Chance(3) ? null
        : type == IrType.Double ? Pick("s", "t", "u", "s")
        : type == IrType.Int32 ? Pick("k", "i", "n")
        : type == IrType.Boolean ? "flag"
        : type == Vector ? Pick("a", "b")
        : Pick("v", "w", "Math", "in");

    /// <summary>A value that a carried variable or a branch's result may have: mostly under a name that is in use.</summary>
    private Value Variable(IrType type)
    {
        Value[] named = _visible.Where(v => v.Type == type && v.Name is not null).ToArray();
        return _builder.Fresh(type, Chance(4) || named.Length == 0 ? Name(type) : Pick(named).Name);
    }

    private Operand Any(IrType type)
    {
        Value[] candidates = _visible.Where(v => v.Type == type).ToArray();
        if (type is ScalarType && (candidates.Length == 0 || Chance(6))) return Literal(type);
        return candidates[Chance(2) ? _random.Next(candidates.Length) : Math.Max(0, candidates.Length - 1 - _random.Next(4))];
    }

    /// <summary>What flows into a variable: often a value of its own name, so that the two may become one.</summary>
    private Operand FlowInto(Value variable)
    {
        Value[] same = _visible.Where(v => v.Type == variable.Type && v.Name == variable.Name).ToArray();
        return same.Length > 0 && Chance(2) ? Pick(same) : Any(variable.Type);
    }

    private Constant Literal(IrType type) =>
        type == IrType.Boolean ? Constant.Of(Chance(2))
        : type == IrType.Double ? Constant.Of(Pick(0.0, 1, 2, -1, 0.5, -0.0, 3.25e-7, 1e300, double.NaN, -2.5, 7), type)
        : type == IrType.Single ? Constant.Of(Pick(0f, 1, -3, 0.1f, float.PositiveInfinity), type)
        : type == IrType.Int32 ? Constant.Of(Pick(0, 1, 2, -1, 3, int.MaxValue, int.MinValue))
        : Constant.Of(Pick(0L, 1, -7, 1L << 40, long.MinValue), type);

    private Operand Index() => Chance(3) ? Constant.Of(_random.Next(4)) : _builder.Let(Primitive.And, IrType.Int32, Any(IrType.Int32), Constant.Of(3));

    private Value Memory() => Pick(_visible.Where(v => v.Type == Vector || v.Type == View).ToArray());

    private Operand Condition() => Chance(6) ? Any(IrType.Boolean) : _builder.Let(Pick(Comparisons), IrType.Boolean, Any(IrType.Double), Any(IrType.Double));

    private Value Define(Value value)
    {
        _visible.Add(value);
        return value;
    }

    private Value Computation()
    {
        IrType type = Pick(Scalars);
        string? name = Name(type);
        if (type == IrType.Boolean)
        {
            IrType compared = Pick(IrType.Double, IrType.Int32, IrType.Single, IrType.Int64);
            return _random.Next(6) switch
            {
                0 => _builder.Let(name, Primitive.Not, type, Any(type)),
                1 => _builder.Let(name, Pick(Primitive.And, Primitive.Or, Primitive.Xor), type, Any(type), Any(type)),
                2 => _builder.Let(name, IsNaN, type, Any(IrType.Double)),
                _ => _builder.Let(name, Pick(Comparisons), type, Any(compared), Any(compared)),
            };
        }
        if (Chance(7)) return _builder.Let(name, Primitive.Select, type, Any(IrType.Boolean), Any(type), Any(type));
        if (Chance(7) && _visible.Where(v => v.Type is ScalarType && v.Type != IrType.Boolean).ToArray() is { Length: > 0 } numbers)
            return _builder.Let(name, Primitive.Convert, type, Pick(numbers));
        return type.IsFloat
            ? _random.Next(8) switch
            {
                0 => _builder.Let(name, Pick(Sin, Abs), type, Any(type)),
                1 => _builder.Let(name, Pick(Max, Pow), type, Any(type), Any(type)),
                2 => _builder.Let(name, Primitive.Negate, type, Any(type)),
                _ => _builder.Let(name, Pick(Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.Divide, Primitive.Remainder), type, Any(type), Any(type)),
            }
            : _random.Next(8) switch
            {
                0 => _builder.Let(name, Pick(Primitive.Negate, Primitive.Complement), type, Any(type)),
                1 => _builder.Let(name, Pick(Primitive.ShiftLeft, Primitive.ShiftRight, Primitive.UnsignedShiftRight), type, Any(type), Any(IrType.Int32)),
                2 => _builder.Let(name, Max, type, Any(type), Any(type)),
                3 => _builder.Let(name, Pick(Primitive.Divide, Primitive.Remainder), type, Any(type), Chance(8) ? Any(type) : Constant.Of(7, type)),
                _ => _builder.Let(name, Pick(Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.And, Primitive.Or), type, Any(type), Any(type)),
            };
    }

    private void Statements(int count, int depth)
    {
        for (; count > 0 && _budget > 0; count--, _budget--) Statement(depth);
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth >= 3 ? 14 : 22))
        {
            case <= 5: Define(Computation()); break;
            case 6: Define(_builder.Load(Name(IrType.Double), Memory(), Index())); break;
            case 7: StoreSomething(); break;
            case 8 when Chance(2): _builder.Append(new Accumulate(_dP, [], Any(IrType.Double))); break;
            case 8: _builder.Append(new Accumulate(Memory(), [Index()], Any(IrType.Double))); break;
            case 9 when Chance(2): Define(_builder.Load(Name(IrType.Double), _matrix, Index(), Index())); break;
            case 9: _builder.Append(new Accumulate(_matrix, [Index(), Index()], Any(IrType.Double))); break;
            case 10: MemorySomething(); break;
            case 11: PushAndPop(); break;
            case 12: Define(Chance(3) ? _builder.Length(_matrix, Pick(-1, 0, 1)) : _builder.Length(Memory())); break;
            case 13: CallSomething(); break;
            case <= 16: Branch(depth); break;
            case <= 19: CountedLoop(depth); break;
            default: OpenLoop(depth); break;
        }
    }

    private void StoreSomething()
    {
        Value array = Memory();
        Operand index = Index();
        Operand stored = Chance(2) ? Any(IrType.Double)
            : _builder.Let(Pick(Primitive.Add, Primitive.Multiply, Primitive.Subtract), IrType.Double, _builder.Load(array, index), Any(IrType.Double));
        _builder.Store(array, stored, index);
    }

    private void MemorySomething()
    {
        switch (_random.Next(4))
        {
            case 0:
                Value array = _builder.Fresh(Vector, Name(Vector));
                _builder.Append(new Allocate(array, [Constant.Of(4 + _random.Next(3))]));
                Define(array);
                break;
            case 1:
                Define(_builder.Load(Name(Vector), _rows, Index()));
                break;
            case 2:
                Value view = _builder.Fresh(View, Pick(null, "view"));
                _builder.Append(Chance(2) ? new Slice(view, Memory(), null, null) : new Slice(view, Memory(), Constant.Of(0), Constant.Of(4)));
                Define(view);
                break;
            default:
                Define(_builder.Load(_builder.Load(_rows, Index()), Index()));
                break;
        }
    }

    private void PushAndPop()
    {
        if (_visible.LastOrDefault(v => v.Type == Tape) is not { } tape) return;
        _builder.Append(new Push(tape, Any(IrType.Double)));
        if (Chance(2)) Define(Computation());
        Value popped = _builder.Fresh(IrType.Double, Name(IrType.Double));
        _builder.Append(new Pop(popped, tape));
        Define(popped);
    }

    private void CallSomething()
    {
        if (!Chance(3))
        {
            Define(Computation());
            return;
        }
        Value? result = Chance(3) ? null : _builder.Fresh(IrType.Double, Name(IrType.Double));
        _builder.Append(new Invoke(result, EmitterFuzzTests.ForeignMethod, [Any(IrType.Double), _visible[_random.Next(2)]], -1));
        if (result is not null) Define(result);
    }

    private void Branch(int depth)
    {
        Value[] results = Enumerable.Range(0, _random.Next(4)).Select(_ => Variable(Pick(Carried))).ToArray();
        Operand condition = Condition();
        int throwing = Chance(12) ? _random.Next(2) : -1;
        _builder.Append(new If(condition, Arm(0), Arm(1), results));
        _visible.AddRange(results);

        Region Arm(int arm)
        {
            int seen = _visible.Count;
            _builder.Begin();
            if (!Chance(4)) Statements(_random.Next(4), depth + 1);
            if (arm == throwing) _builder.Append(new Throw("new global::System.TimeoutException()", []));
            Region region = _builder.End(results.Select(r => arm == throwing ? new DefaultOf(r.Type) : FlowInto(r)).ToArray());
            _visible.RemoveRange(seen, _visible.Count - seen);
            return region;
        }
    }

    private void CountedLoop(int depth)
    {
        Value[] parameters = Enumerable.Range(0, _random.Next(4)).Select(_ => Variable(Pick(Carried))).ToArray();
        Value[] results = parameters.Select(p => _builder.Fresh(p.Type, p.Name)).ToArray();
        Operand[] initial = parameters.Select(FlowInto).ToArray();
        Value index = _builder.Fresh(IrType.Int32, Pick("i", "j", null));
        bool isUpward = !Chance(3);
        Operand start = isUpward ? Constant.Of(_random.Next(2)) : _builder.Let(Primitive.Subtract, IrType.Int32, _builder.Length(_visible[0]), Constant.Of(1));
        Operand end = !isUpward ? Constant.Of(0) : _random.Next(3) switch
        {
            0 => Constant.Of(3),
            1 => _builder.Length(Memory()),
            _ => _builder.Let(Pick(null, "end"), Primitive.Add, IrType.Int32, Index(), Constant.Of(_random.Next(3))),
        };
        Bound bound = isUpward ? Pick(Bound.Less, Bound.LessOrEqual) : Pick(Bound.Greater, Bound.GreaterOrEqual);
        Region body = Body(parameters, depth, index, null);
        _builder.Append(new For(index, start, bound, end, Constant.Of(isUpward ? Pick(1, 1, 2) : Pick(-1, -2)), initial, body, results));
        _visible.AddRange(results);
    }

    /// <summary>A <c>while</c> that ends because its first variable counts the trips.</summary>
    private void OpenLoop(int depth)
    {
        Value trip = _builder.Fresh(IrType.Int32, Pick("i", null, "trip"));
        Value[] parameters = [trip, .. Enumerable.Range(0, _random.Next(4)).Select(_ => Variable(Pick(Carried)))];
        Value[] tested = parameters.Select(p => _builder.Fresh(p.Type, p.Name)).ToArray();
        Value[] results = parameters.Select(p => _builder.Fresh(p.Type, p.Name)).ToArray();
        Operand[] initial = parameters.Select((p, k) => k == 0 ? Constant.Of(0) : FlowInto(p)).ToArray();

        int seen = _visible.Count;
        _visible.AddRange(tested);
        _builder.Begin(tested);
        if (Chance(3)) Define(_builder.Load(Name(IrType.Double), _visible[0], Index()));
        if (Chance(3)) Define(Computation());
        Value less = _builder.Let(Primitive.Less, IrType.Boolean, tested[0], Constant.Of(3));
        Region condition = _builder.End(Chance(2) ? less
            : _builder.Let(Primitive.And, IrType.Boolean, Chance(2) ? _builder.Let(Primitive.Not, IrType.Boolean, Condition()) : Condition(), less));
        _visible.RemoveRange(seen, _visible.Count - seen);

        Region body = Body(parameters, depth, null, trip);
        _builder.Append(new While(initial, condition, body, results));
        _visible.AddRange(results);
    }

    private Region Body(Value[] parameters, int depth, Value? index, Value? trip)
    {
        int seen = _visible.Count;
        _visible.AddRange(parameters);
        if (index is not null) _visible.Add(index);
        _builder.Begin(parameters);
        Value? next = trip is null ? null : _builder.Let(Pick(trip.Name, null), Primitive.Add, IrType.Int32, trip, Constant.Of(1));
        Statements(1 + _random.Next(5), depth + 1);
        Region body = _builder.End(parameters.Select((p, k) => k == 0 && next is not null ? next : FlowInto(p)).ToArray());
        _visible.RemoveRange(seen, _visible.Count - seen);
        return body;
    }
}
