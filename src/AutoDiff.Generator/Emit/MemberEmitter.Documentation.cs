using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private const string Null = "<exception cref=\"ArgumentNullException\">An array is null.</exception>";
    private const string Overlap = "memory that is written overlaps another argument. Nothing has been written then.</exception>";

    /// <summary>The primal as a <c>cref</c>: <c>Norm(ReadOnlySpan{double})</c>.</summary>
    private string Primal
    {
        get
        {
            if (_method.Origin is { } origin) return origin;
            string parameters = string.Join(", ", _method.Parameters.Select(p => GeneratedMembers.Modifier(p.Passing) + _types.Short(p.Type).Replace("?", "").Replace('<', '{').Replace('>', '}')));
            string reference = _method.Reference switch
            {
                null => $"{_method.Name}{_method.TypeParameters.List.Replace('<', '{').Replace('>', '}')}({parameters})",
                "this[]" => $"this[{parameters}]",
                var name when name.Contains("operator ") => $"{name.Replace("&", "&amp;").Replace("<", "&lt;")}({parameters})",
                var name => name,
            };
            return $"<see cref=\"{reference}\"/>";
        }
    }

    private string PrimalName => _method.Name.TrimStart('@');

    private IEnumerable<string> ValueDocumentation(MemberSignature value)
    {
        yield return "<summary>";
        yield return $"What {Primal} computes: independent loops run in vectors and on threads, and derivatives that it calls share what they have in common.";
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        if (!_method.IsVoid) yield return $"<returns>The value of <c>{PrimalName}</c>.</returns>";
        if (HasArrays(value)) yield return Null;
        if (ValueMemory(value).Any(m => m.IsWritten)) yield return "<exception cref=\"ArgumentException\">Of the arguments, " + Overlap;
    }

    private IEnumerable<string> VjpDocumentation(MemberSignature vjp)
    {
        string seed = _names.Cotangent is { } name ? $"its derivatives times {Reference(name)}" : "the cotangents of its arguments";
        yield return "<summary>";
        yield return _method.IsVoid ? $"Calls {Primal} and adds {seed} into the sinks." : $"The value of {Primal}; adds {seed} into the sinks.";
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        if (_names.Cotangent is { } cotangent) yield return Parameter(cotangent, $"The cotangent of the result.{(_method.IsScalar ? " With 1 the sinks receive the gradient." : "")}");
        foreach ((ParameterModel parameter, string sink) in Differentiable(_names.Sinks)) yield return Parameter(sink, SinkDocumentation(parameter));
        if (!_method.IsVoid) yield return $"<returns>The value of <c>{PrimalName}</c>.</returns>";
        if (HasArrays(vjp)) yield return Null;
        if (VjpMemory(vjp).Any(m => m.IsWritten)) yield return "<exception cref=\"ArgumentException\">A sink has not its parameter's shape, or " + Overlap;
    }

    private IEnumerable<string> GradientDocumentation() => GradientDocumentation($"The gradient of {Primal}.", $"The {DescribeGradient()}.");

    private IEnumerable<string> ValueAndGradientDocumentation() => GradientDocumentation($"The value and the gradient of {Primal}, in one sweep.", $"The value, and the {DescribeGradient()}.");

    private IEnumerable<string> BackwardDocumentation()
    {
        yield return "<summary>";
        yield return $"The value of {Primal}; adds its derivatives to the <c>Gradient</c> of each parameter of a module that it reads.";
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        yield return $"<returns>The value of <c>{PrimalName}</c>.</returns>";
    }

    private IEnumerable<string> GradientDocumentation(string summary, string returns)
    {
        yield return "<summary>";
        yield return summary;
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        yield return $"<returns>{returns}</returns>";
        if (HasArrays(_members.Gradient!)) yield return Null;
        bool mayOverlap = _method.Parameters.Count(p => ParameterShape.Of(p.Type).IsMemory || p.Passing != PassingMode.Value) > 1 && _method.Parameters.Any(IsWritten);
        if (mayOverlap) yield return "<exception cref=\"ArgumentException\">Of the arguments, " + Overlap;
    }

    private IEnumerable<string> ArgumentDocumentation() => _method.Parameters.Select(p =>
        Parameter(p.Name, $"As in <c>{PrimalName}</c>{(IsWritten(p) ? ", which writes it" : "")}{(p.IsDifferentiable ? "" : "; constant")}."));

    private string SinkDocumentation(ParameterModel parameter)
    {
        string meaning = IsWritten(parameter)
            ? $"On entry the cotangent of what <c>{PrimalName}</c> leaves in {Reference(parameter)}, on exit {(parameter.Passing == PassingMode.Out ? "zero" : "that of the argument")}"
            : $"The derivative with respect to {Reference(parameter)} is added to it";
        return ParameterShape.Of(parameter.Type) switch
        {
            { IsMemory: false, IsTensor: false } => $"{meaning}.",
            { IsVector: true } => $"{meaning}; of the same length.",
            _ => $"{meaning}; of the same shape.",
        };
    }

    private string DescribeGradient()
    {
        List<string> names = [.. GeneratedMembers.Inputs(_method).Select(Reference)];
        return names.Count == 1
            ? $"derivative with respect to {names[0]}"
            : $"derivatives with respect to {string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
    }

    private bool IsWritten(ParameterModel parameter)
    {
        int index = _method.Arguments.ToList().IndexOf(parameter);
        return index >= 0 && index < _derivatives.Parameters.Count && _written.Contains(_derivatives.Parameters[index].Value.Id);
    }

    private static bool HasArrays(MemberSignature member) => member.Parameters.Any(p => ParameterShape.Of(p.Type) is { IsArray: true, IsNullable: false });

    private string Reference(ParameterModel parameter) => parameter == _method.Self ? "this value" : Reference(parameter.Name);

    private static string Reference(string name) => $"<paramref name=\"{name.TrimStart('@')}\"/>";

    private static string Parameter(string name, string text) => $"<param name=\"{name.TrimStart('@')}\">{text}</param>";
}
