using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Whether lanes pay: a rough count of what a core does, in additions. Elements side by side cost as much as one, others one each; an inner loop counts as eight trips. Loops of few operations
/// wait for memory, or are not worth the reader's time.
/// </summary>
internal static class LaneCost
{
    private const double Trips = 8, LeastWork = 16, LeastGain = 1.5;

    /// <summary>Throws where they do not.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="kernel">Its kernel, as it is made.</param>
    public static void Check(For loop, LaneVariant kernel)
    {
        double scalar = Scalar(loop.Body), vector = Vector(kernel.Kernel.Body.Body.OfType<For>().Last().Body) * Math.Max(1, kernel.Bits / 512);
        if (scalar < LeastWork) throw new NoLanesException("it has too few operations");
        if (scalar * kernel.Lanes < LeastGain * vector) throw new NoLanesException("most of its work is to fetch numbers from different places");
    }

    private static double Scalar(Region region) => region.Body.Sum(s => s switch
    {
        Let let => LaneFunctions.CostOf(let.Op).Scalar,
        If branch => 1 + Math.Max(Scalar(branch.Then), Scalar(branch.Else)),
        For or While => Trips * s.Regions().Sum(Scalar),
        Load or Store => 1,
        Accumulate => 2,
        _ => 0,
    });

    private static double Vector(Region region) => region.Body.Sum(s => s switch
    {
        Let { Op.Name: "SumOfLanes" } => 6,
        Let { Op.Name: "Broadcast" } => 0,
        Let { Result.Type: VectorType } let => LaneFunctions.CostOf(let.Op).Vector,
        Let => 1,
        If branch => 1 + Vector(branch.Then) + Vector(branch.Else),
        For or While => Trips * s.Regions().Sum(Vector),
        Load load => Access(load.Result.Type, load.Array, load.Indices),
        Store store => Access(store.Stored.Type, store.Array, store.Indices),
        Accumulate accumulate => 1 + (2 * Access(accumulate.Addend.Type, accumulate.Array, accumulate.Indices)),
        _ => 0,
    });

    private static double Access(IrType type, Operand memory, IReadOnlyList<Operand> indices) =>
        type is VectorType vector && memory.Type.Element is ScalarType && indices is not [_, Constant { Bits: 1 }, ..] ? 2 * Math.Min(512, vector.Bits) / (vector.Bits / vector.Lanes) : 1;
}
