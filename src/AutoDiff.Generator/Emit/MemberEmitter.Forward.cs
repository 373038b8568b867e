using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private IEnumerable<string> JvpChecks(MemberSignature jvp) => Checks(JvpMemory(jvp), _tangents);

    // The tangent of what is written is written as well.
    private IEnumerable<Memory> JvpMemory(MemberSignature jvp) => MemoryOf(jvp, _tangents, IsWritten);

    private IEnumerable<string> JvpDocumentation(MemberSignature jvp)
    {
        yield return "<summary>";
        yield return _method.IsResultDifferentiable
            ? $"The value of {Primal} and its derivative in the direction {Direction}: forward mode."
            : $"Calls {Primal} and replaces the tangents of what it writes by those of what it leaves there, in the direction {Direction}: forward mode.";
        yield return "</summary>";
        foreach (string line in TangentDocumentation()) yield return line;
        if (_method.IsResultDifferentiable) yield return $"<returns>The value of <c>{PrimalName}</c>, and its tangent.</returns>";
        else if (!_method.IsVoid) yield return $"<returns>The value of <c>{PrimalName}</c>.</returns>";
        foreach (string line in TangentExceptions(jvp)) yield return line;
    }

    private IEnumerable<string> HvpDocumentation(MemberSignature hvp)
    {
        yield return "<summary>";
        yield return $"The derivative of the gradient of {Primal} in the direction {Direction}: its Hessian times that vector, forward over reverse mode.";
        yield return "</summary>";
        foreach (string line in TangentDocumentation()) yield return line;
        yield return $"<returns>The tangents of the {DescribeGradient()}.</returns>";
        foreach (string line in TangentExceptions(hvp)) yield return line;
    }

    private string Direction => _tangents.Count == 0 ? "that changes no argument" : _tangents.Count == 1
        ? Reference(_tangents[0])
        : $"{string.Join(", ", _tangents.Take(_tangents.Count - 1).Select(Reference))} and {Reference(_tangents[_tangents.Count - 1])}";

    private IEnumerable<string> TangentDocumentation() =>
        ArgumentDocumentation().Concat(Differentiable(_tangents).Select(d => Parameter(d.Companion, TangentDocumentation(d.Parameter))));

    private static IEnumerable<string> TangentExceptions(MemberSignature member)
    {
        if (HasArrays(member)) yield return Null;
        if (member.Parameters.Any(p => ParameterShape.Of(p.Type).IsMemory)) yield return "<exception cref=\"ArgumentException\">A tangent has not its parameter's shape, or " + Overlap;
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
