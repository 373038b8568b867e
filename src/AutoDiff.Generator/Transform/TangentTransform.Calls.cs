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
        if (_width > 1 && s.Written.Any()) throw new UnsupportedDerivativeException($"'{callee.Method}' writes an argument, so that it cannot be called for each direction");

        bool hasTangent = callee.Returns is { CarriesFloat: true };
        int returned = callee.ReturnTypes.Count();
        CallParameter[] differentiable = [.. callee.Differentiable];
        CallTarget target = callee with
        {
            Method = member,
            IsInstance = callee.IsInstance && !callee.Derivative.IsStatic,
            Returns = hasTangent ? ResultTuple.Of([callee.Returns!, callee.Returns!]) : callee.Returns,
            Parameters = [.. callee.Parameters, .. differentiable.Select(p => p with { Type = TangentTypes.OfParameter(p.Type, p.IsWritten), IsDifferentiable = false })],
        };
        Dictionary<CallParameter, Operand[]> tangents = new(ReferenceComparer<CallParameter>.Instance);
        foreach ((CallParameter parameter, Operand argument) in s.Pairs.Where(p => differentiable.Any(d => ReferenceEquals(d, p.Parameter))))
            tangents[parameter] = argument.Type.IsMemory ? MemoryTangents(argument, TangentTypes.OfParameter(argument.Type, parameter.IsWritten)) : parameter.IsDifferentiable ? TangentsOrZero(argument) : [.. Enumerable.Repeat(AdjointAlgebra.ZeroOf(argument.Type), _width)];
        Dictionary<int, Value[]> results = s.Results.Where(r => r.Type.CarriesFloat).ToDictionary(r => r.Id, r => NewTangents(r, r.Type));
        for (int w = 0; w < _width; w++)
        {
            // The values come out of the first call.
            Value Primal(Value value) => w == 0 ? value : _builder.Fresh(value.Type);
            Value Tangent(Value value) => results.TryGetValue(value.Id, out Value[]? all) ? all[w] : _builder.Fresh(value.Type);
            EquatableArray<Value> all =
            [
                .. s.Results.Take(returned).Select(Primal),
                .. hasTangent ? s.Results.Take(returned).Select(Tangent) : [],
                .. s.Results.Skip(returned).Select(Primal),
                .. s.Assigned.Where(a => differentiable.Any(d => ReferenceEquals(d, a.Parameter))).Select(a => Tangent(a.Result)),
            ];
            _builder.Append(new Call(all, target, [.. s.Arguments, .. differentiable.Where(tangents.ContainsKey).Select(p => tangents[p][w])], s.Site));
        }
        foreach (Value value in s.Results) _computed.Add(value.Id);
    }
}
