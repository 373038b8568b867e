using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Makes operations on the elements of tensors, with the sums at their ends and the additions to sinks, one loop each (<see cref="ElementGroups"/>): a function that the body calls
/// (<see cref="ElementLoop"/>). Forward and reverse sweep are one where nothing stands between them.
/// </summary>
internal sealed class TensorFusion : IrRewriter
{
    private readonly Func<FunctionIr, FunctionIr> _finished;
    private readonly RegionTree _tree;
    private readonly TensorShapes _shapes;
    private readonly List<ElementLoop> _loops = [];
    private readonly IrBuilder _builder;

    private TensorFusion(FunctionIr function, Func<FunctionIr, FunctionIr> finished)
    {
        _finished = finished;
        _tree = new(function);
        _shapes = new(_tree);
        _builder = new(function.NextId);
    }

    /// <param name="function">A derivative, optimized.</param>
    /// <param name="finished">What is done to the kernels.</param>
    public static FunctionIr Run(FunctionIr function, Func<FunctionIr, FunctionIr> finished)
    {
        if (function.Body.Deep().Count(s => ElementOperation.Of(s) is not null) < 2) return function;
        FunctionIr formed = TensorForms.Run(function);
        TensorFusion fusion = new(formed, finished);
        Region body = fusion.Rewrite(formed.Body);
        if (fusion._loops.Count == 0) return function;
        return DeadCode.Run(CommonSubexpressions.Run(function with { Body = body, NextId = fusion._builder.NextId, ElementLoops = [.. fusion._loops] }));
    }

    public override Region Rewrite(Region region)
    {
        if (region.Body.Count(s => ElementOperation.Of(s) is not null) < 2) return base.Rewrite(region);
        ElementGroups groups = new(region, _shapes);
        if (!groups.All.Any()) return base.Rewrite(region);
        List<Statement> output = [];
        foreach ((int position, ElementGroup? group) in groups.Order())
        {
            Statement statement = region.Body[position];
            if (group is not null) Fuse(region, groups, group, output);
            else if (groups.OwnerOf(statement) is { } owner) Replace(((Let)statement).Result, ShapeOf(owner, output));
            else Rewrite(statement, output);
        }
        return new(Define(region.Parameters), output, Map(region.Yields));
    }

    // The shape of a tensor that need not be there, from its leaves.
    private Operand ShapeOf(Operand tensor, List<Statement> output)
    {
        Operand? shape = null;
        foreach (Operand leaf in _shapes.Leaves(tensor))
        {
            Operand own = Let(TensorRules.ShapeOf, TensorType.Shape, output, Map(leaf));
            shape = shape is null ? own : Let(TensorRules.BroadcastShapes, TensorType.Shape, output, shape, own);
        }
        return shape!;
    }

    private Value Let(Primitive op, IrType type, List<Statement> output, params Operand[] arguments)
    {
        Value result = _builder.Fresh(type);
        output.Add(new Let(result, op, arguments));
        return result;
    }

