using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private string Primal => $"<see cref=\"{Cref()}\"/>";

    private IEnumerable<string> VjpDocumentation()
    {
        string cotangent = _names.Cotangent is { } name ? $"the derivatives of {Primal}, times <paramref name=\"{name.TrimStart('@')}\"/>, are" : $"the cotangents of the arguments of {Primal} are";
        yield return _method.IsVoid
            ? $"<summary>The vector-Jacobian product of {Primal}: calls it, and then {cotangent} added into the sinks.</summary>"
            : $"<summary>The value of {Primal} and its vector-Jacobian product: {cotangent} added into the sinks.</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        if (_names.Cotangent is { } seed)
            yield return $"<param name=\"{seed.TrimStart('@')}\">The cotangent of the result: the derivatives are multiplied by it{(_method.IsScalar ? "; 1 gives the gradient" : "")}.</param>";
        foreach ((ParameterModel parameter, string sink) in Differentiable()) yield return SinkDocumentation(parameter, sink);
        if (!_method.IsVoid) yield return $"<returns>The value of {Primal}.</returns>";
        foreach (string line in ExceptionDocumentation(_members.Vjp)) yield return line;
    }

    private IEnumerable<string> GradientDocumentation()
    {
        yield return $"<summary>The gradient of {Primal}.</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        yield return $"<returns>{Capitalized(DescribeGradient())}.</returns>";
        foreach (string line in ExceptionDocumentation(_members.Gradient!)) yield return line;
    }

    private IEnumerable<string> ValueAndGradientDocumentation()
    {
        yield return $"<summary>The value and the gradient of {Primal}, in one sweep.</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        yield return $"<returns>The value, and {DescribeGradient()}.</returns>";
        foreach (string line in ExceptionDocumentation(_members.ValueAndGradient!)) yield return line;
    }

    private IEnumerable<string> ArgumentDocumentation() => _method.Parameters.Select(p =>
        $"<param name=\"{p.PlainName}\">As in {Primal}{(p.IsDifferentiable ? "" : "; a constant, without a derivative")}.{(IsWritten(p) ? " The call leaves in it what the method does." : "")}</param>");

    private string SinkDocumentation(ParameterModel parameter, string sink)
    {
        string x = $"<paramref name=\"{parameter.PlainName}\"/>";
        string meaning = IsWritten(parameter)
            ? $"On entry the cotangent of what the method leaves in {x}, on exit that of the argument."
            : $"The derivative with respect to {x} is added to it.";
        return $"<param name=\"{sink.TrimStart('@')}\">{meaning}{(ParameterShape.Of(parameter.Type).IsScalar ? "" : $" It has the {ShapeName(parameter)} of {x}.")}</param>";
    }

    private IEnumerable<string> ExceptionDocumentation(MemberSignature member)
    {
        if (member.Parameters.Any(p => ParameterShape.Of(p.Type) is { IsArray: true, IsNullable: false }))
            yield return "<exception cref=\"global::System.ArgumentNullException\">An array is null.</exception>";
        if (member == _members.Vjp ? AllMemory().Any(m => m.IsWritten) : _method.Parameters.Count(p => ParameterShape.Of(p.Type).IsMemory) > 1 && _method.Parameters.Any(IsWritten))
            yield return member == _members.Vjp
                ? "<exception cref=\"global::System.ArgumentException\">A sink has not its parameter's shape, or memory that is written overlaps another argument. Nothing has been written then.</exception>"
                : "<exception cref=\"global::System.ArgumentException\">Memory that is written overlaps another argument. Nothing has been written then.</exception>";
    }

    private string DescribeGradient()
    {
        IEnumerable<string> parts = GeneratedMembers.Differentiable(_method).Select(p =>
            $"<paramref name=\"{p.PlainName}\"/>{(ParameterShape.Of(p.Type).IsScalar ? "" : $" (of its {ShapeName(p)})")}");
        return (_names.Sinks.Count == 1 ? "the derivative with respect to " : "the derivatives with respect to ") + string.Join(", ", parts);
    }

    private static string ShapeName(ParameterModel parameter) => ParameterShape.Of(parameter.Type).IsVector ? "length" : "shape";

    private bool IsWritten(ParameterModel parameter)
    {
        for (int i = 0; i < _method.Parameters.Count; i++)
            if (_method.Parameters[i] == parameter) return _written.Contains(_vjp.Parameters[i].Value.Id);
        return false;
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>The primal as a <c>cref</c>: <c>Norm(ReadOnlySpan{double})</c>.</summary>
    private string Cref() => $"{_method.Name}({string.Join(", ", _method.Parameters.Select(p =>
        GeneratedMembers.Modifier(p.Passing) + _types.Short(p.Type).Replace("?", "").Replace('<', '{').Replace('>', '}')))})";
}
