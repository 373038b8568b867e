using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Optimize;

internal sealed partial class RandomFunction
{
    private void AddBlock(int count, int depth)
    {
        for (int i = 0; i < count; i++) AddStatement(depth);
        if (depth > 0 && OneIn(2)) _builder.Store(Pick(_visible.Writable), Double(), Index());
    }

    private void AddStatement(int depth)
    {
        switch (_random.Next(depth < 3 ? 29 : 18))
        {
            case < 5: AddDouble(Any(Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.Divide), Double(), Double()); break;
            case 5: AddDouble(Any(Primitive.Negate, Exp, Sqrt), Double()); break;
            case 6: AddDouble(Primitive.Select, Boolean(), Double(), Double()); break;
            case 7: AddDouble(Primitive.Convert, OneIn(2) ? Int() : _builder.Let(Primitive.Convert, IrType.Single, Double())); break;
            case 8: AddInt(); break;
            case 9: AddBoolean(); break;
            case < 13: Show(_builder.Load(Name(), Pick(_visible.Arrays), Index())); break;
            case 13: _builder.Store(Pick(_visible.Writable), Double(), Index()); break;
            case 14: Show(_builder.Length(Pick(_visible.Arrays))); break;
            case 15: AddToSinks(); break;
            case 16: AddAllocation(); break;
            case 17: AddSlice(); break;
            case < 21: AddIf(depth); break;
            case < 25: AddFor(depth); break;
            case 25: AddWhile(depth); break;
            case 26: AddPush(); break;
            case < 29: AddCotangents(); break;
        }
    }

    private void AddDouble(Primitive op, params Operand[] arguments) => Show(_builder.Let(Name(), op, IrType.Double, arguments));

    private void AddInt()
    {
        Primitive op = OneIn(6) ? Any(Primitive.Divide, Primitive.Remainder) : Any(Primitive.Add, Primitive.Subtract, Primitive.Multiply, Primitive.And, Primitive.Xor);
        Show(_builder.Let(Name(), op, IrType.Int32, Int(), Int()));
        if (OneIn(3)) Show(_builder.Let(Primitive.Convert, IrType.Int32, _builder.Let(Primitive.Convert, IrType.Int64, Int())));
    }

    private void AddBoolean()
    {
        Primitive comparison = Any(Primitive.Less, Primitive.LessOrEqual, Primitive.Equal, Primitive.NotEqual, Primitive.Greater);
        Show(_random.Next(4) switch
        {
            0 => _builder.Let(Primitive.Not, IrType.Boolean, Boolean()),
            1 => _builder.Let(Any(Primitive.And, Primitive.Or, Primitive.Xor), IrType.Boolean, Boolean(), Boolean()),
            2 => _builder.Let(comparison, IrType.Boolean, Double(), Double()),
            _ => _builder.Let(comparison, IrType.Boolean, Int(), Int()),
        });
    }

