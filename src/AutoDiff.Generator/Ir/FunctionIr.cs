using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>What a parameter is for.</summary>
internal enum ParameterRole
{
    /// <summary>A parameter of the primal that gets a cotangent.</summary>
    Differentiable,

    /// <summary>A parameter of the primal that gets none.</summary>
    Constant,

    /// <summary>The cotangent of the result.</summary>
    Cotangent,

    /// <summary>Where the cotangent of a differentiable parameter is added: a <see cref="RefType"/> for a scalar, a span for a rank-1 array or span, else the parameter's own type.</summary>
    Sink,

    /// <summary>The tangent of a differentiable parameter: read-only where the primal only reads the parameter, else it receives the tangent of what the primal leaves there.</summary>
    Tangent,

    /// <summary>Of the two halves of a derivative by contract: what the first keeps for the second.</summary>
    Residual,
}

/// <summary>A parameter: <see cref="Ir.Value.Name"/> is its name in C#.</summary>
internal sealed record Parameter(Value Value, ParameterRole Role)
{
    /// <summary>True if the signature says that its memory is written, whatever passes find out about the body: those who call rely on it.</summary>
    public bool IsWritten { get; init; }
}

/// <summary>
/// A function in the structured SSA IR: an equatable tree without symbols or source positions. The body has no region parameters (those stand in
/// <paramref name="Parameters"/>) and yields the results: none for <c>void</c>, else one, or the leaves of <see cref="Result"/>.
/// Value ids are unique in the function and less than <paramref name="NextId"/>.
/// </summary>
internal sealed record FunctionIr(string Name, EquatableArray<Parameter> Parameters, Region Body, int NextId)
{
    /// <summary>The struct that the yields make up; null where the one yield is the result itself.</summary>
    public StructType? Result { get; init; }

    /// <summary>The loops of which several iterations run at once, as functions that the body calls.</summary>
    public EquatableArray<LaneLoop> LaneLoops { get; init; } = EquatableArray<LaneLoop>.Empty;

    /// <summary>The operations on elements of tensors that are one loop, as functions that the body calls.</summary>
    public EquatableArray<ElementLoop> ElementLoops { get; init; } = EquatableArray<ElementLoop>.Empty;
}

/// <summary>What an <see cref="ElementLoop"/> does with what its kernel writes.</summary>
internal enum ElementSink
{
    /// <summary>A new tensor of the loop's shape.</summary>
    Result,

    /// <summary>A new tensor of a shape that broadcasts to it, the first of the parameters: to it all is added.</summary>
    SumTo,

    /// <summary>A new tensor of the sums along axes: the parameters are these, and whether they stay.</summary>
    Sum,

    /// <summary>It is added to a tensor, the parameter.</summary>
    AddTo,

    /// <summary>It is added to a tensor, the parameter, whose shape broadcasts to the loop's.</summary>
    SumInto,
}

/// <summary>What a kernel writes: the parameters of the loop's function that it takes.</summary>
internal sealed record ElementWrite(ElementSink Sink, EquatableArray<Value> Parameters);

/// <summary>Several operations on the elements of tensors as one loop, over blocks in which all of them are runs in memory.</summary>
/// <param name="Name">What the body calls: it takes the tensors that are read, what the writes take, and numbers, and gives the new tensors, then the sums over all elements.</param>
/// <param name="Operations">The operations, for messages about shapes.</param>
/// <param name="Shape">A shape to which those that are read are broadcast together; null where theirs are enough.</param>
/// <param name="Reads">The tensors that are read.</param>
/// <param name="Writes">What is written.</param>
/// <param name="Numbers">The numbers.</param>
/// <param name="Kernels">The loop over a block: it takes spans for what is read and written, and the numbers, and gives the block's sums. Of a type parameter there are those for types that it may stand for, and at last the general one.</param>
internal sealed record ElementLoop(string Name, string Operations, Value? Shape, EquatableArray<Value> Reads, EquatableArray<ElementWrite> Writes, EquatableArray<Value> Numbers, EquatableArray<FunctionIr> Kernels)
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Value> Parameters => [.. Shape is null ? [] : (Value[])[Shape], .. Reads, .. Writes.SelectMany(w => w.Parameters), .. Numbers];
}

/// <summary>A loop as functions of vectors, the widest first, which have the same parameters and results: the first two are the counter's bounds, the first result where it stopped.</summary>
/// <param name="Name">What the body calls: it runs the widest that the hardware has and the trips fill, and what is left with the next.</param>
/// <param name="Totals">The positions of parameters that are memory to which all iterations add, and do nothing else.</param>
/// <param name="Work">What an iteration takes.</param>
internal sealed record LaneLoop(string Name, EquatableArray<LaneVariant> Variants, EquatableArray<int> Totals, LaneWork Work)
{
    /// <summary>True if parts of a long loop may run on several threads.</summary>
    public bool IsParallel { get; init; } = true;
}

/// <summary>The function for vectors of one width.</summary>
/// <param name="Kernel">It runs as many iterations as fill whole vectors.</param>
/// <param name="Lanes">The number of iterations that run at once.</param>
/// <param name="LeastRest">So many iterations behind the last whole vector run in one with those before them, which run once more; as many as there are lanes for never.</param>
internal sealed record LaneVariant(FunctionIr Kernel, int Bits, int Lanes, int LeastRest)
{
    /// <summary>The type of a last parameter that says which lanes count: those that run once more do not. The kernel has it if it adds to something.</summary>
    public static OpaqueType WhichCount { get; } = new("TLanes");

    /// <summary>True if the kernel has it.</summary>
    public bool Counts => Kernel.Parameters[Kernel.Parameters.Count - 1].Value.Type == WhichCount;

    /// <summary>All parameters but that.</summary>
    public IEnumerable<Parameter> Parameters => Kernel.Parameters.Take(Kernel.Parameters.Count - (Counts ? 1 : 0));
}

/// <summary>What code takes, roughly, in nanoseconds: what stands in it, and its inner loops.</summary>
internal sealed record LaneWork(double Time, EquatableArray<InnerWork> Inner);

/// <summary>An inner loop.</summary>
/// <param name="Trips">The parameter that says how many trips it makes: a number, or memory as long.</param>
/// <param name="Trip">What a trip takes.</param>
internal sealed record InnerWork(Value Trips, LaneWork Trip);
