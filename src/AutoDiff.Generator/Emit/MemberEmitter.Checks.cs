using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private const int OthersPerCheck = 4;

    /// <summary>Memory that a call gets: an argument of the primal, the cotangent, or a sink.</summary>
    private sealed record Memory(string Name, ParameterShape Shape, bool IsWritten);

    /// <summary>
    /// The checks before anything is written: no array is null, each sink has its parameter's shape, and what is written (sinks, and what the primal
    /// writes) shares no memory with anything else. On the last rely the derivative's analyses, which take different parameters for different memory.
    /// </summary>
    private IEnumerable<string> VjpChecks(MemberSignature vjp) => Checks(VjpMemory(vjp), _names.Sinks);

    /// <param name="memory">All that the call gets.</param>
    /// <param name="companions">For each differentiable parameter what must have its shape: sinks or tangents.</param>
    private IEnumerable<string> Checks(IEnumerable<Memory> memory, EquatableArray<string> companions)
    {
        foreach (string check in NullChecks()) yield return check;
        foreach ((ParameterModel parameter, string companion) in Differentiable(companions))
        {
            ParameterShape shape = ParameterShape.Of(parameter.Type);
            if (shape.IsVector) yield return $"{_types.Checks}.SameLength<{shape.Element}>({companion}, {parameter.Name});";
            else if (shape.IsArray) yield return $"{_types.Checks}.SameShape({companion}, {parameter.Name});";
        }
        foreach (string check in OverlapChecks([.. memory])) yield return check;
    }

    private IEnumerable<string> NullChecks()
    {
        foreach (ParameterModel parameter in _method.Parameters)
            if (ParameterShape.Of(parameter.Type) is { IsArray: true, IsNullable: false } shape) yield return NullCheck(parameter.Name, shape);
    }

    private string NullCheck(string name, ParameterShape shape) =>
        // The check of a jagged array includes its rows, unless they may be null.
        $"{_types.Checks}.NotNull({(shape is { IsJagged: true, MayHoldNull: true } ? $"({_types.System("Array")})" : "")}{name});";

    private IEnumerable<Memory> VjpMemory(MemberSignature vjp) => MemoryOf(vjp, [.. _names.Sinks, .. _method.Parameters.Where(IsWritten).Select(p => p.Name)]);

    private static IEnumerable<Memory> MemoryOf(MemberSignature member, HashSet<string> written) => member.Parameters
        .Select(p => new Memory(p.Name, ParameterShape.Of(p.Type), written.Contains(p.Name)))
        .Where(m => m.Shape.IsMemory);

    private IEnumerable<string> OverlapChecks(IReadOnlyList<Memory> all)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (!all[i].IsWritten) continue;
            Memory written = all[i];
            if (written.Shape.IsJagged) yield return $"{_types.Checks}.DistinctRows({written.Name});";

            // Each pair once: with all that is only read, and with what is written and comes later.
            List<Memory> others = [.. all.Where((m, j) => j != i && m.Shape.Element == written.Shape.Element && (!m.IsWritten || j > i))];
            List<Memory> vectors = [.. others.Where(m => m.Shape.IsVector)];
            if (written.Shape.IsVector)
            {
                for (int from = 0; from < vectors.Count; from += OthersPerCheck)
                    yield return $"{_types.Checks}.Disjoint<{written.Shape.Element}>({written.Name}, {string.Join(", ", vectors.Skip(from).Take(OthersPerCheck).Select(m => m.Name))});";
                foreach (Memory array in others.Where(m => !m.Shape.IsVector)) yield return MixedCheck(array, written);
            }
            else
            {
                foreach (Memory other in others)
                    yield return other.Shape.IsVector ? MixedCheck(written, other) : $"{_types.Checks}.DisjointArrays({written.Name}, {other.Name});";
            }
        }
    }

    private string MixedCheck(Memory array, Memory vector) => $"{_types.Checks}.DisjointArray<{vector.Shape.Element}>({array.Name}, {vector.Name});";
}
