using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <content>Control flow: loops whose trips are the same in all lanes stay loops, a branch that some lanes take runs for all, masked.</content>
internal sealed partial class LaneKernel
{
    private void Lower(If s)
    {
        if (Of(s.Condition) is Laned.Same condition)
        {
            LowerShared(s, condition.Operand);
            return;
        }
        Value taken = Vector(s.Condition), outer = _mask!;
        bool isMasked = _mask is not null;
        Value then = isMasked ? _builder.Let(Primitive.And, taken.Type, outer, taken) : taken;
        Value[] thenYields = Arm(s.Then, then);
        Value not = s.Else.Body.Count == 0 ? taken : _builder.Let(Primitive.Not, taken.Type, taken);
        Value otherwise = isMasked && s.Else.Body.Count > 0 ? _builder.Let(Primitive.And, taken.Type, outer, not) : not;
        Value[] elseYields = Arm(s.Else, otherwise);
        for (int i = 0; i < s.Results.Count; i++)
            _values[s.Results[i].Id] = new Laned.Each(_builder.Let(s.Results[i].Name, Primitive.Select, thenYields[i].Type, taken, thenYields[i], elseYields[i]));
    }

    // An arm that does more than arithmetic, or may throw, runs only if a lane takes it.
    private Value[] Arm(Region arm, Value mask)
    {
        Value? outer = _mask;
        _mask = mask;
        Value[] yields;
        if (arm.Body.All(s => s is Let { Op.Cost: Cost.Cheap } && !Purity.MayThrow(s)))
        {
            Lower(arm.Body);
            yields = [.. arm.Yields.Select(Vector)];
        }
        else
        {
            Value any = _builder.Let(Primitive.AnyLane, IrType.Boolean, mask);
            _builder.Begin();
            Lower(arm.Body);
            Value[] taken = [.. arm.Yields.Select(Vector)];
            Region then = _builder.End(taken);
            _builder.Begin();
            Value[] zeros = [.. arm.Yields.Select(y => Broadcast(y.Type == IrType.Boolean ? Constant.Of(false) : Constant.Number(0, y.Type)))];
            Region otherwise = _builder.End(zeros);
            yields = _builder.If(any, then, otherwise, [.. arm.Yields.Select(y => (string?)null)]);
        }
        _mask = outer;
        return yields;
    }

    private void LowerShared(If s, Operand condition)
    {
        bool[] varies = [.. s.Results.Select(_variance.IsVarying)];
        Region then = Branch(s.Then), otherwise = Branch(s.Else);
        Value[] results = _builder.If(condition, then, otherwise, [.. s.Results.Select(r => r.Name)]);
        for (int i = 0; i < results.Length; i++) _values[s.Results[i].Id] = varies[i] ? new Laned.Each(results[i]) : new Laned.Same(results[i]);

        Region Branch(Region region)
        {
            _builder.Begin();
            Lower(region.Body);
            return _builder.End([.. region.Yields.Select((y, i) => varies[i] ? Vector(y) : Shared(y, "a value"))]);
        }
    }

    private void Lower(For s)
    {
        Operand start = Shared(s.Start, "where an inner loop starts"), end = Shared(s.End, "the number of trips of an inner loop"), step = Shared(s.Step, "the step of an inner loop");
        bool[] varies = [.. s.Results.Select(_variance.IsVarying)];
        Operand[] initial = Carried(s.Initial, varies);
        Value index = _builder.Fresh(s.Index.Type, s.Index.Name);
        _values[s.Index.Id] = new Laned.Same(index);
        Value[] parameters = Parameters(s.Body.Parameters, varies);
        _builder.Begin(parameters);
        Lower(s.Body.Body);
        Region body = _builder.End(Carried(s.Body.Yields, varies));
        _builder.Append(new For(index, start, s.Bound, end, step, initial, body, Parameters(s.Results, varies)));
    }

    private void Lower(While s)
    {
        bool[] varies = [.. s.Results.Select(_variance.IsVarying)];
        Operand[] initial = Carried(s.Initial, varies);
        _builder.Begin(Parameters(s.Condition.Parameters, varies));
        Lower(s.Condition.Body);
        Region condition = _builder.End(Shared(s.Condition.Yields[0], "the number of trips of an inner loop"));
        _builder.Begin(Parameters(s.Body.Parameters, varies));
        Lower(s.Body.Body);
        Region body = _builder.End(Carried(s.Body.Yields, varies));
        _builder.Append(new While(initial, condition, body, Parameters(s.Results, varies)));
    }

    private Operand[] Carried(EquatableArray<Operand> operands, bool[] varies) => [.. operands.Select((o, i) => varies[i] ? Vector(o) : Shared(o, "a value"))];

    private Value[] Parameters(EquatableArray<Value> values, bool[] varies)
    {
        Value[] copies = new Value[values.Count];
        for (int i = 0; i < copies.Length; i++)
        {
            if (values[i].Type.IsMemory) throw new NoLanesException("an inner loop changes what an array variable refers to");
            copies[i] = _builder.Fresh(varies[i] ? VectorOf(values[i].Type) : values[i].Type, values[i].Name);
            _values[values[i].Id] = varies[i] ? new Laned.Each(copies[i]) : new Laned.Same(copies[i]);
        }
        return copies;
    }
}
