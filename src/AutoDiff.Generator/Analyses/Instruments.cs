using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// What the primal carries along for the reverse sweep: shadows of arrays and trip counts of Whiles. The shadow of an array is memory of the same shape that
/// holds its elements' cotangents. A parameter's shadow is its sink. A shadow whose array stays in the region that allocates it is
/// made in the reverse sweep, where it is needed (<em>deferred</em>). Where a variable is re-pointed or a reference is stored in
/// memory, the primal carries the shadow beside the array: a <em>forward</em> shadow, an ordinary value of the IR.
/// </summary>
/// <param name="shadows">From the id of an array value to its shadow: parameters and forward shadows.</param>
/// <param name="tripCounters">The values that count the trips of Whiles: the last parameters and results of their bodies.</param>
/// <param name="copiedSinks">The sinks that have an array in their place, to be written back at the end.</param>
/// <param name="calls">What each call by contract that carries a derivative leaves for its pullback.</param>
/// <param name="snapshots">The arrays that hold what an argument was before a call.</param>
internal sealed class Instruments(
    IReadOnlyDictionary<int, Operand> shadows, IReadOnlyCollection<int> tripCounters, IReadOnlyList<(Value Sink, Value Copy)> copiedSinks,
    IReadOnlyDictionary<Call, CallInstruments> calls, IReadOnlyCollection<int> snapshots)
{
    private readonly HashSet<int> _tripCounters = [.. tripCounters];
    private readonly HashSet<int> _recordable = [.. shadows.Values.OfType<Value>().Select(v => v.Id), .. snapshots];

    public IReadOnlyList<(Value Sink, Value Copy)> CopiedSinks => copiedSinks;

    /// <summary>The sinks of arrays of tensors, with the arrays in which their terms come together.</summary>
    public IReadOnlyList<(Value Sink, Value Terms)> GatheredSinks { get; init; } = [];

    /// <summary>The shadow of an array, if it is a parameter or has a forward shadow.</summary>
    public Operand? ShadowOf(Value array) => shadows.TryGetValue(array.Id, out Operand? shadow) ? shadow : null;

    /// <summary>True for arrays that are recorded as references: shadows and snapshots, not scratch arrays of the primal.</summary>
    public bool IsRecordable(Value array) => _recordable.Contains(array.Id);

    public CallInstruments Of(Call call) => calls[call];

    public bool IsTripCounter(Value value) => _tripCounters.Contains(value.Id);

    /// <summary>The trips that a loop made: its last result.</summary>
    public Value TripCount(While loop) => loop.Results[loop.Results.Count - 1] is { } trips && IsTripCounter(trips)
        ? trips
        : throw new UnreachableException("a While that is reversed counts its trips");

    /// <summary>The primal values (and forward shadows) from which the reverse sweep makes an array's shadow.</summary>
    public IEnumerable<Operand> Reads(Operand array, RegionTree tree)
    {
        if (array is not Value value) return [];
        if (ShadowOf(value) is { } shadow) return [shadow];
        return tree.DefinitionOf(value) switch
        {
            Allocate s => s.Dimensions,
            Call => [value],
            Slice s => [.. Present(s.Start), .. Present(s.Count), .. Reads(s.Array, tree)],
            Load s => [.. s.Indices, .. Reads(s.Array, tree)],
            Let { Op: var op } s when op == Primitive.Stop => Reads(s.Arguments[0], tree),
            Let { Result.Type: TensorMemoryType, Arguments: [{ Type: TensorMemoryType } whole, ..] } s => [.. s.Arguments.Skip(1), .. Reads(whole, tree)],
            Let { Result.Type: TensorMemoryType } s => [ShapeBeside((Value)s.Arguments[0], tree)],
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The shape of a tensor whose elements are read, which the primal keeps beside it.</summary>
    public static Value ShapeBeside(Value tensor, RegionTree tree) => tree.Statements.OfType<Let>().First(l => l.Op.Equals(TensorRules.ShapeOf) && l.Arguments[0] == tensor && tree.RegionOf(l) == tree.RegionOf(tensor)).Result;

    private static EquatableArray<Operand> Present(Operand? operand) => operand is null ? [] : [operand];
}

/// <summary>What the reverse of a call by contract needs beside its residuals, for each argument.</summary>
/// <param name="Kept">The argument as it was at the call, where the method runs again.</param>
/// <param name="Shapes">The lengths of a constant array that is passed to a differentiable parameter: its sink is dropped.</param>
internal sealed record CallInstruments(EquatableArray<Operand> Kept, EquatableArray<EquatableArray<Operand>> Shapes)
{
    /// <summary>The shapes of tensors in a struct that is returned, where the method runs again; null for other results.</summary>
    public EquatableArray<Operand?> ResultShapes { get; init; }
}
