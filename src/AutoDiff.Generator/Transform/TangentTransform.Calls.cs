using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Calls by contract: <c>(y, ẏ) = FJvp(x, ẋ)</c> takes the place of <c>y = F(x)</c>, for each direction. In a derivative that is differentiated again the same happens to the calls of
/// <c>FPrimal</c> and <c>FPullback</c>: what the JVP of the one keeps for that of the other holds the values, too, so the residuals of first order are not needed any more.
/// </summary>
internal sealed partial class TangentTransform
{
    private bool MovesTangents(Call s) => s.Residuals is not null || s.ReadsResiduals || s.Pairs.Any(p => p.Parameter.IsDifferentiable && _activity.PassesDerivative(p.Argument));

    private void DifferentiateCall(Call s)
    {
        CallTarget callee = s.Callee;
        bool hasTangent = callee.Returns is { CarriesFloat: true };
        int returned = callee.ReturnTypes.Count();
        CallParameter[] differentiable = [.. callee.Differentiable];
        CallTarget target = new(
            MemberOf(s),
            hasTangent ? ResultTuple.Of([callee.Returns!, callee.Returns!]) : callee.Returns,
            [
                .. callee.Parameters.Where(p => !IsRecord(p)).Select(p => p with { Type = ResidualsType.TangentOf(p.Type), IsDifferentiable = false }),
                .. differentiable.Select(p => p with { Name = TangentNames.Of(p.Name), Type = TangentTypes.OfParameter(p.Type, p.IsWritten), IsDifferentiable = false }),
                .. callee.Parameters.Where(IsRecord).Select(p => p with { Type = ResidualsType.TangentOf(p.Type) }),
            ],
            null)
        {
            IsInstance = callee.IsInstance && !IsStatic(s),
        };
        Operand[][] arguments = [.. Enumerable.Range(0, _width).Select(w => s.Pairs.Select(p => Argument(p.Parameter, p.Argument, callee, w)).ToArray())];
        Dictionary<CallParameter, Operand[]> tangents = new(ReferenceComparer<CallParameter>.Instance);
        foreach ((CallParameter parameter, Operand argument) in s.Pairs.Where(p => differentiable.Any(d => ReferenceEquals(d, p.Parameter))))
            tangents[parameter] = argument.Type.IsMemory ? MemoryTangents(argument, TangentTypes.OfParameter(argument.Type, parameter.IsWritten)) : parameter.IsDifferentiable ? TangentsOrZero(argument) : [.. Enumerable.Repeat(AdjointAlgebra.ZeroOf(argument.Type), _width)];
        Dictionary<int, Value[]> results = s.Results.Where(r => r.Type.CarriesFloat || r.Type is ResidualsType).ToDictionary(r => r.Id, r => NewTangents(r, ResidualsType.TangentOf(r.Type)));
        for (int w = 0; w < _width; w++)
        {
            // The values come out of the first call.
            Value Primal(Value value) => w == 0 ? value : _builder.Fresh(value.Type);
            Value Tangent(Value value) => results.TryGetValue(value.Id, out Value[]? all) ? all[w] : _builder.Fresh(value.Type);
            EquatableArray<Value> all =
            [
                .. s.Results.Take(returned).Select(Primal),
                .. hasTangent ? s.Results.Take(returned).Select(Tangent) : [],
                .. s.Assigned.Where(a => !IsRecord(a.Parameter)).Select(a => Primal(a.Result)),
                .. s.Assigned.Where(a => differentiable.Any(d => ReferenceEquals(d, a.Parameter))).Select(a => Tangent(a.Result)),
                .. s.Assigned.Where(a => IsRecord(a.Parameter)).Select(a => Tangent(a.Result)),
            ];
            _builder.Append(new Call(all, target, [.. arguments[w], .. differentiable.Where(tangents.ContainsKey).Select(p => tangents[p][w])], s.Site));
        }
        if (s.Residuals is { } residuals) _residuals.Replace(residuals, new DefaultOf(residuals.Type));
        foreach (Value value in s.Results) _computed.Add(value.Id);
    }

    private static bool IsRecord(CallParameter parameter) => parameter is { Type: ResidualsType, Passing: PassingMode.Out };

    private static bool IsStatic(Call s)
    {
        CallTarget primal = s.Callee.RecordingOf ?? s.Callee.PullbackOf ?? s.Callee;
        return ReferenceEquals(primal, s.Callee) ? primal.Derivative!.IsTangentStatic : primal.Derivative!.Second!.IsStatic;
    }

    private static string MemberOf(Call s)
    {
        CallTarget primal = s.Callee.RecordingOf ?? s.Callee.PullbackOf ?? s.Callee;
        CallDerivative? derivative = primal.Derivative;
        if (s.Callee.RecordingOf is null && s.Callee.PullbackOf is null)
            return derivative?.Tangent ?? throw new UnsupportedDerivativeException($"'{primal.Method}' is called, of which there is no derivative in forward mode: {derivative?.TangentAdvice}");
        SecondDerivative second = derivative?.Second ?? throw new UnsupportedDerivativeException($"'{primal.Method}' is called, whose derivative cannot be differentiated again: {derivative?.SecondAdvice}");
        return s.Callee.RecordingOf is not null ? second.Primal : second.Pullback;
    }

    /// <summary>An argument of one of the calls. What the first call writes another cannot be given: it gets a copy, or zeros where there is only added to it.</summary>
    private Operand Argument(CallParameter parameter, Operand argument, CallTarget callee, int seed)
    {
        if (parameter.Type is ResidualsType) return TangentsOrZero(argument)[seed];
        if (seed == 0 || !parameter.IsWritten || argument is not Value { Type.IsMemory: true } memory) return argument;
        if (callee.PullbackOf is { } primal && primal.Parameters.All(p => !p.IsWritten) && memory.Type is ArrayType) return ZeroMemory.LikeUnlessNull(memory, _builder, null);
        if (!memory.Type.IsVector) throw new UnsupportedDerivativeException($"'{callee.Method}' writes an argument, so that it cannot be called for each direction");
        return Copy(memory, null);
    }
}
