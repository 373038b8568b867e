using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private IEnumerable<string> JvpChecks(MemberSignature jvp) => Checks(JvpMemory(jvp), _tangents);

    // The tangent of what is written is written as well.
    private IEnumerable<Memory> JvpMemory(MemberSignature jvp)
    {
        IEnumerable<string> tangents = Differentiable(_tangents).Where(d => IsWritten(d.Parameter)).Select(d => d.Companion);
        return MemoryOf(jvp, [.. tangents, .. _method.Parameters.Where(IsWritten).Select(p => p.Name)]);
    }

    private IEnumerable<string> JvpDocumentation(MemberSignature jvp)
    {
        List<string> names = [.. _tangents.Select(Reference)];
        string direction = names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
        yield return "<summary>";
        yield return _method.IsResultDifferentiable
            ? $"The value of {Primal} and its derivative in the direction {direction}: forward mode."
            : $"Calls {Primal} and replaces the tangents of what it writes by those of what it leaves there, in the direction {direction}: forward mode.";
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        foreach ((ParameterModel parameter, string tangent) in Differentiable(_tangents)) yield return Parameter(tangent, TangentDocumentation(parameter));
        if (_method.IsResultDifferentiable) yield return $"<returns>The value of <c>{PrimalName}</c>, and its tangent.</returns>";
        else if (!_method.IsVoid) yield return $"<returns>The value of <c>{PrimalName}</c>.</returns>";
        if (HasArrays(jvp)) yield return Null;
        if (jvp.Parameters.Any(p => ParameterShape.Of(p.Type).IsMemory)) yield return "<exception cref=\"ArgumentException\">A tangent has not its parameter's shape, or " + Overlap;
    }

    private string TangentDocumentation(ParameterModel parameter)
    {
        string meaning = IsWritten(parameter)
            ? $"On entry the tangent of {Reference(parameter.Name)}, on exit that of what <c>{PrimalName}</c> leaves there"
            : $"The tangent of {Reference(parameter.Name)}";
        return ParameterShape.Of(parameter.Type) switch
        {
            { IsScalar: true } => $"{meaning}.",
            { IsVector: true } => $"{meaning}; of the same length.",
            _ => $"{meaning}; of the same shape.",
        };
    }
}
