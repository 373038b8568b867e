using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Transform;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>
/// A random primal for the reverse sweep: smooth arithmetic under nested loops and branches, memory that is read, overwritten and read again, running
/// indices, references that are re-pointed, values that are computed and not used. It runs to its end, with all indices in range, on arrays of
/// <see cref="Size"/> elements.
/// </summary>
internal sealed partial class RandomPrimal
{
    public const int Size = 4;

    private static readonly IrType Array = new ArrayType(IrType.Double, 1);
    private static readonly IrType Span = new SpanType(IrType.Double, false);
    private static readonly Primitive Sin = new("Sin", 1, Notation.Math, "Sin", Cost.Expensive);
    private static readonly Primitive Cos = new("Cos", 1, Notation.Math, "Cos", Cost.Expensive);
    private static readonly Primitive Tanh = new("Tanh", 1, Notation.Math, "Tanh", Cost.Expensive);
    private static readonly Primitive Sqrt = new("Sqrt", 1, Notation.Math, "Sqrt");

    private readonly Random _random;
    private readonly IrBuilder _builder = new();

    // What is visible, in order of definition. Arrays of full size and counters below the full size go together.
    private readonly List<Value> _numbers = [];
    private readonly List<Value> _integers = [];
    private readonly List<Value> _memory = [];
    private readonly HashSet<int> _full = [];
    private readonly HashSet<int> _readOnly = [];
    private int _budget;

    private RandomPrimal(int seed)
    {
        _random = new(seed);
        _budget = 6 + _random.Next(24);
    }

    public static FunctionIr Create(int seed) => new RandomPrimal(seed).Create();

    private FunctionIr Create()
    {
        List<Parameter> parameters = [];
        _numbers.Add(Parameter(IrType.Double, "p", ParameterRole.Differentiable));
        if (Chance(2)) _numbers.Add(Parameter(IrType.Double, "q", ParameterRole.Differentiable));
        _memory.Add(Parameter(Array, "x", ParameterRole.Differentiable));
        if (Chance(2)) _memory.Add(Parameter(Chance(4) ? Span : Array, "y", ParameterRole.Differentiable));
        if (Chance(2)) _readOnly.Add(_memory[0].Id);
        _full.UnionWith(_memory.Select(m => m.Id));
        _integers.Add(Parameter(IrType.Int32, "n", ParameterRole.Constant));

        Statements(5 + _random.Next(4), 0);
        Operand[] results = Chance(8) && _readOnly.Count == 0 ? [] : [Any()];
        return new("F", parameters, _builder.Finish(results), _builder.NextId);

        Value Parameter(IrType type, string name, ParameterRole role)
        {
            Value value = _builder.Fresh(type, name);
            parameters.Add(new(value, role));
            return value;
        }
    }

    private bool Chance(int times) => _random.Next(times) == 0;

    private T Pick<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private T Recent<T>(IReadOnlyList<T> choices) => Chance(2) ? Pick(choices) : choices[Math.Max(0, choices.Count - 1 - _random.Next(3))];

    private string? Name(params string[] names) => Chance(3) ? null : Pick(names);

