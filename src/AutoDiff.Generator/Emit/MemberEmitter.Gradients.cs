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
        string value = VjpNames.Unique("value", new HashSet<string>(_members.Vjp!.Parameters.Select(p => p.Name.TrimStart('@'))));
        return Method(ValueAndGradientDocumentation(), signature,
        [
            .. Sinks(),
            $"{_types.Short(_method.ReturnType)} {value} = {VjpCall()};",
            $"return ({value}, {SinkTuple()});",
        ]);
    }

    // With no sinks it is FVjp.
    private string Backward(MemberSignature signature) => _derivatives.Backward is { } backward
        ? Function(backward, signature, BackwardDocumentation(), Checks(MemoryOf(signature, [], _ => false), []))
        : Method(BackwardDocumentation(), signature, [$"return {VjpCall()};"]);

    private string Method(IEnumerable<string> documentation, MemberSignature signature, IEnumerable<string> statements)
    {
        CodeLines method = new(), body = new();
        foreach (string line in documentation) method.Line("/// " + line);
        method.Line(GeneratedCode);
        method.Line($"{Modifiers(signature)} {_types.Short(signature.ReturnType)} {signature.Name}{_method.TypeParameters.List}({string.Join(", ", signature.Parameters.Select(Declaration))})");
        foreach (string clause in GeneratedMembers.Constraints(_method)) method.Line("    " + clause);
        foreach (string statement in statements) body.Line(statement);
        method.Braces(body);
        return method.ToString();
    }

    // FVjp checks the arguments; here only what would fail before it is called.
    private IEnumerable<string> Sinks()
    {
        foreach ((ParameterModel parameter, string sink) in Differentiable(_names.Sinks))
        {
            string argument = parameter == _method.Self ? "this" : parameter.Name;
            foreach ((string name, ParameterShape memory) in MemoryOf(argument, parameter))
                if (memory is { IsArray: true, IsNullable: false }) yield return NullCheck(name, memory);
            ParameterShape shape = ParameterShape.Of(parameter.Type);
            yield return $"{_types.Short(GeneratedMembers.GradientType(parameter))} {sink} = {ZeroLike(argument, parameter, shape)};";
        }
    }

    private string ZeroLike(string argument, ParameterModel parameter, ParameterShape shape) => shape switch
    {
        { IsScalar: true } => Number(parameter.Type, 0),
        { IsTensor: true } => $"{_types.Tensor}.ZerosLike({argument})",
        { IsMemory: false } => ZeroOf(argument, parameter),
        { IsNullable: true } or { IsJagged: true } or { OfTensorsOf: not null } => $"{_types.Zeros}.Like({argument})",
        { IsVector: true } => $"new {_types.Short(shape.Element)}[{argument}.Length]",
        _ => $"new {_types.Short(shape.Element)}[{string.Join(", ", Enumerable.Range(0, shape.Rank).Select(d => $"{argument}.GetLength({d})"))}]",
    };

    // Where a struct holds arrays or tensors, its gradient holds some of their shapes.
    private string ZeroOf(string argument, ParameterModel parameter)
    {
        if (parameter.Struct is not { } s || !s.Leaves.Any(l => ZeroOf(argument, l) is not null)) return "default";
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, s.Construction, [.. s.Leaves.Select(l => ZeroOf(argument, l) ?? $"default({l.Type})")]);
    }

    private string? ZeroOf(string argument, LeafModel leaf) => !leaf.IsDifferentiable ? null
        : ParameterShape.Of(leaf.Type).IsArray ? $"{_types.Zeros}.Like({argument}.{leaf.Path})"
        : ParameterShape.Of(leaf.Type).IsTensor ? $"{_types.Tensor}.ZerosLike({argument}.{leaf.Path})"
        : null;

    private string VjpCall()
    {
        IEnumerable<string> arguments = _members.Vjp!.Parameters.Select(p => p.Name == _names.Cotangent ? Number(p.Type, 1) : p.Modifier + p.Name);
        return $"{Qualified(_members.Vjp.Name)}({string.Join(", ", arguments)})";
    }

    // A parameter may have the name of the method that is to be called.
    private string Qualified(string method) =>
        (_reserved.Contains(method) ? $"{(_method.IsStatic ? _method.ContainingTypes[_method.ContainingTypes.Count - 1].Name : "this")}.{method}" : method) + _method.TypeParameters.List;

    /// <summary>0 or 1: <c>float</c> and <c>double</c> convert an integer literal, the other number types have none.</summary>
    private string Number(string type, int value) => type is "double" or "float" ? value == 0 ? "0" : "1" : $"{_types.Short(type)}.{(value == 0 ? "Zero" : "One")}";

    private string SinkTuple()
    {
        string[] sinks = [.. Differentiable(_names.Sinks).Where(d => d.Parameter.Passing != PassingMode.Out).Select(d => d.Companion)];
        return sinks is [var only] ? only : $"({string.Join(", ", sinks)})";
    }

    private IEnumerable<(ParameterModel Parameter, string Companion)> Differentiable(EquatableArray<string> companions) =>
        GeneratedMembers.Differentiable(_method).Zip(companions, (p, s) => (p, s));
}