    private void Fuse(Region region, ElementGroups groups, ElementGroup group, List<Statement> output)
    {
        ScalarType element = group.Element!;
        ElementKernel kernel = new(element);
        string name = $"Elements{_loops.Count + 1}";
        ElementOperation[] operations = [.. group.Members.Select(m => groups[m]!)];
        Let[] functions = [.. operations.Where(o => o.Role == ElementRole.Function).Select(o => (Let)o.Statement)];
        HashSet<int> inside = [.. functions.Select(f => f.Result.Id)];

        // What is read: tensors, and numbers, which a tensor that repeats one is.
        List<Value> reads = [];
        List<(Operand Outer, Operand Number)> constants = [];
        foreach (Operand operand in operations.SelectMany(o => o.Role switch { ElementRole.Function => ((Let)o.Statement).Arguments, ElementRole.Reduction => [((Let)o.Statement).Arguments[0]], _ => [((Accumulate)o.Statement).Addend] }).Distinct())
        {
            if (operand is not Value value || inside.Contains(value.Id)) continue;
            if (value.Type is not TensorType) constants.Add((value, Map(value)));
            else if (TensorForms.Repeated(value, v => _tree.DefinitionOf(v) as Let) is { } number) constants.Add((value, Map(number)));
            else reads.Add(value);
        }
        foreach (Value leaf in group.Leaves.OfType<Value>())
            if (!reads.Any(r => _shapes.Leaves(r).Contains(leaf))) reads.Add(leaf);

        List<(Operand Outer, Value Span)> spans = [.. reads.Select(r => ((Operand)r, kernel.Parameter(new SpanType(element, true), r.Name, "x")))];
        List<(bool IsAdded, Value Span, Operand Outer)> written = [];
        List<(ElementSink Sink, Operand[] Arguments)> writes = [];
        List<Value> results = [];
        List<Operand> totals = [];
        List<Let> afterwards = [];
        void Write(ElementSink sink, Operand outer, string? wanted, params Operand[] arguments)
        {
            written.Add((sink != ElementSink.Result, kernel.Parameter(new SpanType(element, false), wanted, "result"), outer));
            writes.Add((sink, arguments));
        }
        foreach (int member in group.Members)
        {
            switch (groups[member]!)
            {
                case { Role: ElementRole.Function, Statement: Let let }:
                    if (!groups.IsYielded(member) && groups.ReadersOf(member).All(group.Members.Contains)) break;
                    Write(ElementSink.Result, let.Result, let.Result.Name);
                    results.Add(let.Result);
                    break;
                case { Role: ElementRole.Addition, Statement: Accumulate addition}:
                    Write(ElementSink.AddTo, addition.Addend, (addition.Array as Value)?.Name, addition.Array);
                    break;
                case { Statement: Let { Op.Symbol: "SumTo" } let }:
                    Write(ElementSink.SumTo, let.Arguments[0], let.Result.Name, let.Arguments[1]);
                    results.Add(let.Result);
                    break;
                case { Statement: Let let } when let.Op.Equals(TensorRules.Total) || let.Arguments is [_, DefaultOf, Constant { IsTrue: false }]:
                    totals.Add(let.Arguments[0]);
                    afterwards.Add(let);
                    break;
                case { Statement: Let let }:
                    Write(ElementSink.Sum, let.Arguments[0], let.Result.Name, let.Arguments[1], let.Arguments[2]);
                    if (let.Op.Symbol == "Sum") results.Add(let.Result);
                    else
                    {
                        Value sum = _builder.Fresh(let.Result.Type, let.Result.Name);
                        results.Add(sum);
                        afterwards.Add(let with { Arguments = [sum, .. let.Arguments] });
                    }
                    break;
            }
        }

        // The function's parameters, of which each number is one.
        Dictionary<Operand, Value> numbers = [];
        List<(Operand Outer, Operand Number)> inner = [];
        foreach ((Operand outer, Operand number) in constants)
        {
            if (number is not Value value)
            {
                inner.Add((outer, number));
                continue;
            }
            if (!numbers.TryGetValue(value, out Value? parameter)) numbers[value] = parameter = kernel.Parameter(value.Type, value.Name, "number");
            inner.Add((outer, parameter));
        }
        FunctionIr loop = kernel.Make("Block", spans, inner, functions, written, totals, [.. spans.Select(s => s.Span), .. written.Select(w => w.Span), .. numbers.Values]);
        Value Parameter(Operand argument, string otherwise) => kernel.Parameter(argument.Type, (argument as Value)?.Name, otherwise);
        ElementWrite[] taken = [.. writes.Select(w => new ElementWrite(w.Sink, [.. w.Arguments.Select(a => Parameter(a, w.Sink switch { ElementSink.SumTo => "shape", ElementSink.Sum => "axes", _ => "target" }))]))];
        string symbols = string.Join(", ", operations.Select(o => o.Name).Distinct());
        Value[] tensors = [.. reads.Select(r => Parameter(r, "x"))];
        ElementLoop made = new(name, symbols, tensors, taken, [.. numbers.Values], _finished(loop));
        _loops.Add(made);

        Value[] sums = [.. totals.Select(_ => _builder.Fresh(element))];
        Value[] all = [.. results, .. sums];
        IrType? returned = all.Length == 0 ? null : ResultTuple.Of([.. all.Select(r => r.Type)]) is { } tuple ? tuple : all[0].Type;
        Operand[] arguments = [.. reads.Select(Map), .. writes.SelectMany(w => w.Arguments).Select(Map), .. numbers.Keys];
        CallParameter[] parameters = [.. made.Parameters.Select(p => new CallParameter(p.Name!, p.Type))];
        output.Add(new Call([.. all], new CallTarget(name, returned, parameters, null) { IsPart = true }, arguments));

        int total = 0;
        foreach (Let let in afterwards)
        {
            Operand tensor = let.Arguments[0];
            if (let.Arguments is [Value { } summed, _, _, _])
            {
                output.Add(new Let(let.Result, Primitive.Divide, [summed, CountOf(let.Arguments[1], let.Arguments[2], element, output)]));
                continue;
            }
            Operand sum = sums[total++];
            if (let.Op.Symbol == "Mean") sum = Let(Primitive.Divide, element, output, sum, CountOf(tensor, let.Arguments[1], element, output));
            if (let.Result.Type is not TensorType)
            {
                Replace(let.Result, sum);
                continue;
            }
            foreach (Let item in region.Body.OfType<Let>().Where(l => l.Op.Equals(TensorRules.Item) && l.Arguments[0].Equals(let.Result))) Replace(item.Result, sum);
            output.Add(new Let(let.Result, Primitive.Convert, [sum]));
        }
    }

    // How many elements a sum along axes is of.
    private Operand CountOf(Operand tensor, Operand axes, ScalarType element, List<Statement> output) =>
        Let(Primitive.Convert, element, output, Let(TensorRules.Find("ReducedCount", 2)!.Primitive, IrType.Int32, output, ShapeOf(tensor, output), Map(axes)));
}
