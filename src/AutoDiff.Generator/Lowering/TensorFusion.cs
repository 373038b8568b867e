using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
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
        FunctionIr formed = DeadCode.Run(TensorForms.Run(function));
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
        int reverse = region.Body.ToList().FindIndex(s => s is Section { Title: Section.Reverse });
        bool isJoined = groups.All.Any(g => g.Members.Min < reverse && reverse < g.Members.Max);
        foreach ((int position, ElementGroup? group) in groups.Order())
        {
            Statement statement = region.Body[position];
            if (group is not null) Fuse(region, groups, group, output);
            else if (isJoined && statement is Section { Title: Section.Forward }) output.Add(new Section(Section.Joined));
            else if (groups.OwnerOf(statement) is { } owner) Replace(((Let)statement).Result, ShapeOf(owner, output));
            else Rewrite(statement, output);
        }
        return new(Define(region.Parameters), output, Map(region.Yields));
    }

    // The shape of a tensor that need not be there, from its leaves.
    private Operand ShapeOf(Operand tensor, List<Statement> output) => ShapeOf(_shapes.Leaves(tensor), output)!;

    private Operand? ShapeOf(IEnumerable<Operand> leaves, List<Statement> output)
    {
        Operand? shape = null;
        foreach (Operand leaf in leaves)
        {
            Operand own = Let(TensorRules.ShapeOf, TensorType.Shape, output, Map(leaf));
            shape = shape is null ? own : Let(TensorRules.BroadcastShapes, TensorType.Shape, output, shape, own);
        }
        return shape;
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
        ElementOperation[] operations = [.. group.Members.Select(m => groups[m]!)];
        Let[] functions = [.. operations.Where(o => o.Role == ElementRole.Function).Select(o => (Let)o.Statement)];
        (List<Value> reads, List<(Value Outer, Operand Number)> numbers) = ReadsOf(operations, functions);
        (List<ElementEnd> writes, List<Value> results, List<Let> totals, List<Let> means) = EndsOf(groups, group);
        if (reads.Count + writes.Count == 0)
        {
            foreach (ElementOperation operation in operations) Rewrite(operation.Statement, output);
            return;
        }
        Value[] sums = [.. totals.Select(_ => _builder.Fresh(element))];
        Operand? shape = ShapeOf(group.Leaves.Where(leaf => !reads.Any(r => _shapes.Leaves(r).Contains(leaf))), output);
        ElementWork work = new(reads, numbers, functions, [.. writes.Select(w => (w.Sink != ElementSink.Result, w.Outer, w.Name))], [.. totals.Select(t => t.Arguments[0])]);
        ElementLoop loop = Loop(string.Join(", ", operations.Select(o => o.Name).Distinct()), element, shape, work, [.. writes.Select(w => (w.Sink, w.Arguments))]);
        _loops.Add(loop);

        Value[] all = [.. results, .. sums];
        IrType? returned = all.Length == 0 ? null : ResultTuple.Of([.. all.Select(r => r.Type)]) is { } tuple ? tuple : all[0].Type;
        Operand[] arguments = [.. shape is null ? [] : (Operand[])[shape], .. reads.Select(Map), .. writes.SelectMany(w => w.Arguments).Select(Map), .. work.Given.Select(Map)];
        output.Add(new Call([.. all], new CallTarget(loop.Name, returned, [.. loop.Parameters.Select(p => new CallParameter(p.Name!, p.Type))], null) { IsPart = true }, arguments));

        foreach (Let mean in means) output.Add(mean with { Arguments = [mean.Arguments[0], CountOf(mean.Arguments[1], mean.Arguments[2], element, output)] });
        for (int i = 0; i < sums.Length; i++)
        {
            Let let = totals[i];
            Operand sum = let.Op.Symbol == "Mean" ? Let(Primitive.Divide, element, output, sums[i], CountOf(let.Arguments[0], let.Arguments[1], element, output)) : sums[i];
            if (let.Result.Type is not TensorType)
            {
                Replace(let.Result, sum);
                continue;
            }
            foreach (Let item in region.Body.OfType<Let>().Where(l => l.Op.Equals(TensorRules.Item) && l.Arguments[0].Equals(let.Result))) Replace(item.Result, sum);
            output.Add(new Let(let.Result, Primitive.Convert, [sum]));
        }
    }

    // What one loop gives: where it writes a tensor's elements, or adds them.
    private sealed record ElementEnd(ElementSink Sink, Operand Outer, string? Name, Operand[] Arguments);

    // What a loop gives: the tensors that it writes, what they are named by; the sums of all elements; and the means, which are sums and divided behind it.
    private (List<ElementEnd> Writes, List<Value> Results, List<Let> Totals, List<Let> Means) EndsOf(ElementGroups groups, ElementGroup group)
    {
        List<ElementEnd> writes = [];
        List<Value> results = [];
        List<Let> totals = [], means = [];
        foreach (int member in group.Members)
        {
            switch (groups[member]!)
            {
                case { Role: ElementRole.Function, Statement: Let let }:
                    if (!groups.IsYielded(member) && groups.ReadersOf(member).All(group.Members.Contains)) break;
                    writes.Add(new(ElementSink.Result, let.Result, let.Result.Name, []));
                    results.Add(let.Result);
                    break;
                case { Statement: Accumulate addition }:
                    writes.Add(new(addition.IsSummed ? ElementSink.SumInto : ElementSink.AddTo, addition.Addend, (addition.Array as Value)?.Name, [addition.Array]));
                    break;
                case { Statement: Let { Op.Symbol: "SumTo" } let }:
                    writes.Add(new(ElementSink.SumTo, let.Arguments[0], let.Result.Name, [let.Arguments[1]]));
                    results.Add(let.Result);
                    break;
                case { Statement: Let let } when let.Op.Equals(TensorRules.Total) || let.Arguments is [_, DefaultOf, Constant { IsTrue: false }]: totals.Add(let); break;
                case { Statement: Let let }:
                    writes.Add(new(ElementSink.Sum, let.Arguments[0], let.Result.Name, [let.Arguments[1], let.Arguments[2]]));
                    results.Add(let.Op.Symbol == "Mean" ? _builder.Fresh(let.Result.Type, let.Result.Name) : let.Result);
                    if (let.Op.Symbol == "Mean") means.Add(new Let(let.Result, Primitive.Divide, [results[results.Count - 1], .. let.Arguments]));
                    break;
            }
        }
        return (writes, results, totals, means);
    }

    // What is read: tensors, and numbers, which a tensor that repeats one is.
    private (List<Value> Tensors, List<(Value Outer, Operand Number)> Numbers) ReadsOf(IEnumerable<ElementOperation> operations, IEnumerable<Let> functions)
    {
        HashSet<int> inside = [.. functions.Select(f => f.Result.Id)];
        List<Value> reads = [];
        List<(Value Outer, Operand Number)> numbers = [];
        foreach (Value value in operations.SelectMany(o => o.Operands).OfType<Value>().Distinct().Where(v => !inside.Contains(v.Id)))
        {
            if (value.Type is not TensorType) numbers.Add((value, value));
            else if (TensorForms.Repeated(value, v => _tree.DefinitionOf(v) as Let) is { } number) numbers.Add((value, number));
            else reads.Add(value);
        }
        return (reads, numbers);
    }

    private ElementLoop Loop(string operations, ScalarType element, Operand? shape, ElementWork work, IReadOnlyList<(ElementSink Sink, Operand[] Arguments)> writes)
    {
        HashSet<string> names = [];
        Value? least = shape is null ? null : Parameter(shape, "shape");
        Value[] reads = [.. work.Reads.Select(r => Parameter(r, "x"))];
        ElementWrite[] taken = [.. writes.Select(w => new ElementWrite(w.Sink, [.. w.Arguments.Select(a => Parameter(a, w.Sink switch { ElementSink.SumTo => "shape", ElementSink.Sum => "axes", _ => "target" }))]))];
        Value[] given = [.. work.Given.Select(g => Parameter(g, "number"))];
        // What a type parameter stands for is known where the code runs.
        ScalarType[] types = element.Kind == ScalarKind.Parameter ? [IrType.Single, IrType.Double, element] : [element];
        FunctionIr[] kernels = [.. types.Select(t => _finished(ElementKernel.Make(t == element ? "Block" : $"BlockOf{t.Kind}", t, work)))];
        return new($"Elements{_loops.Count + 1}", operations, least, reads, taken, given, kernels);

        Value Parameter(Operand operand, string otherwise) => _builder.Fresh(operand.Type, VjpNames.Unique((operand as Value)?.Name ?? otherwise, names));
    }

    // How many elements a sum along axes is of.
    private Operand CountOf(Operand tensor, Operand axes, ScalarType element, List<Statement> output) =>
        Let(Primitive.Convert, element, output, Let(TensorRules.Find("ReducedCount", 2)!.Primitive, IrType.Int32, output, ShapeOf(tensor, output), Map(axes)));
}
