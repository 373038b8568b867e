using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Whether lanes pay: a rough count of what a core does, in additions. Elements side by side cost as much as one, others one each; an inner loop counts as eight trips. Loops of few operations
/// wait for memory, or are not worth the reader's time.
/// </summary>
internal sealed class LaneCost
{
    private const double Trips = 8, LeastWork = 4, LeastGain = 1.5;

    // Of a kernel's call, in additions.
    private const double CallWork = 64;

    // So many are done one by one as soon, or almost, by vectors of 256 bits and short inner loops: measured, the mixture's derivative for 2 dimensions. Longer ones gain from two trips on.
    private const int FewTrips = 3;

    // Of a vector of 512 bits, where none waits for another.
    private const double NanosecondsOfVector = 0.08;

    private readonly LaneVariant _kernel;
    private readonly Dictionary<int, Statement> _definitions = [];
    private readonly HashSet<int> _parameters;

    /// <param name="kernel">The loop's kernel, as it is made.</param>
    public LaneCost(LaneVariant kernel)
    {
        _kernel = kernel;
        _parameters = [.. kernel.Kernel.Parameters.Select(p => p.Value.Id)];
        foreach (Statement statement in kernel.Kernel.Body.Deep())
            foreach (Value value in statement.Definitions()) _definitions[value.Id] = statement;
    }

    /// <summary>Throws where they do not.</summary>
    /// <param name="loop">The loop.</param>
    public void Check(For loop)
    {
        double scalar = Scalar(loop.Body), vector = Total(Body);
        if (scalar < LeastWork) throw new NoLanesException("it has too few operations");
        if (scalar * _kernel.Lanes < LeastGain * vector) throw new NoLanesException("most of its work is to fetch numbers from different places");
    }

    /// <summary>From how many trips on it is worth the call: as many as fill the widest vector, or fewer long ones.</summary>
    public int LeastTrips(For loop) => (int)Math.Min(_kernel.Lanes, Math.Ceiling(CallWork / Scalar(loop.Body)));

    /// <summary>How many trips of the loop take longer than one more vector of them, and its call.</summary>
    public int LeastRest(For loop) => (int)Math.Max(FewTrips, Math.Ceiling((CallWork + Total(Body)) / Scalar(loop.Body)));

    /// <summary>What an iteration takes, with the trips of its inner loops as far as they are known where it begins.</summary>
    public LaneWork Work => WorkOf([Body]);

    private Region Body => _kernel.Kernel.Body.Body.OfType<For>().Last().Body;

    private static double Scalar(Region region) => region.Body.Sum(s => s switch
    {
        Let let => LaneFunctions.CostOf(let.Op).Scalar,
        If branch => 1 + Math.Max(Scalar(branch.Then), Scalar(branch.Else)),
        For or While => Trips * s.Regions().Sum(Scalar),
        Load or Store => 1,
        Accumulate => 2,
        _ => 0,
    });

    private double Total(Region region) => Own(region) + InnerLoops(region).Sum(loop => Trips * loop.Regions().Sum(Total));

    private LaneWork WorkOf(IReadOnlyList<Region> regions)
    {
        List<Statement> loops = [.. regions.SelectMany(InnerLoops)];
        double time = regions.Sum(Own) * NanosecondsOfVector / _kernel.Lanes;
        List<InnerWork> inner = [];
        foreach (IGrouping<Value?, Statement> group in loops.GroupBy(l => TripsOf(l)))
        {
            LaneWork trip = WorkOf([.. group.SelectMany(l => l.Regions())]);
            if (group.Key is { } trips)
            {
                inner.Add(new(trips, trip));
                continue;
            }
            time += Trips * trip.Time;
            inner.AddRange(trip.Inner.Select(i => i with { Trip = Times(i.Trip, Trips) }));
        }
        return new(time, inner.ToEquatableArray());
    }

    private static LaneWork Times(LaneWork work, double factor) => new(work.Time * factor, work.Inner.Select(i => i with { Trip = Times(i.Trip, factor) }).ToEquatableArray());

    // Branches are part of where they stand.
    private static IEnumerable<Statement> InnerLoops(Region region) => region.Body.SelectMany(s => s switch
    {
        For or While => [s],
        If branch => InnerLoops(branch.Then).Concat(InnerLoops(branch.Else)),
        _ => (IEnumerable<Statement>)[],
    });

    // The parameter that bounds it, if it is one less or more.
    private Value? TripsOf(Statement loop)
    {
        Operand? bound = loop is For counted ? counted.Bound is Bound.Less or Bound.LessOrEqual ? counted.End : counted.Start : null;
        while (bound is Value value && !_parameters.Contains(value.Id))
        {
            bound = !_definitions.TryGetValue(value.Id, out Statement? definition) ? null : definition switch
            {
                Let { Op.Name: "Add" or "Subtract", Arguments: [var operand, Constant] } => operand,
                Length length => length.Array,
                Slice { Count: { } count } => count,
                Slice whole => whole.Array,
                _ => null,
            };
        }
        return bound as Value;
    }

    private double Own(Region region) => Math.Max(1, _kernel.Bits / 512) * region.Body.Sum(s => s switch
    {
        Let { Op.Name: "SumOfLanes" or "SumOfCounted" } => 6,
        Let { Op.Name: "Broadcast" } => 0,
        Let { Result.Type: VectorType } let => LaneFunctions.CostOf(let.Op).Vector,
        Let => 1,
        Load load => Access(load.Result.Type, load.Array, load.Indices),
        Store store => Access(store.Stored.Type, store.Array, store.Indices),
        Accumulate accumulate => 1 + (2 * Access(accumulate.Addend.Type, accumulate.Array, accumulate.Indices)),
        MoveRecords move => (move.Move == RecordMove.Add ? 5 : 3) * (_definitions[((Value)move.Records).Id] is Allocate { Dimensions: [Constant { Bits: var numbers }] } ? numbers : Trips),
        _ => 0,
    }) + region.Body.OfType<If>().Sum(branch => 1 + Own(branch.Then) + Own(branch.Else));

    private static double Access(IrType type, Operand memory, IReadOnlyList<Operand> indices) => type is VectorType vector && memory.Type.Element is ScalarType && indices is not [_, Constant { Bits: 1 }, ..]
        ? 2 * Math.Min(512, vector.Bits) / (vector.Bits / vector.Lanes)
        : 1;
}
