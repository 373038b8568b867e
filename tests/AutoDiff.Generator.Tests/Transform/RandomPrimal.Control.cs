using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>Branches and loops.</summary>
internal sealed partial class RandomPrimal
{
    // What is defined in a region is forgotten at its end.
    private Region Nested(Value[] parameters, Func<Operand[]> body)
    {
        (int numbers, int integers, int memory) = (_numbers.Count, _integers.Count, _memory.Count);
        _builder.Begin(parameters);
        foreach (Value parameter in parameters) Show(parameter);
        Region region = _builder.End(body());
        _numbers.RemoveRange(numbers, _numbers.Count - numbers);
        _integers.RemoveRange(integers, _integers.Count - integers);
        _memory.RemoveRange(memory, _memory.Count - memory);
        return region;
    }

    private void Show(Value value) => (value.Type == IrType.Double ? _numbers : value.Type == IrType.Int32 ? _integers : _memory).Add(value);

    // Variables that a branch or loop sets: their types, and what they are before.
    private List<(IrType Type, Operand Before)> Variables()
    {
        List<(IrType, Operand)> variables = [];
        for (int count = _random.Next(4); count > 0; count--) variables.Add((IrType.Double, Any()));
        if (Chance(3)) variables.Add((IrType.Int32, Recent(_integers)));
        Value[] arrays = [.. _memory.Where(m => _full.Contains(m.Id) && !_readOnly.Contains(m.Id))];
        if (arrays.Length > 0 && Chance(3))
        {
            IrType type = Pick(arrays).Type;
            Value[] same = [.. arrays.Where(a => a.Type == type)];
            for (int count = 1 + _random.Next(2); count > 0; count--) variables.Add((type, Pick(same)));
        }
        return variables;
    }

    private Value[] Fresh(List<(IrType Type, Operand Before)> variables)
    {
        Value[] values = [.. variables.Select(v => _builder.Fresh(v.Type, v.Type == IrType.Double ? Name("s", "t", "u") : v.Type == IrType.Int32 ? Name("k") : Name("a", "b")))];
        _full.UnionWith(values.Where(v => v.Type.IsMemory).Select(v => v.Id));
        return values;
    }

    // What a variable is given: something new, itself, or another variable, so that values are swapped.
    private Operand Next(IrType type, IReadOnlyList<Value> current)
    {
        Value[] variables = [.. current.Where(v => v.Type == type)];
        if (variables.Length > 0 && Chance(3)) return Pick(variables);
        if (type == IrType.Double)
        {
            if (variables.Length > 0 && Chance(2)) return Let(Pick(Primitive.Add, Primitive.Add, Primitive.Multiply), Pick(variables), Any());
            return Any();
        }
        if (type == IrType.Int32)
            return variables.Length > 0 && !Chance(4) ? Integer(Primitive.Add, Pick(variables), Constant.Of(Pick(1, 2, -1))) : Recent(_integers);
        return Recent(_memory.Where(m => m.Type == type && _full.Contains(m.Id) && !_readOnly.Contains(m.Id)).ToArray());
    }

    private void If(int depth)
    {
        Value condition = Condition();
        List<(IrType Type, Operand Before)> variables = Variables();
        Region then = Branch(), @else = Chance(2) ? Branch() : Nested([], () => [.. variables.Select(v => v.Before)]);
        Value[] results = Fresh(variables);
        _builder.Append(new If(condition, then, @else, results));
        foreach (Value result in results) Show(result);

        Region Branch() => Nested([], () =>
        {
            Statements(1 + _random.Next(3), depth + 1);
            return [.. variables.Select(v => Chance(3) ? v.Before : Next(v.Type, []))];
        });
    }

    private void For(int depth)
    {
        (Operand start, Bound bound, Operand end, int step, bool isFull) = Header();
        List<(IrType Type, Operand Before)> variables = Variables();
        Value index = _builder.Fresh(IrType.Int32, Name("i", "j"));
        Value[] parameters = Fresh(variables);
        if (isFull) _full.Add(index.Id);
        Region body = Nested(parameters, () =>
        {
            _integers.Add(index);
            Statements(2 + _random.Next(4), depth + 1);
            return [.. variables.Select(v => Next(v.Type, parameters))];
        });
        Value[] results = Fresh(variables);
        _builder.Append(new For(index, start, bound, end, Constant.Of(step), [.. variables.Select(v => v.Before)], body, results));
        foreach (Value result in results) Show(result);
    }

