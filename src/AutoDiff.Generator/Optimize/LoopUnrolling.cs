using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// Writes the trips of short loops one after the other where that makes all indices of a small array literals, so that its elements become variables (<see cref="ScalarReplacement"/>).
/// Example: <c>for (int i = 0; i &lt; 3; i++) r[i] = m[i] * x;</c> with <c>double[] r = new double[3]</c>.
/// </summary>
internal sealed class LoopUnrolling : PassRewriter
{
    private const int MaximalTrips = 16, MaximalStatements = 200;

    private readonly Dictionary<int, Let> _lets = [];
    private readonly Dictionary<int, For> _counters = [];
    private readonly Dictionary<int, HashSet<int>?> _known = [];
    private readonly HashSet<int> _unrolled = [];

    private LoopUnrolling(FunctionIr function) : base(function)
    {
        foreach (Statement statement in function.Body.Deep())
        {
            if (statement is Let let) _lets[let.Result.Id] = let;
            if (statement is For loop && CanUnroll(loop)) _counters[loop.Index.Id] = loop;
        }
        SmallArrays arrays = SmallArrays.Analyze(function, o => o is Constant || Counters(o) is not null);
        foreach (Statement statement in function.Body.Deep())
        {
            IEnumerable<Operand> places = statement switch
            {
                Load or Store or Accumulate when arrays.Of(IrWalk.ArrayOf(statement)) is not null => IrWalk.IndicesOf(statement),
                Slice { Start: { } start } s when arrays.Of(s.Array) is not null => s.Count is null ? [start] : [start, s.Count],
                _ => [],
            };
            foreach (Operand place in places) _unrolled.UnionWith(Counters(place)!);
        }
    }

    public static FunctionIr Run(FunctionIr function)
    {
        if (!function.Body.Deep().Any(s => s is Allocate { Record: null } a && a.Dimensions.All(d => d is Constant)) || !function.Body.Deep().Any(s => s is For)) return function;
        LoopUnrolling pass = new(function);
        return pass._unrolled.Count == 0 ? function : pass.Run();
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is For { Start: Constant, End: Constant } loop && _unrolled.Contains(loop.Index.Id)) Unroll(loop, output);
        else Emit(RewriteParts(statement), output);
    }

    private void Unroll(For loop, List<Statement> output)
    {
        EquatableArray<Operand> state = Map(loop.Initial);
        foreach (long index in Trips(loop))
        {
            Region trip = Copy(loop.Body);
            for (int i = 0; i < state.Count; i++) Replace(trip.Parameters[i], state[i]);
            Replace(loop.Index, new Constant((ScalarType)loop.Index.Type, index));
            foreach (Statement statement in trip.Body) Rewrite(statement, output);
            state = Map(trip.Yields);
        }
        Forward(loop.Results, state);
    }

    // The counter and what comes from outside are replaced afterwards. An inner loop's counter is another one then.
    private Region Copy(Region body)
    {
        IrBuilder builder = new(NextId);
        Region copy = IrRewriter.CloneRegion(body, builder, new Dictionary<Value, Operand>());
        NextId = builder.NextId;
        foreach ((Statement original, Statement copied) in body.Deep().Zip(copy.Deep(), (o, c) => (o, c)))
            if (original is For loop && _unrolled.Contains(loop.Index.Id)) _unrolled.Add(((For)copied).Index.Id);
        return copy;
    }

    // The counters of unrolled loops that an index is made of; null if it is made of anything else.
    private HashSet<int>? Counters(Operand operand)
    {
        if (operand is not Value value) return operand is Constant ? [] : null;
        if (_known.TryGetValue(value.Id, out HashSet<int>? counters)) return counters;
        if (_counters.TryGetValue(value.Id, out For? loop)) counters = Union([loop.Start, loop.End], [value.Id]);
        else if (_lets.TryGetValue(value.Id, out Let? let) && value.Type == IrType.Int32) counters = Union(let.Arguments, []);
        return _known[value.Id] = counters;
    }

    private HashSet<int>? Union(IEnumerable<Operand> operands, HashSet<int> counters)
    {
        foreach (Operand operand in operands)
        {
            if (Counters(operand) is not { } own) return null;
            counters.UnionWith(own);
        }
        return counters;
    }

    // Where the bounds are made of outer counters, the outer loop's size has those of all trips in it.
    private bool CanUnroll(For loop) => loop.Index.Type == IrType.Int32 && loop.Step is Constant
        && (loop is { Start: Constant, End: Constant } ? Size(loop, new(_lets)) <= MaximalStatements : Counters(loop.Start) is not null && Counters(loop.End) is not null);

    // The statements of all trips, or more than the most: beside a loop that remains, what an array costs is little.
    private static int Size(For loop, Evaluation evaluation)
    {
        if (evaluation.Of(loop.Start) is not { } start || evaluation.Of(loop.End) is not { } end || loop.Step is not Constant) return MaximalStatements + 1;
        int size = 0, trips = 0;
        foreach (long index in Trips(loop with { Start = start, End = end }))
        {
            if (++trips > MaximalTrips || size > MaximalStatements) return MaximalStatements + 1;
            size += Size(loop.Body, evaluation.With(loop.Index, index));
        }
        return size;
    }

    private static int Size(Region region, Evaluation evaluation) => region.Body.Sum(s => s switch
    {
        Let { Result.Type: ScalarType { IsFloat: false } } or Length or Slice => 0,
        For loop => Size(loop, evaluation),
        While => MaximalStatements + 1,
        _ => 1 + s.Regions().Sum(r => Size(r, evaluation)),
    });

    // Integers at given counters.
    private sealed class Evaluation(IReadOnlyDictionary<int, Let> lets)
    {
        private readonly Dictionary<int, Constant?> _values = [];

        public Constant? Of(Operand operand)
        {
            if (operand is not Value value) return operand as Constant;
            if (_values.TryGetValue(value.Id, out Constant? known)) return known;
            Constant?[] arguments = lets.TryGetValue(value.Id, out Let? let) && value.Type == IrType.Int32 ? [.. let.Arguments.Select(Of)] : [null];
            return _values[value.Id] = arguments.All(a => a is not null) ? ConstantFolding.Fold(let!.Op, value.Type, arguments!) : null;
        }

        public Evaluation With(Value counter, long index)
        {
            Evaluation inner = new(lets);
            foreach (KeyValuePair<int, Constant?> outer in _values)
                if (outer.Value is not null) inner._values[outer.Key] = outer.Value;
            inner._values[counter.Id] = new Constant((ScalarType)counter.Type, index);
            return inner;
        }
    }

    private static IEnumerable<long> Trips(For loop)
    {
        long end = ((Constant)loop.End).Bits, step = ((Constant)loop.Step).Bits;
        for (long i = ((Constant)loop.Start).Bits; IsInside(i); i += step) yield return i;

        bool IsInside(long i) => loop.Bound switch
        {
            Bound.Less => i < end,
            Bound.LessOrEqual => i <= end,
            Bound.Greater => i > end,
            _ => i >= end,
        };
    }
}