    private void AddToSinks()
    {
        Value natural = _builder.Let(Primitive.Add, IrType.Int32, _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(1023)), Constant.Of(1));
        Value addend = _builder.Let(Primitive.Convert, IrType.Double, natural);
        if (OneIn(3)) addend = _builder.Let(Primitive.Negate, IrType.Double, addend);
        Operand index = Index();
        for (int i = _random.Next(3); i >= 0; i--)
        {
            switch (_random.Next(5))
            {
                case 0: _builder.Append(new Accumulate(_scalarSink, [], addend)); break;
                case 1: _builder.Store(_arraySink, Constant.Of(Any(0.0, 3), IrType.Double), OneIn(2) ? index : Index()); break;
                case 2: Show(_builder.Load(_arraySink, OneIn(2) ? index : Index())); break;
                default: _builder.Append(new Accumulate(_arraySink, [index], addend)); break;
            }
        }
    }

    private void AddAllocation()
    {
        bool isStack = OneIn(4);
        Operand size = OneIn(2)
            ? Constant.Of(8 + _random.Next(OneIn(2) ? 9 : 60))
            : _builder.Let(Primitive.Add, IrType.Int32, _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(15)), Constant.Of(8));
        Value array = _builder.Fresh(isStack ? new SpanType(IrType.Double, false) : Array, Name());
        _builder.Append(new Allocate(array, [size], isStack ? Storage.Stack : Storage.Heap));
        if (OneIn(2))
        {
            Operand end = OneIn(2) ? size : _builder.Length(array);
            Value index = _builder.Fresh(IrType.Int32, "j");
            _builder.Begin();
            Operand content = OneIn(4) ? _builder.Let(Primitive.Subtract, IrType.Double, Double(), _builder.Load(array, index)) : Double();
            _builder.Store(array, content, index);
            _builder.Append(new For(index, Constant.Of(0), Bound.Less, end, Constant.Of(1), [], _builder.End(), []));
        }
        Show(array);
        _visible.Writable.Add(array);
    }

    private void AddSlice()
    {
        bool isReadOnly = OneIn(4);
        Value view = _builder.Fresh(new SpanType(IrType.Double, isReadOnly), Name());
        Operand? start = OneIn(2) ? null : _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(1));
        _builder.Append(new Slice(view, Pick(_visible.Writable), start, start is null || OneIn(2) ? null : Constant.Of(6)));
        Show(view);
        if (!isReadOnly) _visible.Writable.Add(view);
    }

    // Loops over an array of its own, or of an outer block, or over the sinks: stores, additions, loads, and zeros, mostly one element in each iteration.
    private void AddCotangents()
    {
        if (_visible.Cotangents.Count == 0 || OneIn(4))
        {
            Operand length = OneIn(3) ? Constant.Of(8) : _builder.Let(Primitive.Add, IrType.Int32, _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(3)), Constant.Of(6));
            Value allocated = _builder.Fresh(Array, Name());
            _builder.Append(new Allocate(allocated, [length]));
            _visible.Cotangents.Add((allocated, length));
            if (OneIn(3))
            {
                Value part = _builder.Fresh(new SpanType(IrType.Double, false), Name());
                _builder.Append(new Slice(part, allocated, Constant.Of(1), Constant.Of(5)));
                _visible.Cotangents.Add((part, Constant.Of(5)));
            }
        }
        (Value array, Operand size) = _visible.Cotangents[_random.Next(_visible.Cotangents.Count)];
        Value last = _builder.Let(Primitive.Subtract, IrType.Int32, size, Constant.Of(1));
        if (OneIn(4))
        {
            AddAccesses(array, Any(Constant.Of(0), Constant.Of(_random.Next(5)), last, Index()));
            return;
        }
        int from = _random.Next(2);
        Operand to = Any(size, size, last, Constant.Of(_random.Next(6)));
        Value counter = _builder.Fresh(IrType.Int32, "k");
        _builder.Begin();
        Operand place = Any(0, 0, -from, to.Equals(last) ? 1 : 0) is var distance and not 0 ? _builder.Let(Primitive.Add, IrType.Int32, counter, Constant.Of(distance)) : counter;
        if (OneIn(6)) AddAccesses(array, OneIn(2) ? Constant.Of(0) : last);
        AddAccesses(array, place);
        if (OneIn(9)) AddAccesses(_visible.Cotangents[_random.Next(_visible.Cotangents.Count)].Array, place);
        Region body = _builder.End();
        if (OneIn(3))
        {
            _builder.Append(new For(counter, _builder.Let(Primitive.Subtract, IrType.Int32, to, Constant.Of(1)), Bound.GreaterOrEqual, Constant.Of(from), Constant.Of(-1), [], body, []));
            return;
        }
        _builder.Append(new For(counter, Constant.Of(from), Bound.Less, to, Constant.Of(1), [], body, []));
    }

    private void AddAccesses(Value array, Operand index)
    {
        for (int i = _random.Next(3); i >= 0; i--)
        {
            Value natural = _builder.Let(Primitive.Convert, IrType.Double, _builder.Let(Primitive.Add, IrType.Int32, _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(1023)), Constant.Of(1)));
            switch (_random.Next(5))
            {
                case 0: _builder.Store(array, Constant.Of(0.0, IrType.Double), index); break;
                case 1: _builder.Store(array, natural, index); break;
                case 2: _builder.Append(new Accumulate(_arraySink, [Constant.Of(_random.Next(8))], _builder.Load(array, index))); break;
                case 3:
                    Operand condition = Boolean();
                    _builder.Begin();
                    AddAccesses(array, index);
                    _builder.If(condition, _builder.End(), Region.Empty, []);
                    break;
                default: _builder.Append(new Accumulate(array, [index], natural)); break;
            }
        }
    }

    private void AddPush()
    {
        _builder.Append(new Push(_tape, Double()));
        if (OneIn(2)) return;
        Value popped = _builder.Fresh(IrType.Double, Name());
        _builder.Append(new Pop(popped, _tape));
        Show(popped);
    }

    private void AddIf(int depth)
    {
        Operand condition = Boolean();
        IrType[] types = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => AnyType())];
        Region then = Branch(), @else = Branch();
        Value[] results = Fresh(types);
        _builder.Append(new If(condition, then, @else, results));
        foreach (Value result in results) Show(result);

        Region Branch()
        {
            Visible outside = _visible;
            _visible = outside.Copy();
            _builder.Begin();
            AddBlock(_random.Next(5), depth + 1);
            Region branch = _builder.End([.. types.Select(Of)]);
            _visible = outside;
            return branch;
        }
    }

    private void AddFor(int depth)
    {
        IrType[] types = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => AnyType())];
        Operand[] initial = [.. types.Select(Of)];
        Value[] parameters = Fresh(types), results = Fresh(types);
        Value index = _builder.Fresh(IrType.Int32, "i");
        Operand limit = OneIn(3) ? Constant.Of(_random.Next(4)) : _builder.Let(Primitive.And, IrType.Int32, Int(), Constant.Of(3));

        Visible outside = _visible;
        _visible = outside.Copy();
        foreach (Value value in parameters.Append(index)) Show(value);
        _builder.Begin(parameters);
        _visible.Counters.Add(index);
        if (OneIn(2)) _visible.Counters.Add(_builder.Let(Primitive.Add, IrType.Int32, index, Constant.Of(1)));
        AddBlock(1 + _random.Next(6), depth + 1);
        Region body = _builder.End([.. types.Select((t, i) => OneIn(4) ? parameters[i] : Of(t))]);
        _visible = outside;

        _builder.Append(OneIn(3)
            ? new For(index, limit, Bound.GreaterOrEqual, Constant.Of(0), Constant.Of(-1), initial, body, results)
            : new For(index, Constant.Of(0), Bound.Less, limit, Constant.Of(1), initial, body, results));
        foreach (Value result in results) Show(result);
    }

    private void AddWhile(int depth)
    {
        IrType[] types = [IrType.Int32, .. Enumerable.Range(0, _random.Next(3)).Select(_ => AnyType())];
        Operand[] initial = [Constant.Of(0), .. types.Skip(1).Select(Of)];
        Value[] seen = Fresh(types), parameters = Fresh(types), results = Fresh(types);
        _builder.Begin(seen);
        Value goesOn = _builder.Let(Primitive.Less, IrType.Boolean, seen[0], Constant.Of(3));
        if (OneIn(2)) goesOn = _builder.Let(Primitive.And, IrType.Boolean, goesOn, Boolean());
        Region condition = _builder.End(goesOn);

        Visible outside = _visible;
        _visible = outside.Copy();
        foreach (Value parameter in parameters) Show(parameter);
        _builder.Begin(parameters);
        AddBlock(1 + _random.Next(5), depth + 1);
        Value next = _builder.Let(Primitive.Add, IrType.Int32, parameters[0], Constant.Of(1));
        Region body = _builder.End([next, .. types.Skip(1).Select(Of)]);
        _visible = outside;

        _builder.Append(new While(initial, condition, body, results));
        foreach (Value result in results) Show(result);
    }
}