    // A loop that only adds: to carried sums, or to the element at its counter; mostly with scratch memory of its own.
    private void SumLoop(int depth)
    {
        (Operand start, Bound bound, Operand end, int step, bool isFull) = Header();
        List<(IrType Type, Operand Before)> sums = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => (IrType.Double, Chance(2) ? Number(0) : Any()))];
        Value index = _builder.Fresh(IrType.Int32, Name("i", "j"));
        Value[] parameters = Fresh(sums);
        if (isFull) _full.Add(index.Id);
        Region body = Nested([], () =>
        {
            _integers.Add(index);
            if (Chance(3)) NewArray();
            if (Chance(3)) Overwrite();
            Statements(1 + _random.Next(3), depth + 1);
            for (int count = 1 + _random.Next(2); count > 0; count--) Compute();
            Value? target = isFull && Chance(2) ? Writable() : null;
            if (target is not null && _full.Contains(target.Id))
                _builder.Store(target, Let(Primitive.Add, _builder.Load(target, index), Any()), index);
            return [.. parameters.Select(p => Let(Chance(4) ? Primitive.Subtract : Primitive.Add, p, Any()))];
        }) with
        { Parameters = parameters };
        Value[] results = Fresh(sums);
        _builder.Append(new For(index, start, bound, end, Constant.Of(step), [.. sums.Select(v => v.Before)], body, results));
        foreach (Value result in results) Show(result);
    }

    // for (j = 0; j < n; j++) a[j] = …: the whole of an array is written before it is read again.
    private void Overwrite()
    {
        if (Writable() is not { } array || !_full.Contains(array.Id)) return;
        Value index = _builder.Fresh(IrType.Int32, "j");
        _full.Add(index.Id);
        Operand length = Chance(2) ? Constant.Of(Size) : _builder.Length(array);
        Region body = Nested([], () =>
        {
            _integers.Add(index);
            Read();
            _builder.Store(array, Chance(2) ? Compute() : Any(), index);
            return [];
        });
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, length, Constant.Of(1), [], body, []));
    }

    private (Operand Start, Bound Bound, Operand End, int Step, bool IsFull) Header()
    {
        Value[] counters = [.. _integers.Where(i => _full.Contains(i.Id))];
        Operand length = Chance(2) ? Constant.Of(Size) : _builder.Length(Pick(_memory.Where(m => _full.Contains(m.Id)).ToArray()));
        return _random.Next(8) switch
        {
            0 or 1 => (Constant.Of(0), Bound.Less, length, 1, true),
            2 => (Integer(Primitive.Subtract, length, Constant.Of(1)), Bound.GreaterOrEqual, Constant.Of(0), -1, true),
            3 => (Constant.Of(1), Bound.Less, length, 2, true),
            4 when counters.Length > 0 => (Constant.Of(0), Bound.LessOrEqual, Pick(counters), 1, true),
            5 when counters.Length > 0 => (Pick(counters), Bound.Greater, Constant.Of(-1), -2, true),
            6 when counters.Length > 0 => (Integer(Primitive.Add, Pick(counters), Constant.Of(1)), Bound.Less, length, 1, true),
            7 => (Integer(Primitive.Remainder, Recent(_integers), Constant.Of(3)), Bound.Less, Constant.Of(3), 1, false),
            6 => (Constant.Of(2), Bound.Less, Constant.Of(1), 1, true),
            _ => (Constant.Of(1), Bound.Less, length, 1, true),
        };
    }

    private void While(int depth)
    {
        List<(IrType Type, Operand Before)> variables = [(IrType.Int32, Constant.Of(0)), (IrType.Double, Any()), .. Variables()];
        Value[] inCondition = Fresh(variables), inBody = Fresh(variables);
        int limit = 1 + _random.Next(5);
        Region condition = Nested(inCondition, () =>
        {
            Value within = _builder.Let(Primitive.Less, IrType.Boolean, inCondition[0], Constant.Of(limit));
            if (Chance(4)) return [within];
            Operand tested = Chance(2) ? inCondition[1] : Let(Primitive.Multiply, inCondition[1], Any());
            return [_builder.Let(Primitive.And, IrType.Boolean, within, _builder.Let(Primitive.Less, IrType.Boolean, tested, Number(Pick(0.8, 1.6, 3))))];
        });
        Region body = Nested(inBody, () =>
        {
            Statements(2 + _random.Next(3), depth + 1);
            return [Integer(Primitive.Add, inBody[0], Constant.Of(1)), .. variables.Skip(1).Select(v => Next(v.Type, inBody))];
        });
        Value[] results = Fresh(variables);
        _builder.Append(new While([.. variables.Select(v => v.Before)], condition, body, results));
        foreach (Value result in results) Show(result);
    }
}
