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
            foreach (((string name, ParameterShape shape), (string own, _)) in MemoryOf(parameter.Name, parameter).Zip(MemoryOf(companion, parameter), (p, s) => (p, s)))
            {
                if (shape.IsVector) yield return $"{_types.Checks}.SameLength<{_types.Short(shape.Element)}>({own}, {name});";
                else if (shape.IsArray) yield return $"{_types.Checks}.SameShape({own}, {name});";
            }
        }
        foreach (string check in OverlapChecks([.. memory])) yield return check;
    }

    private IEnumerable<string> NullChecks()
    {
        foreach (ParameterModel parameter in _method.Parameters)
            foreach ((string name, ParameterShape shape) in MemoryOf(parameter.Name, parameter))
                if (shape is { IsArray: true, IsNullable: false }) yield return NullCheck(name, shape);
    }

    private string NullCheck(string name, ParameterShape shape) =>
        // The check of a jagged array includes its rows, unless they may be null.
        $"{_types.Checks}.NotNull({(shape is { IsJagged: true, MayHoldNull: true } ? $"({_types.System("Array")})" : "")}{name});";

    private IEnumerable<Memory> VjpMemory(MemberSignature vjp) => MemoryOf(vjp, _names.Sinks, _ => true);

    /// <summary>The memory of a member's arguments.</summary>
    /// <param name="companions">Of the differentiable parameters, among the member's parameters.</param>
    /// <param name="isWritten">Whether the member writes a parameter's companion.</param>
    private IEnumerable<Memory> MemoryOf(MemberSignature member, EquatableArray<string> companions, Func<ParameterModel, bool> isWritten)
    {
        Dictionary<string, ParameterModel> differentiable = Differentiable(companions).ToDictionary(d => d.Companion, d => d.Parameter);
        for (int i = 0; i < member.Parameters.Count; i++)
        {
            MemberParameter parameter = member.Parameters[i];
            ParameterModel? whole = differentiable.TryGetValue(parameter.Name, out ParameterModel? owner) ? owner : i < _method.Parameters.Count ? _method.Parameters[i] : null;
            bool writes = owner is not null ? isWritten(owner) : whole is not null && IsWritten(whole);
            foreach ((string name, ParameterShape shape) in MemoryOf(parameter.Name, parameter.Type, whole?.Struct)) yield return new(name, shape, writes);
        }
    }

    private static IEnumerable<(string Name, ParameterShape Shape)> MemoryOf(string name, ParameterModel parameter) => MemoryOf(name, parameter.Type, parameter.Struct);

    /// <summary>The memory that a parameter is, or that a struct holds.</summary>
    private static IEnumerable<(string Name, ParameterShape Shape)> MemoryOf(string name, string type, StructModel? s)
    {
        if (s is null) return ParameterShape.Of(type) is { IsMemory: true } shape ? [(name, shape)] : [];
        return s.Leaves.Select(l => ($"{name}.{l.Path}", ParameterShape.Of(l.Type))).Where(l => l.Item2.IsMemory);
    }

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
                    yield return $"{_types.Checks}.Disjoint<{_types.Short(written.Shape.Element)}>({written.Name}, {string.Join(", ", vectors.Skip(from).Take(OthersPerCheck).Select(m => m.Name))});";
                foreach (Memory array in others.Where(m => !m.Shape.IsVector)) yield return MixedCheck(array, written);
            }
            else
            {
                foreach (Memory other in others)
                    yield return other.Shape.IsVector ? MixedCheck(written, other) : $"{_types.Checks}.DisjointArrays({written.Name}, {other.Name});";
            }
        }
    }

    private string MixedCheck(Memory array, Memory vector) => $"{_types.Checks}.DisjointArray<{_types.Short(vector.Shape.Element)}>({array.Name}, {vector.Name});";
}
