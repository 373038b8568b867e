using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private const int OthersPerCheck = 4;

    /// <summary>Memory that a call gets: an argument of the primal, the cotangent, or a sink; or that it finds in a field or property.</summary>
    private sealed record Memory(string Name, ParameterShape Shape, bool IsWritten, bool IsMember = false, bool IsUnassigned = false);

    /// <summary>
    /// The checks before anything is written: no array is null, each sink has its parameter's shape, and what is written (sinks, and what the primal
    /// writes) shares no memory with anything else. On the last rely the derivative's analyses, which take different parameters for different memory.
    /// </summary>
    private IEnumerable<string> VjpChecks(MemberSignature vjp) => Checks(VjpMemory(vjp), _names.Sinks);

    private IEnumerable<string> ValueChecks(MemberSignature value) => Checks(ValueMemory(value), []);

    private IEnumerable<Memory> ValueMemory(MemberSignature value) => MemoryOf(value, [], _ => false);

    /// <param name="memory">All that the call gets.</param>
    /// <param name="companions">For each differentiable parameter what must have its shape: sinks or tangents.</param>
    private IEnumerable<string> Checks(IEnumerable<Memory> memory, EquatableArray<string> companions)
    {
        foreach (string check in NullChecks()) yield return check;
        foreach ((ParameterModel parameter, string companion) in Differentiable(companions))
        {
            foreach (((string name, ParameterShape shape), (string own, _)) in SeededMemory(parameter.Name, parameter).Zip(SeededMemory(companion, parameter), (p, s) => (p, s)))
            {
                if (shape.OfTensorsOf is { } element) yield return $"{_types.Checks}.SameShapes<{_types.Short(element)}>({own}, {name});";
                else if (shape.IsVector) yield return $"{_types.Checks}.SameLength<{_types.Short(shape.Element)}>({own}, {name});";
                else if (shape.IsArray) yield return $"{_types.Checks}.SameShape({own}, {name});";
            }
        }
        foreach (string check in TensorChecks(companions)) yield return check;
        foreach (string check in DisjointChecks([.. memory])) yield return check;
    }

    // An out parameter has an address before it has a value.
    private IEnumerable<string> DisjointChecks(IReadOnlyList<Memory> all)
    {
        string[] overlaps = [.. OverlapChecks(all)];
        foreach (Memory unassigned in all.Where(m => m.IsUnassigned && overlaps.Any(check => check.Contains(m.Name))))
            yield return $"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {unassigned.Name.Substring(unassigned.Name.LastIndexOf(' ') + 1).TrimEnd(')')});";
        foreach (string check in overlaps) yield return check;
    }

    // A sink has its parameter's shape and is no view of an argument.
    private IEnumerable<string> TensorChecks(EquatableArray<string> companions)
    {
        foreach (string tensor in _method.Arguments.SelectMany(p => TensorsOf(p.Name, p, _ => true))) yield return $"{_types.Checks}.NotNull({tensor});";
        foreach ((ParameterModel parameter, string companion) in Differentiable(companions))
            foreach ((string sink, string tensor) in TensorsOf(companion, parameter, l => l.IsDifferentiable).Zip(TensorsOf(parameter.Name, parameter, l => l.IsDifferentiable), (s, t) => (s, t)))
                yield return $"{_types.Checks}.SameShape({sink}, {tensor});";
    }

    /// <summary>The tensor that a parameter is, or those that a struct holds.</summary>
    private static IEnumerable<string> TensorsOf(string name, ParameterModel parameter, Func<LeafModel, bool> counts) => parameter.Struct is { } s
        ? s.Leaves.Where(l => counts(l) && l.Path.Length > 0 && ParameterShape.Of(l.Type).IsTensor).Select(l => $"{name}.{l.Path}")
        : ParameterShape.Of(parameter.Type).IsTensor ? [name] : [];

    private IEnumerable<string> NumberChecks() => _method.TypeParameters.MayBeComplex.Select(t => $"{_types.Checks}.RealNumber<{t}>();");

    private IEnumerable<string> NullChecks()
    {
        foreach (string check in NumberChecks()) yield return check;
        if (_method.Self is { } own) yield return $"{(IsWritten(own) ? "ref " : "")}{_types.Short(own.Type)} {own.Name} = {(IsWritten(own) ? "ref " : "")}this;";
        foreach (ParameterModel parameter in _method.Arguments)
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
    private IEnumerable<Memory> MemoryOf(MemberSignature member, EquatableArray<string> companions, Func<ParameterModel, bool> isWritten) =>
        ArgumentMemory(member, companions, isWritten).Concat(MemberMemory());

    private IEnumerable<Memory> ArgumentMemory(MemberSignature member, EquatableArray<string> companions, Func<ParameterModel, bool> isWritten)
    {
        if (_method.Self is { } self)
            foreach (Memory own in MemoryAt("ref", self.Name, self.Type, self, IsWritten(self), isReference: IsWritten(self))) yield return own;
        Dictionary<string, ParameterModel> differentiable = Differentiable(companions).ToDictionary(d => d.Companion, d => d.Parameter);
        for (int i = 0; i < member.Parameters.Count; i++)
        {
            MemberParameter parameter = member.Parameters[i];
            ParameterModel? whole = differentiable.TryGetValue(parameter.Name, out ParameterModel? owner) ? owner : i < _method.Parameters.Count ? _method.Parameters[i] : null;
            bool writes = owner is not null ? isWritten(owner) : whole is not null && IsWritten(whole);
            // A scalar's sink is added to at the very end, after everything else has been read; but of what is written it holds the result's cotangent from the start.
            bool isReference = parameter.Modifier.Length > 0 && (owner is null || IsWritten(owner));
            string keyword = parameter.Modifier == "in " ? "in" : "ref";
            foreach (Memory memory in MemoryAt(keyword, parameter.Name, parameter.Type, whole, writes, isReference)) yield return memory with { IsUnassigned = parameter.Modifier == "out " };
        }
    }

    /// <summary>The memory that an argument is, or holds; what it refers to, as a span of numbers.</summary>
    private IEnumerable<Memory> MemoryAt(string keyword, string name, string type, ParameterModel? whole, bool isWritten, bool isReference)
    {
        foreach ((string path, ParameterShape shape) in MemoryOf(name, type, whole?.Struct)) yield return new(path, shape, isWritten);
        if (!isReference || ParameterShape.Of(type).IsMemory) yield break;
        if (whole?.Struct is not { } s) yield return new($"new({keyword} {name})", new(ShapeKind.Span, type), isWritten);
        else foreach (string number in s.Leaves.Select(l => l.Type).Where(t => ParameterShape.Of(t).IsScalar).Distinct())
            yield return new($"{_types.Checks}.Numbers<{_types.Short(type)}, {number}>({keyword} {name})", new(ShapeKind.Span, number), isWritten);
    }

    // What is read on entry: the analyses know that the arrays of objects may be one another, but not that they may be an argument with a derivative.
    private IEnumerable<Memory> MemberMemory()
    {
        if ((_derivatives.Vjp ?? _derivatives.Jvp) is not { } function) yield break;
        Dictionary<int, string> texts = function.Parameters.ToDictionary(p => p.Value.Id, p => p.Value.Name!);
        MemoryRoots roots = MemoryRoots.Analyze(function);
        bool isWritten = function.Body.Deep().Any(s => s is Store store && roots.Roots(store.Array).Contains(UnknownRoot.Instance));
        foreach (Invoke read in function.Body.Body.OfType<Invoke>().Where(s => s.Kind == InvokeKind.Read))
        {
            if (read.Arguments.Any(a => a is not Value v || !texts.ContainsKey(v.Id))) continue;
            string text = read.Method.Trim('(', ')').Replace("{0}", read.Arguments.Count == 0 ? "" : texts[((Value)read.Arguments[0]).Id]);
            texts[read.Result!.Id] = text;
            if (read.Result.Type.IsIndexed) yield return new(text, ParameterShape.Of(read.Result.Type.ToString()), isWritten, IsMember: true);
        }
    }

    private static IEnumerable<(string Name, ParameterShape Shape)> MemoryOf(string name, ParameterModel parameter) => MemoryOf(name, parameter.Type, parameter.Struct);

    /// <summary>The memory whose elements have cotangents.</summary>
    private static IEnumerable<(string Name, ParameterShape Shape)> SeededMemory(string name, ParameterModel parameter) =>
        MemoryOf(name, parameter.Type, parameter.Struct is { } s ? s with { Leaves = s.Leaves.Where(l => l.IsDifferentiable).ToEquatableArray() } : null);

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
