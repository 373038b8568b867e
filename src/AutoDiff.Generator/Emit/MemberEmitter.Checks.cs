using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private const int OthersPerCheck = 4;

    /// <summary>Memory that a call gets: an argument of the primal, the cotangent, or a sink; or that it finds in a field or property.</summary>
    private sealed record Memory(string Name, ParameterShape Shape, bool IsWritten, bool IsMember = false);

    /// <summary>
    /// The checks before anything is written: no array is null, each sink has its parameter's shape, and what is written (sinks, and what the primal
    /// writes) shares no memory with anything else. On the last rely the derivative's analyses, which take different parameters for different memory.
    /// </summary>
    private IEnumerable<string> Checks()
    {
        foreach (ParameterModel parameter in _method.Parameters)
            if (ParameterShape.Of(parameter.Type) is { IsArray: true, IsNullable: false } shape) yield return NullCheck(parameter.Name, shape);
        foreach ((ParameterModel parameter, string sink) in Differentiable())
        {
            ParameterShape shape = ParameterShape.Of(parameter.Type);
            if (shape.IsVector) yield return $"{_types.Checks}.SameLength<{shape.Element}>({sink}, {parameter.Name});";
            else if (shape.IsArray) yield return $"{_types.Checks}.SameShape({sink}, {parameter.Name});";
        }
        string[] overlaps = [.. OverlapChecks([.. AllMemory()])];
        foreach (ParameterModel parameter in _method.Parameters)
            if (parameter.Passing == PassingMode.Out && overlaps.Any(check => check.Contains(Location(parameter)))) yield return $"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {parameter.Name});";
        foreach (string check in overlaps) yield return check;
    }

    private string NullCheck(string name, ParameterShape shape) =>
        // The check of a jagged array includes its rows, unless they may be null.
        $"{_types.Checks}.NotNull({(shape is { IsJagged: true, MayHoldNull: true } ? $"({_types.System("Array")})" : "")}{name});";

    private IEnumerable<Memory> AllMemory()
    {
        for (int i = 0; i < _members.Vjp.Parameters.Count; i++)
        {
            MemberParameter parameter = _members.Vjp.Parameters[i];
            ParameterShape shape = ParameterShape.Of(parameter.Type);
            bool isWritten = _names.Sinks.Contains(parameter.Name) || _written.Contains(_vjp.Parameters[i].Value.Id);
            if (shape.IsMemory) yield return new(parameter.Name, shape, isWritten);
            else if (i < _method.Parameters.Count && _method.Parameters[i].Passing != PassingMode.Value && _vjp.Parameters[i].Value.Type is RefType)
                yield return new(Location(_method.Parameters[i]), new(ShapeKind.Span, parameter.Type), isWritten);
        }
        // A scalar's sink is added to at the very end, after everything else has been read; but of what is written it holds the result's cotangent from the start.
        foreach ((ParameterModel parameter, string sink) in Differentiable())
            if (ParameterShape.Of(parameter.Type).IsScalar && IsWritten(parameter)) yield return new($"new(ref {sink})", new(ShapeKind.Span, parameter.Type), IsWritten: true);
        foreach (Memory member in MemberMemory()) yield return member;
    }

    // What is read on entry: the analyses know that the arrays of objects may be one another, but not that they may be an argument with a derivative.
    private IEnumerable<Memory> MemberMemory()
    {
        Dictionary<int, string> texts = _vjp.Parameters.ToDictionary(p => p.Value.Id, p => p.Value.Name!);
        MemoryRoots roots = MemoryRoots.Analyze(_vjp);
        bool isWritten = _vjp.Body.Deep().Any(s => s is Store store && roots.Roots(store.Array).Contains(UnknownRoot.Instance));
        foreach (Invoke read in _vjp.Body.Body.OfType<Invoke>().Where(s => s.Kind == InvokeKind.Read))
        {
            if (read.Arguments.Any(a => a is not Value v || !texts.ContainsKey(v.Id))) continue;
            string text = read.Method.Trim('(', ')').Replace("{0}", read.Arguments.Count == 0 ? "" : texts[((Value)read.Arguments[0]).Id]);
            texts[read.Result!.Id] = text;
            if (read.Result.Type.IsMemory) yield return new(text, ParameterShape.Of(read.Result.Type.ToString()), isWritten, IsMember: true);
        }
    }

    /// <summary>What a parameter by reference refers to, as a span of one element.</summary>
    private static string Location(ParameterModel parameter) => $"new({(parameter.Passing == PassingMode.In ? "in" : "ref")} {parameter.Name})";

    private IEnumerable<string> OverlapChecks(IReadOnlyList<Memory> all)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (!all[i].IsWritten) continue;
            Memory written = all[i];
            if (written.Shape.IsJagged && !written.IsMember) yield return $"{_types.Checks}.DistinctRows({written.Name});";

            // Each pair once: with all that is only read, and with what is written and comes later.
            List<Memory> others = [.. all.Where((m, j) => j != i && m.Shape.Element == written.Shape.Element && (!m.IsWritten || j > i) && !(m.IsMember && written.IsMember))];
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