    private void Statements(int count, int depth)
    {
        for (; count > 0 && _budget > 0; count--, _budget--) Statement(depth);
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth >= 3 ? 11 : 20))
        {
            case <= 2: Compute(); break;
            case 3: Read(); break;
            case 4: Write(); break;
            case 5: Update(); break;
            case 6: Count(); break;
            case 7: NewArray(); break;
            case 8: Part(); break;
            case 9: Choose(); break;
            case 10: Unselected(); break;
            case <= 14: For(depth); break;
            case 15: While(depth); break;
            case 16: SumLoop(depth); break;
            default: If(depth); break;
        }
    }

    private Operand Any() => Chance(8) ? Number(Pick(0.5, -0.75, 1.25, 0, 1, 2)) : Recent(_numbers);

    private static Constant Number(double value) => Constant.Of(value, IrType.Double);

    private Value Let(Primitive op, params Operand[] operands) => _builder.Let(op, IrType.Double, operands);

    private Value Compute()
    {
        string? name = Name("s", "t", "u");
        Value result = _random.Next(12) switch
        {
            0 => _builder.Let(name, Sin, IrType.Double, Any()),
            1 => _builder.Let(name, Cos, IrType.Double, Any()),
            2 => _builder.Let(name, Tanh, IrType.Double, Any()),
            3 => _builder.Let(name, Sqrt, IrType.Double, OnePlusSquare(Any())),
            4 => _builder.Let(name, Primitive.Divide, IrType.Double, Any(), OnePlusSquare(Any())),
            5 => _builder.Let(name, Primitive.Negate, IrType.Double, Any()),
            6 => _builder.Let(name, Primitive.Subtract, IrType.Double, Any(), Any()),
            7 or 8 => _builder.Let(name, Primitive.Add, IrType.Double, Any(), Any()),
            9 => _builder.Let(name, Primitive.Multiply, IrType.Double, Any(), Let(Primitive.Convert, Recent(_integers))),
            10 => _builder.Let(name, Tanh, IrType.Double, Let(Primitive.Multiply, Any(), Any())),
            _ => _builder.Let(name, Primitive.Multiply, IrType.Double, Any(), Any()),
        };
        _numbers.Add(result);
        return result;
    }

    private Value OnePlusSquare(Operand x) => Let(Primitive.Add, Number(1), Let(Primitive.Multiply, x, x));

    private Value Memory() => Recent(_memory);

    private Value? Writable() => Recent(_memory) is var memory && _readOnly.Contains(memory.Id) ? null : memory;

    private Operand Index(Value memory)
    {
        bool isFull = _full.Contains(memory.Id);
        Value[] counters = isFull ? [.. _integers.Where(i => _full.Contains(i.Id))] : [];
        if (counters.Length > 0 && !Chance(3)) return Recent(counters);
        if (isFull && Chance(3)) return Constant.Of(_random.Next(Size));
        // ((k % n) + n) % n, on a slice too.
        Value length = _builder.Length(memory);
        Value shifted = Integer(Primitive.Add, Integer(Primitive.Remainder, Recent(_integers), length), length);
        return Integer(Primitive.Remainder, shifted, length);
    }

    private Value Integer(Primitive op, params Operand[] operands) => _builder.Let(op, IrType.Int32, operands);

    private void Read()
    {
        Value memory = Memory();
        _numbers.Add(_builder.Load(Name("s", "t", "v"), memory, Index(memory)));
    }

    private void Write()
    {
        if (Writable() is { } memory) _builder.Store(memory, Any(), Index(memory));
    }

    private void Update()
    {
        if (Writable() is not { } memory) return;
        Operand index = Index(memory);
        Value old = _builder.Load(memory, index);
        _numbers.Add(old);
        _builder.Store(memory, Chance(2) ? Let(Primitive.Add, old, Any()) : Compute(), index);
    }

    private void Count()
    {
        Value k = Recent(_integers);
        _integers.Add(_random.Next(4) switch
        {
            0 => _builder.Let(Name("k"), Primitive.Add, IrType.Int32, k, Constant.Of(1)),
            1 => _builder.Let(Name("k"), Primitive.Multiply, IrType.Int32, k, Constant.Of(3)),
            2 => _builder.Let(Name("k"), Primitive.Subtract, IrType.Int32, k, Recent(_integers)),
            _ => _builder.Let(Name("k"), Primitive.Remainder, IrType.Int32, k, Constant.Of(5)),
        });
    }

    private void NewArray()
    {
        Value array = _builder.Fresh(Array, Name("a", "b"));
        Operand size = Chance(2) ? Constant.Of(Size) : _builder.Length(Pick(_memory.Where(m => _full.Contains(m.Id)).ToArray()));
        _builder.Append(new Allocate(array, [size]));
        _full.Add(array.Id);
        _memory.Add(array);
    }

    private void Part()
    {
        Value memory = Memory(), view = _builder.Fresh(Span, Name("w"));
        if (Chance(4) || !_full.Contains(memory.Id)) _builder.Append(new Slice(view, memory, null, null));
        else _builder.Append(new Slice(view, memory, Constant.Of(1), Constant.Of(2)));
        if (_builder.Statements[^1] is Slice { Start: null } && _full.Contains(memory.Id)) _full.Add(view.Id);
        if (_readOnly.Contains(memory.Id)) _readOnly.Add(view.Id);
        _memory.Add(view);
    }

    private void Choose() => _numbers.Add(_builder.Let(Primitive.Select, IrType.Double, Condition(), Any(), Any()));

    // √0 has an infinite derivative; n is positive, so that it is computed and never chosen.
    private void Unselected()
    {
        Operand root = Let(Sqrt, Let(Primitive.Multiply, Any(), Number(0)));
        if (Chance(2)) root = Let(Pick(Primitive.Add, Primitive.Multiply), root, Any());
        Value condition = _builder.Let(Primitive.Less, IrType.Boolean, _integers[0], Constant.Of(0)), result = _builder.Fresh(IrType.Double, Name("s"));
        if (Chance(2)) _builder.Append(new Let(result, Primitive.Select, [condition, root, Any()]));
        else _builder.Append(new If(condition, Nested([], () => [root]), Nested([], () => [Any()]), [result]));
        _numbers.Add(result);
    }

    private Value Condition() => _random.Next(3) switch
    {
        0 => _builder.Let(Pick(Primitive.Less, Primitive.GreaterOrEqual), IrType.Boolean, Any(), Number(Pick(0, 0.3, -0.4, 0.9))),
        1 => _builder.Let(Pick(Primitive.Less, Primitive.Greater), IrType.Boolean, Recent(_integers), Constant.Of(_random.Next(Size))),
        _ => _builder.Let(Primitive.Equal, IrType.Boolean, Integer(Primitive.And, Recent(_integers), Constant.Of(1)), Constant.Of(0)),
    };
}
