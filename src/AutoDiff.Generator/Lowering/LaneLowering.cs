using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimize;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Lets several iterations of a loop run at once, in the lanes of vectors (<see cref="LaneKernel"/>): the outermost loops whose iterations are independent but for sums, where that pays. The loop itself
/// remains for the iterations that do not fill a vector, and for hardware without them.
/// </summary>
internal sealed class LaneLowering : IrRewriter
{
    private static readonly int[] s_double = [1024, 256], s_wide = [512, 256], s_narrow = [256, 128];

    // It is not worth a call, and more code.
    private const int FewTrips = 16;

    private readonly RegionTree _tree;
    private readonly MemoryRoots _memory;
    private readonly SumChains _sums;
    private readonly LaneIndependence _independence;
    private readonly List<LaneLoop> _loops = [];
    private readonly bool _always, _isOfElements;
    private List<LoopReport>? _reports;
    private string _section = "";
    private int _nextId;

    private LaneLowering(FunctionIr function, bool always, bool isOfElements)
    {
        (_always, _isOfElements) = (always, isOfElements);
        _tree = new(function);
        _memory = MemoryRoots.Analyze(function);
        _sums = new(_tree, new(_tree));
        _independence = new(_tree, _memory);
        _nextId = function.NextId;
    }

    /// <param name="function">A derivative.</param>
    /// <param name="always">True to ask nothing but whether it can be done.</param>
    /// <param name="reports">What is decided about each loop of the source is added to it.</param>
    /// <param name="isOfElements">True for a loop over the elements of tensors: its operations are of vectors otherwise too.</param>
    public static FunctionIr Run(FunctionIr function, bool always, List<LoopReport>? reports = null, bool isOfElements = false)
    {
        if (!function.Body.Deep().Any(s => s is For || (s is While && reports is not null))) return function;
        LaneLowering lowering = new(function, always, isOfElements) { _reports = reports };
        Region body = lowering.Rewrite(function.Body);
        return lowering._loops.Count == 0 ? function : function with { Body = body, NextId = lowering._nextId, LaneLoops = [.. lowering._loops] };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is Section section) _section = section.Title;
        if (statement is While { Site: var site }) Report(site, "its number of trips is known only afterwards");
        if (statement is For loop)
        {
            try
            {
                Split(loop, output);
                _reports?.Add(new(loop.Site, _section, $"{_loops[_loops.Count - 1].Variants[0].Lanes} iterations at once with {(_loops[_loops.Count - 1].Variants[0].Bits == 1024 ? "two vectors" : "vectors")} of 512 bits, and if there are many, in parts on several threads"));
                return;
            }
            catch (NoLanesException exception)
            {
                Report(loop.Site, exception.Message);
            }
        }
        base.Rewrite(statement, output);
    }

    private void Report(int site, string reason) => _reports?.Add(new(site, _section, $"one iteration after the other, because {reason}"));

    // The kernel runs as many iterations as it can, the loop what is left.
    private void Split(For loop, List<Statement> output)
    {
        Check(loop);
        List<Value> captured = [.. loop.Body.DeepUses().OfType<Value>().Distinct().Where(v => v.Id != loop.Index.Id && !_tree.RegionOf(v).IsInside(_tree.Node(loop.Body)))];
        HashSet<int> written = [.. captured.Where(v => v.Type.IsMemory && loop.Body.Deep().Any(s => s is Store or Accumulate && _memory.MayAlias(IrWalk.ArrayOf(s), v))).Select(v => v.Id)];
        CheckCaptured(loop, captured, written);
        bool IsOwn(Operand array) => _independence.IsOwn(array, loop);
        LaneVariance variance = new(loop, IsOwn);
        string name = $"Loop{_loops.Count + 1}";
        bool mayRepeat = _independence.MayRepeat(loop);
        // With inner loops, two vectors at once: in one, an addition would wait for that of the trip before.
        int[] widths = _always ? s_narrow : loop.Body.Deep().Any(s => s is For or While) ? s_double : s_wide;
        LaneVariant Variant(int bits)
        {
            LaneVariant plain = Make(countsAll: true);
            // What narrower vectors do in fewer iterations than fill one of these is left to them.
            int next = Array.IndexOf(widths, bits) + 1;
            int few = next < widths.Length ? plain.Lanes - plain.Lanes * widths[next] / bits : 0;
            int leastRest = !mayRepeat ? plain.Lanes : _always ? plain.Lanes / 2 : Math.Max(few + 1, new LaneCost(plain).LeastRest(loop));
            return leastRest < plain.Lanes ? Make(countsAll: false) with { LeastRest = leastRest } : plain;

            LaneVariant Make(bool countsAll)
            {
                LaneVariant kernel = LaneKernel.Make(loop, bits, countsAll, captured, variance, IsOwn, written, $"{name}Of{bits}");
                return kernel with { Kernel = RecordAccesses.Run(CommonSubexpressions.Run(kernel.Kernel)) };
            }
        }
        LaneVariant widest = Variant(widths[0]);
        LaneCost cost = new(widest);
        if (!_always && !_isOfElements) cost.Check(loop);
        FunctionIr wide = widest.Kernel;
        int narrowest = widths[widths.Length - 1] / (widest.Bits / widest.Lanes), least = _always ? narrowest : Math.Max(narrowest, cost.LeastTrips(loop));
        int[] totals = [.. captured.Select((v, i) => v.Type.IsMemory && written.Contains(v.Id) && _independence.IsTotal(v, loop) ? i + 2 : -1).Where(i => i >= 0)];
        _loops.Add(new(name, [.. widths.Skip(1).Select(Variant).Prepend(widest).Select(v => v with { Kernel = Finished(v.Kernel) })], [.. totals], cost.Work) { IsParallel = !_isOfElements });

        bool isUpward = loop.Bound is Bound.Less or Bound.LessOrEqual;
        // From the least counter to the one behind the greatest.
        Operand lower = Map(isUpward ? loop.Start : loop.Bound == Bound.GreaterOrEqual ? loop.End : Next(loop.End, output));
        Operand upper = Map(!isUpward ? Next(loop.Start, output) : loop.Bound == Bound.Less ? loop.End : Next(loop.End, output));
        Operand[] initial = [.. Map(loop.Initial)];
        Value[] Results() => [Fresh(IrType.Int32, loop.Index.Name), .. loop.Results.Select(r => Fresh(r.Type, r.Name))];
        Value[] run = Results(), results = Results();
        CallTarget target = new(name, wide.Result is { } tuple ? tuple : IrType.Int32, [.. widest.Parameters.Select(p => new CallParameter(p.Value.Name!, p.Value.Type, IsWritten: p.IsWritten))], null) { IsPart = true };
        Operand count = upper;
        Value isEnough = Fresh(IrType.Boolean);
        if (lower is not Constant { Bits: 0 }) output.Add(new Let((Value)(count = Fresh(IrType.Int32)), Primitive.Subtract, [upper, lower]));
        output.Add(new Let(isEnough, Primitive.GreaterOrEqual, [count, Constant.Of(least)]));
        output.Add(new If(
            isEnough,
            new([], [new Call([.. run], target, [lower, upper, .. captured.Select(Map), .. initial])], [.. run]),
            new([], [], [lower, .. initial]),
            [.. results]));
        Value next = results[0];
        Value[] sums = [.. results.Skip(1)];
        output.Add(isUpward
            ? loop with { Start = next, Initial = [.. sums] }
            : loop with { End = next, Bound = Bound.GreaterOrEqual, Initial = [.. sums] });
    }

    private Operand Next(Operand operand, List<Statement> output)
    {
        if (operand is Value value && _tree.DefinitionOf(value) is Let { Op.Name: "Subtract", Arguments: [var less, Constant { Bits: 1 }] }) return Map(less);
        Value next = Fresh(IrType.Int32);
        output.Add(new Let(next, Primitive.Add, [Map(operand), Constant.Of(1)]));
        return next;
    }

    private Value Fresh(IrType type, string? name = null) => new(_nextId++, type, name);

    private static FunctionIr Finished(FunctionIr kernel)
    {
        for (int round = 0; round < 2; round++) kernel = DeadCode.Run(LoopInvariantMotion.Run(CommonSubexpressions.Run(kernel)));
        return ArrayPooling.Run(AllocationLowering.Run(IndexDuplication.Run(kernel)));
    }

    private void Check(For loop)
    {
        if (!_always && loop is { Start: Constant first, End: Constant last } && Math.Abs((double)last.Bits - first.Bits) < FewTrips) throw new NoLanesException($"it has less than {FewTrips} trips");
        if (loop.Index.Type != IrType.Int32 || loop.Step is not Constant { Bits: 1 or -1 }) throw new NoLanesException("its counter does not go one by one");
        for (int i = 0; i < loop.Results.Count; i++)
        {
            if (!loop.Results[i].Type.IsFloat) throw new NoLanesException("it hands more than sums of floating-point numbers from one iteration to the next");
            if (!_sums.IsOnlyAddedTo(loop, i)) throw new NoLanesException($"an iteration needs '{loop.Results[i].Name ?? "a value"}' of the one before");
        }
        if (_independence.Problem(loop) is { } problem) throw new NoLanesException(problem);
    }

    private void CheckCaptured(For loop, List<Value> captured, HashSet<int> written)
    {
        foreach (Value value in captured)
        {
            if (value.Type is not (ScalarType or ArrayType or SpanType)) throw new NoLanesException($"it uses a value of type {value.Type}");
            if (value.Type is ScalarType { Kind: ScalarKind.Parameter }) throw new NoLanesException("its numbers have a type that is not known at build time");
            if (value.Type.IsMemory && written.Contains(value.Id) && captured.Any(other => other.Id != value.Id && other.Type.IsMemory && _memory.MayAlias(value, other)))
                throw new NoLanesException("it writes memory that it reaches in two ways");
            // Null has no length; a span would hide that.
            if (value.Type is ArrayType && _memory.Roots(value).Any(r => r is UnknownRoot or RowsRoot) && loop.Body.Deep().Any(s => s is Length length && length.Array.Equals(value)))
                throw new NoLanesException("it takes the length of an array that may be null");
        }
    }
}

/// <summary>What was decided about a loop: where it stands in the source, in which sweep, and how its iterations run.</summary>
internal sealed record LoopReport(int Site, string Section, string Text);
