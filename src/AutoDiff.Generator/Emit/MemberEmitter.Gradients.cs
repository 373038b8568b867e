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
            $"{_method.ReturnType} {value} = {VjpCall()};",
            $"return ({value}, {SinkTuple()});",
        ]);
    }

    private string Method(IEnumerable<string> documentation, MemberSignature signature, IEnumerable<string> statements)
    {
        CodeLines method = new(), body = new();
        foreach (string line in documentation) method.Line("/// " + line);
        method.Line(GeneratedCode);
        method.Line($"{_method.Modifiers} {_types.Short(signature.ReturnType)} {signature.Name}({string.Join(", ", signature.Parameters.Select(Declaration))})");
        foreach (string statement in statements) body.Line(statement);
        method.Braces(body);
        return method.ToString();
    }

    // FVjp checks the arguments; here only what would fail before it is called.
    private IEnumerable<string> Sinks()
    {
        foreach ((ParameterModel parameter, string sink) in Differentiable())
        {
            string argument = parameter == _method.Self ? "this" : parameter.Name;
            foreach ((string name, ParameterShape memory) in MemoryOf(argument, parameter))
                if (memory is { IsArray: true, IsNullable: false }) yield return NullCheck(name, memory);
            ParameterShape shape = ParameterShape.Of(parameter.Type);
            string zero = shape switch
            {
                { IsScalar: true } => "0",
                { IsMemory: false } => ZeroOf(argument, parameter),
                { IsNullable: true } or { IsJagged: true } => $"{_types.Zeros}.Like({argument})",
                { IsVector: true } => $"new {shape.Element}[{argument}.Length]",
                _ => $"new {shape.Element}[{string.Join(", ", Enumerable.Range(0, shape.Rank).Select(d => $"{argument}.GetLength({d})"))}]",
            };
            yield return $"{GeneratedMembers.GradientType(parameter)} {sink} = {zero};";
        }
    }

    // Where a struct holds arrays, its gradient holds arrays of their shapes.
    private string ZeroOf(string argument, ParameterModel parameter)
    {
        if (parameter.Struct is not { } s || !s.Leaves.Any(l => l.IsDifferentiable && ParameterShape.Of(l.Type).IsArray)) return "default";
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, s.Construction,
            [.. s.Leaves.Select(l => l.IsDifferentiable && ParameterShape.Of(l.Type).IsArray ? $"{_types.Zeros}.Like({argument}.{l.Path})" : $"default({l.Type})")]);
    }

    private string VjpCall()
    {
        IEnumerable<string> arguments = _members.Vjp.Parameters.Select(p => p.Name == _names.Cotangent ? "1" : p.Modifier + p.Name);
        // A parameter may have the name of the method that is to be called.
        string name = _reserved.Contains(_members.Vjp.Name) ? $"{(_method.IsStatic ? _method.ContainingTypes[_method.ContainingTypes.Count - 1].Name : "this")}.{_members.Vjp.Name}" : _members.Vjp.Name;
        return $"{name}({string.Join(", ", arguments)})";
    }

    private string SinkTuple()
    {
        string[] sinks = [.. Differentiable().Where(d => d.Parameter.Passing != PassingMode.Out).Select(d => d.Sink)];
        return sinks is [var only] ? only : $"({string.Join(", ", sinks)})";
    }

    private IEnumerable<(ParameterModel Parameter, string Sink)> Differentiable() => GeneratedMembers.Differentiable(_method).Zip(_names.Sinks, (p, s) => (p, s));
}
