using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>The adjoint of a call by contract is the call of its pullback: with what the forward sweep kept, the cotangent of the result, and a sink for each differentiable argument.</summary>
internal sealed partial class ReverseSweep
{
    private void ReverseCall(Call s)
    {
        Seed? cotangent = s.Returned is { } returned && _activity.IsActive(returned) ? TakeCotangent(returned) : null;
        bool movesMemory = s.Arguments.Any(a => a.Type.IsMemory && _activity.PassesDerivative(a)) || s.Results.Any(r => r.Type.IsMemory && _activity.IsActiveMemory(r));
        if (cotangent is null && !movesMemory) return;

        CallInstruments instruments = _instruments.Of(s);
        (CallParameter Parameter, Operand Argument)[] differentiable = [.. s.Pairs.Where(p => p.Parameter.IsDifferentiable)];
        List<CallParameter> parameters = [];
        List<Operand> arguments = [];
        void Pass(CallParameter parameter, Operand argument)
        {
            parameters.Add(parameter);
            arguments.Add(argument);
        }

        if (s.Residuals is { } residuals)
        {
            if (s.Callee.IsInstance) Pass(s.Callee.Parameters[0], Get(instruments.Kept[0]));
            Pass(new("residuals", residuals.Type), Get(residuals));
        }
        else foreach ((CallParameter parameter, Operand kept) in s.Callee.Inputs.Zip(instruments.Kept, (p, k) => (p, k))) Pass(parameter, Get(kept));
        if (s.Returned is { } result && result.Type.CarriesFloat) Pass(new("cotangent", Instrumentation.CotangentType(result.Type), IsDifferentiable: true), CotangentOf(result, cotangent));
        VjpNames names = VjpNames.For(s.Callee.Inputs.Select(p => p.Name), differentiable.Select(p => p.Parameter.Name), hasCotangent: true);
        List<(Operand Receiver, int Result)> receivers = [];
        for (int i = 0; i < differentiable.Length; i++)
        {
            (CallParameter parameter, Operand argument) = differentiable[i];
            if (parameter.Type is ScalarType)
            {
                receivers.Add((argument, parameters.Count(p => p.Passing == PassingMode.Ref)));
                Pass(new(names.Sinks[i], parameter.Type, PassingMode.Ref, IsDifferentiable: true), AdjointAlgebra.Zero(parameter.Type));
            }
            else
            {
                Operand sink = _activity.PassesDerivative(argument) ? Shadow(argument) : UnusedSink(parameter, instruments.Shapes[IndexOf(s, parameter)]);
                Pass(new(names.Sinks[i], Instrumentation.SinkType(parameter.Type), IsDifferentiable: true, IsWritten: true), sink);
            }
        }
        CallTarget pullback = new(s.Callee.Derivative!.Pullback, s.Residuals is null ? s.Callee.Returns : null, parameters, null) { IsInstance = s.Callee.IsInstance, PullbackOf = s.Callee.RecordingOf ?? s.Callee };

        // What is computed but not selected contributes nothing, and its pullback need not run.
        bool isGuarded = !movesMemory && cotangent!.Selection != Selection.None;
        Value[] sums = isGuarded ? Guarded(pullback, arguments, cotangent!.Operand) : Called(pullback, arguments);
        Selection selection = isGuarded ? Selection.Branch : Selection.None;
        foreach ((Operand receiver, int index) in receivers) AddCotangent(receiver, sums[index], selection);
    }

    private Value[] Called(CallTarget pullback, List<Operand> arguments)
    {
        EquatableArray<Value> results = pullback.ResultTypes.Select(t => _builder.Fresh(t)).ToEquatableArray();
        _builder.Append(new Call(results, pullback, arguments));
        return [.. results.Skip(pullback.Returns is null ? 0 : 1)];
    }

    private Value[] Guarded(CallTarget pullback, List<Operand> arguments, Operand cotangent)
    {
        Value isSelected = _builder.Let(Primitive.NotEqual, IrType.Boolean, cotangent, AdjointAlgebra.Zero(cotangent.Type));
        _builder.Begin();
        Value[] sums = Called(pullback, arguments);
        Region then = _builder.End([.. sums]);
        Region otherwise = new(EquatableArray<Value>.Empty, EquatableArray<Statement>.Empty, sums.Select(v => (Operand)AdjointAlgebra.Zero(v.Type)).ToEquatableArray());
        return _builder.If(isSelected, then, otherwise, new string?[sums.Length]);
    }

    private Operand CotangentOf(Value result, Seed? cotangent)
    {
        if (!result.Type.IsMemory) return cotangent?.Operand ?? AdjointAlgebra.Zero(result.Type);
        if (_activity.IsActiveMemory(result)) return Shadow(result);
        throw new UnsupportedDerivativeException($"the array '{result.Name ?? "?"}' that a call returns carries no derivative, but the arrays that it writes do");
    }

    // The derivative of what is constant here is computed, and dropped.
    private Value UnusedSink(CallParameter parameter, EquatableArray<Operand> shape)
    {
        Value sink = _builder.Fresh(new ArrayType(parameter.Type.Element!, shape.Count));
        _builder.Append(new Allocate(sink, GetAll(shape)));
        return sink;
    }

    private static int IndexOf(Call call, CallParameter parameter) => call.Callee.Inputs.ToList().FindIndex(p => ReferenceEquals(p, parameter));
}
