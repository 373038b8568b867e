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
        CallParameter[] parameters = [.. callee.Parameters.Where(p => p is not { Type: ResidualsType, Passing: PassingMode.Out })];
        CallParameter[] differentiable = [.. parameters.Where(p => p.IsDifferentiable)];
        bool hasTangent = callee.Returns is { CarriesFloat: true };
        CallTarget target = new(
            MemberOf(s),
            hasTangent ? ResultTuple.Of([callee.Returns!, callee.Returns!]) : callee.Returns,
            [
                .. parameters.Select(p => p with { Type = ResidualsType.TangentOf(p.Type), IsDifferentiable = false }),
                .. differentiable.Select(p => p with { Name = TangentNames.Of(p.Name), Type = TangentTypes.OfParameter(p.Type, p.IsWritten), IsDifferentiable = false }),
                .. callee.Parameters.Except(parameters).Select(p => p with { Type = ResidualsType.TangentOf(p.Type) }),
            ],
            null) { IsInstance = callee.IsInstance };

        Operand[][] arguments = [.. Enumerable.Range(0, _width).Select(w => s.Pairs.Select(p => Argument(p.Parameter, p.Argument, callee, w)).ToArray())];
        Operand[][] tangents = [.. s.Pairs.Where(p => p.Parameter.IsDifferentiable).Select(p => p.Argument.Type.IsMemory
            ? MemoryTangents(p.Argument, TangentTypes.OfParameter(p.Argument.Type, p.Parameter.IsWritten))
            : TangentsOrZero(p.Argument))];
        (CallParameter Parameter, Value Result)[] passed = [.. callee.Parameters.Where(p => p.Passing is PassingMode.Ref or PassingMode.Out).Zip(s.Results.Skip(callee.Returns is null ? 0 : 1), (p, r) => (p, r))];
        Value[] own = [.. passed.Where(p => p.Parameter.Type is not ResidualsType).Select(p => p.Result)];
        Value[][] more = [.. passed.Where(p => p.Parameter.IsDifferentiable || p.Parameter.Type is ResidualsType).Select(p => NewTangents(p.Result))];
        Value[] results = s.Returned is { } returned && hasTangent ? NewTangents(returned) : [];
        for (int w = 0; w < _width; w++)
        {
            Value? both = target.Returns is null ? null : w == 0 && !hasTangent ? s.Returned! : _builder.Fresh(target.Returns);
            _builder.Append(new Call([.. both is null ? [] : (Value[])[both], .. own.Select(r => w == 0 ? r : _builder.Fresh(r.Type)), .. more.Select(m => m[w])], target, [.. arguments[w], .. tangents.Select(t => t[w])], s.Site));
            if (!hasTangent) continue;
            if (w == 0) _builder.Append(new Load(s.Returned!, both!, [Constant.Of(0)]));
            _builder.Append(new Load(results[w], both!, [Constant.Of(1)]));
        }
        if (s.Residuals is { } residuals) _residuals.Replace(residuals, new DefaultOf(residuals.Type));
        foreach (Value value in s.Results) _computed.Add(value.Id);
    }

    private static string MemberOf(Call s)
    {
        CallTarget primal = s.Callee.RecordingOf ?? s.Callee.PullbackOf ?? s.Callee;
        CallDerivative? derivative = primal.Derivative;
        if (s.Callee.RecordingOf is null && s.Callee.PullbackOf is null)
            return derivative?.Tangent ?? throw new UnsupportedDerivativeException($"'{primal.Method}' is called, of which there is no derivative in forward mode: add Modes = DerivativeModes.Reverse | DerivativeModes.Forward to it");
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
