using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <content>Numbers: once for all lanes, as a progression, or in vectors.</content>
internal sealed partial class LaneKernel
{
    private Laned Of(Operand operand) => operand is Value value ? _values[value.Id] : new Laned.Same(operand);

    /// <summary>What is the same in all lanes.</summary>
    private Operand Shared(Operand operand, string what) =>
        Of(operand) is Laned.Same same ? same.Operand : throw new NoLanesException($"{what} differs between its iterations");

    /// <summary>A number as a vector.</summary>
    private Value Vector(Operand operand) => Of(operand) switch
    {
        Laned.Same same => Broadcast(same.Operand),
        Laned.Stepped stepped => _builder.Let(Primitive.Sequence, VectorOf(IrType.Int32), stepped.First, stepped.Step),
        Laned.Each each => each.Vector,
        _ => throw new NoLanesException("it takes memory of its own as a value"),
    };

    private Value Broadcast(Operand scalar)
    {
        if (scalar is DefaultOf { DefaultType: ScalarType type }) scalar = type.IsFloat ? Constant.Of(0.0, type) : Constant.Of(0, type);
        return _builder.Let(scalar is Value { Name: { } name } ? name + "Lanes" : null, Primitive.Broadcast, VectorOf(scalar.Type), scalar);
    }

    private Laned Lower(Let s)
    {
        Laned[] arguments = [.. s.Arguments.Select(Of)];
        if (arguments.All(a => a is Laned.Same))
        {
            Value result = _builder.Fresh(s.Result.Type, s.Result.Name);
            _builder.Append(s with { Result = result, Arguments = [.. arguments.Select(a => ((Laned.Same)a).Operand)] });
            return new Laned.Same(result);
        }
        if (arguments.Any(a => a is Laned.Own or Laned.Window)) throw new NoLanesException("it chooses between memory of its iterations");
        if (Progression(s, arguments) is { } progression) return progression;
        // Throws for what is not a number, in the lanes that take part.
        if (s.Op.Name == "Sign" && s.Arguments[0].Type == _number) return Vectors(s, _mask is null ? [Vector(s.Arguments[0])] : [Vector(s.Arguments[0]), _mask]);
        if (s.Op.Equals(Primitive.Select) && arguments[0] is Laned.Same condition)
            return Vectors(s, condition.Operand, Vector(s.Arguments[1]), Vector(s.Arguments[2]));
        IrType[] types = [.. s.Arguments.Select(a => a.Type)];
        bool exists = s.Op switch
        {
            _ when s.Op.Equals(Primitive.Convert) => types[0] == s.Result.Type || (types[0] == IrType.Int32 && s.Result.Type == _number),
            _ when s.Result.Type == IrType.Int32 => s.Op.Equals(Primitive.Select),
            _ when s.Result.Type == IrType.Boolean && s.Op.Symbol is "&" or "|" or "^" or "!" => true,
            _ => LaneFunctions.Exists(s.Op, s.Arguments.Count) && types.Skip(s.Op.Equals(Primitive.Select) ? 1 : 0).All(t => t == _number || (t == IrType.Int32 && s.Op.IsComparison)),
        };
        if (!exists) throw new NoLanesException($"{(s.Op.Notation is Notation.Infix or Notation.Cast ? $"'{(s.Op.Symbol.Length == 0 ? "a conversion" : s.Op.Symbol)}' of {types[0]}" : s.Op.Symbol)} has no vector form");
        return s.Op.Equals(Primitive.Convert) && types[0] == s.Result.Type ? new Laned.Each(Vector(s.Arguments[0])) : Vectors(s, [.. s.Arguments.Select(a => (Operand)Vector(a))]);
    }

    private Laned Vectors(Let s, params Operand[] arguments) =>
        new Laned.Each(_builder.Let(s.Result.Name, LaneFunctions.IsOfRuntime(s.Op) ? s.Op with { Notation = Notation.Lanes } : s.Op, VectorOf(s.Result.Type), arguments));

    // i + c, i - c and i · c, and what follows from them.
    private Laned? Progression(Let s, Laned[] arguments)
    {
        if (s.Result.Type != IrType.Int32 || arguments.Any(a => a is not (Laned.Same or Laned.Stepped))) return null;
        (Operand First, Operand Step)[] parts = [.. arguments.Select(a => a is Laned.Stepped p ? (p.First, p.Step) : (((Laned.Same)a).Operand, (Operand)Constant.Of(0)))];
        return s.Op.Name switch
        {
            "Add" or "Subtract" => new Laned.Stepped(Integer(s.Op, parts[0].First, parts[1].First), Integer(s.Op, parts[0].Step, parts[1].Step)),
            "Multiply" when arguments[1] is Laned.Same => new Laned.Stepped(Integer(s.Op, parts[0].First, parts[1].First), Integer(s.Op, parts[0].Step, parts[1].First)),
            "Multiply" when arguments[0] is Laned.Same => new Laned.Stepped(Integer(s.Op, parts[0].First, parts[1].First), Integer(s.Op, parts[0].First, parts[1].Step)),
            "Negate" => new Laned.Stepped(Integer(Primitive.Subtract, Constant.Of(0), parts[0].First), Integer(Primitive.Subtract, Constant.Of(0), parts[0].Step)),
            _ => null,
        };
    }

    private Operand Integer(Primitive op, Operand x, Operand y) => (op.Name, x, y) switch
    {
        ("Add", Constant a, Constant b) => Constant.Of(unchecked((int)(a.Bits + b.Bits))),
        ("Subtract", Constant a, Constant b) => Constant.Of(unchecked((int)(a.Bits - b.Bits))),
        ("Multiply", Constant a, Constant b) => Constant.Of(unchecked((int)(a.Bits * b.Bits))),
        ("Add" or "Subtract", _, Constant { Bits: 0 }) or ("Multiply", _, Constant { Bits: 1 }) => x,
        ("Add", Constant { Bits: 0 }, _) or ("Multiply", Constant { Bits: 1 }, _) => y,
        _ => _builder.Let(op, IrType.Int32, x, y),
    };
}
