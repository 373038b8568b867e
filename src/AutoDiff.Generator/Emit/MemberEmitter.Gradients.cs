using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

internal sealed partial class MemberEmitter
{
    private string Gradient(MemberSignature signature) => Method(GradientDocumentation(), signature,
    [
        .. Sinks(),
        $"{VjpCall()};",
        $"return {SinkTuple()};",
    ]);

    private string ValueAndGradient(MemberSignature signature)
    {
        string value = VjpNames.Unique("value", new HashSet<string>(_members.Vjp.Parameters.Select(p => p.Name.TrimStart('@'))));
        return Method(ValueAndGradientDocumentation(), signature,
        [
            .. Sinks(),
            $"{_types.Short(_method.ReturnType)} {value} = {VjpCall()};",
            $"return ({value}, {SinkTuple()});",
        ]);
    }

    private string Method(IEnumerable<string> documentation, MemberSignature signature, IEnumerable<string> statements)
    {
        CodeLines method = new(), body = new();
        foreach (string line in documentation) method.Line("/// " + line);
        method.Line(GeneratedCode);
        method.Line($"{_method.Accessibility} static {_types.Short(signature.ReturnType)} {signature.Name}{_method.TypeParameters.List}({string.Join(", ", signature.Parameters.Select(Declaration))})");
        foreach (string clause in _method.TypeParameters.Constraints) method.Line("    " + clause);
        foreach (string statement in statements) body.Line(statement);
        method.Braces(body);
        return method.ToString();
    }

    // FVjp checks the arguments; here only what would fail before it is called.
    private IEnumerable<string> Sinks()
    {
        foreach ((ParameterModel parameter, string sink) in Differentiable())
        {
            foreach ((string name, ParameterShape memory) in MemoryOf(parameter.Name, parameter))
                if (memory is { IsArray: true, IsNullable: false }) yield return NullCheck(name, memory);
            ParameterShape shape = ParameterShape.Of(parameter.Type);
            string zero = shape switch
            {
                { IsMemory: false } => parameter.Struct is null ? Number(parameter.Type, "0", "Zero") : ZeroOf(parameter),
                { IsNullable: true } or { IsJagged: true } => $"{_types.Zeros}.Like({parameter.Name})",
                { IsVector: true } => $"new {_types.Short(shape.Element)}[{parameter.Name}.Length]",
                _ => $"new {_types.Short(shape.Element)}[{string.Join(", ", Enumerable.Range(0, shape.Rank).Select(d => $"{parameter.Name}.GetLength({d})"))}]",
            };
            yield return $"{_types.Short(GeneratedMembers.GradientType(parameter))} {sink} = {zero};";
        }
    }

    // Where a struct holds arrays, its gradient holds arrays of their shapes.
    private string ZeroOf(ParameterModel parameter)
    {
        if (parameter.Struct is not { } s || !s.Leaves.Any(l => l.IsDifferentiable && ParameterShape.Of(l.Type).IsArray)) return "default";
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, s.Construction,
            [.. s.Leaves.Select(l => l.IsDifferentiable && ParameterShape.Of(l.Type).IsArray ? $"{_types.Zeros}.Like({parameter.Name}.{l.Path})" : $"default({l.Type})")]);
    }

    private string VjpCall()
    {
        IEnumerable<string> arguments = _members.Vjp.Parameters.Select(p => p.Name == _names.Cotangent ? Number(p.Type, "1", "One") : p.Modifier + p.Name);
        // A parameter may have the name of the method that is to be called.
        string name = _reserved.Contains(_members.Vjp.Name) ? $"{_method.ContainingTypes[_method.ContainingTypes.Count - 1].Name}.{_members.Vjp.Name}" : _members.Vjp.Name;
        return $"{name}{_method.TypeParameters.List}({string.Join(", ", arguments)})";
    }

    // float and double convert an integer literal, the other number types have none.
    private string Number(string type, string literal, string member) => type is "double" or "float" ? literal : $"{_types.Short(type)}.{member}";

    private string SinkTuple() => _names.Sinks.Count == 1 ? _names.Sinks[0] : $"({string.Join(", ", _names.Sinks)})";

    private IEnumerable<(ParameterModel Parameter, string Sink)> Differentiable() => GeneratedMembers.Differentiable(_method).Zip(_names.Sinks, (p, s) => (p, s));
}
