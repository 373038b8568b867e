using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>Calls by contract: <c>(y, ẏ) = FJvp(x, ẋ)</c> takes the place of <c>y = F(x)</c>, for each direction.</summary>
internal sealed partial class TangentTransform
{
    private void DifferentiateCall(Call s)
    {
        CallTarget callee = s.Callee;
        if (callee.Derivative?.Tangent is not { } member)
            throw new UnsupportedDerivativeException($"'{callee.Method}' is called, of which there is no derivative in forward mode: add Modes = DerivativeModes.Reverse | DerivativeModes.Forward to it");
        if (callee.Parameters.Any(p => p.Passing != PassingMode.Value)) throw new UnsupportedDerivativeException($"'{callee.Method}' takes a parameter by reference");
        if (_width > 1 && s.Written.Any()) throw new UnsupportedDerivativeException($"'{callee.Method}' writes an argument, so that it cannot be called for each direction");

        bool hasTangent = callee.Returns is { CarriesFloat: true };
        CallTarget target = callee with
        {
            Method = member,
            Returns = hasTangent ? ResultTuple.Of([callee.Returns!, callee.Returns!]) : callee.Returns,
            Parameters = [.. callee.Parameters, .. callee.Parameters.Where(p => p.IsDifferentiable).Select(p => p with { Type = TangentTypes.OfParameter(p.Type, p.IsWritten), IsDifferentiable = false })],
        };
        Operand[][] tangents = [.. s.Pairs.Where(p => p.Parameter.IsDifferentiable).Select(p => p.Argument.Type.IsMemory
            ? MemoryTangents(p.Argument, TangentTypes.OfParameter(p.Argument.Type, p.Parameter.IsWritten))
            : TangentsOrZero(p.Argument))];
        Value[] results = s.Returned is { } returned && hasTangent ? NewTangents(returned, returned.Type) : [];
        for (int w = 0; w < _width; w++)
        {
            EquatableArray<Operand> arguments = [.. s.Arguments, .. tangents.Select(t => t[w])];
            if (!hasTangent)
            {
                _builder.Append(s with { Callee = target, Arguments = arguments });
                continue;
            }
            Value both = _builder.Fresh(target.Returns!);
            _builder.Append(new Call([both], target, arguments, s.Site));
            if (w == 0) _builder.Append(new Load(s.Returned!, both, [Constant.Of(0)]));
            _builder.Append(new Load(results[w], both, [Constant.Of(1)]));
        }
        foreach (Value value in s.Results) _computed.Add(value.Id);
    }
}
