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
        if (_method.Self is { } own) yield return $"{(IsWritten(own) ? "ref " : "")}{_types.Short(own.Type)} {own.Name} = {(IsWritten(own) ? "ref " : "")}this;";
        foreach (ParameterModel parameter in _method.Arguments)
            foreach ((string name, ParameterShape shape) in MemoryOf(parameter.Name, parameter))
                if (shape is { IsArray: true, IsNullable: false }) yield return NullCheck(name, shape);
        foreach ((ParameterModel parameter, string sink) in Differentiable())
        {
            foreach (((string name, ParameterShape shape), (string sinkName, _)) in MemoryOf(parameter.Name, parameter).Zip(MemoryOf(sink, parameter), (p, s) => (p, s)))
            {
                if (shape.IsVector) yield return $"{_types.Checks}.SameLength<{shape.Element}>({sinkName}, {name});";
                else if (shape.IsArray) yield return $"{_types.Checks}.SameShape({sinkName}, {name});";
            }
        }
        string[] overlaps = [.. OverlapChecks([.. AllMemory()])];
        foreach (ParameterModel parameter in _method.Parameters)
            if (parameter.Passing == PassingMode.Out && overlaps.Any(check => check.Contains($"(ref {parameter.Name})"))) yield return $"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {parameter.Name});";
        foreach (string check in overlaps) yield return check;
    }

    private string NullCheck(string name, ParameterShape shape) =>
        // The check of a jagged array includes its rows, unless they may be null.
        $"{_types.Checks}.NotNull({(shape is { IsJagged: true, MayHoldNull: true } ? $"({_types.System("Array")})" : "")}{name});";

    private IEnumerable<Memory> AllMemory()
    {
        ParameterModel[] arguments = [.. _method.Arguments], differentiable = [.. GeneratedMembers.Differentiable(_method)];
        for (int i = 0; i < _vjp.Parameters.Count; i++)
        {
            Parameter parameter = _vjp.Parameters[i];
            ParameterModel? whole = i < arguments.Length ? arguments[i] : parameter.Role == ParameterRole.Sink ? differentiable[_names.Sinks.ToList().IndexOf(parameter.Value.Name!)] : null;
            bool isWritten = parameter.Role == ParameterRole.Sink || _written.Contains(parameter.Value.Id);
            string name = whole is not null && i < arguments.Length ? whole.Name : parameter.Value.Name!, type = SignatureType(i);
            foreach ((string path, ParameterShape shape) in MemoryOf(name, type, whole?.Struct)) yield return new(path, shape, isWritten);
            if (i < arguments.Length && parameter.Value.Type is RefType)
                foreach (Memory number in Numbers(whole!.Passing == PassingMode.In ? "in" : "ref", name, whole, isWritten)) yield return number;
        }
        // A scalar's sink is added to at the very end, after everything else has been read; but of what is written it holds the result's cotangent from the start.
        foreach ((ParameterModel parameter, string sink) in Differentiable())
            if (!ParameterShape.Of(parameter.Type).IsMemory && IsWritten(parameter))
                foreach (Memory number in Numbers("ref", sink, parameter, isWritten: true)) yield return number;
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

    // What lies behind a reference, as a span: a number, or those of a struct.
    private IEnumerable<Memory> Numbers(string keyword, string name, ParameterModel parameter, bool isWritten) => parameter.Struct is { } s
        ? s.Leaves.Select(l => l.Type).Where(t => ParameterShape.Of(t).IsScalar).Distinct().Select(t => new Memory($"{_types.Checks}.Numbers<{_types.Short(parameter.Type)}, {t}>({keyword} {name})", new(ShapeKind.Span, t), isWritten))
        : [new($"new({keyword} {name})", new(ShapeKind.Span, parameter.Type), isWritten)];

    // The type of a parameter of FVjp as it is declared; a struct's own value is none.
    private string SignatureType(int index)
    {
        int offset = _method.Self is null ? 0 : 1;
        return index < offset ? _method.Self!.Type : _members.Vjp.Parameters[index - offset].Type;
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
