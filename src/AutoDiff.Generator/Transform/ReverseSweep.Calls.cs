using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>The adjoint of a call by contract is the call of its pullback: with what the forward sweep kept, the cotangent of the result, and a sink for each differentiable argument.</summary>
internal sealed partial class ReverseSweep
{
    private void ReverseCall(Call s)
    {
        Dictionary<int, Seed> cotangents = [];
        foreach (Value active in s.Results.Where(r => _activity.IsActive(r)))
            if (TakeCotangent(active) is { } seed) cotangents[active.Id] = seed;
        bool movesMemory = s.Arguments.Any(a => a.Type.IsMemory && _activity.PassesDerivative(a)) || s.Results.Any(r => r.Type.IsMemory && _activity.IsActiveMemory(r));
        if (cotangents.Count == 0 && !movesMemory) return;

        CallInstruments instruments = _instruments.Of(s);
        CallParameter[] differentiable = [.. s.Callee.Differentiable];
        List<CallParameter> parameters = [];
        List<Operand> arguments = [];
        void Pass(CallParameter parameter, Operand argument)
        {
            parameters.Add(parameter);
            arguments.Add(argument);
        }

        if (s.Residuals is { } residuals)
        {
            if (s.Callee.IsInstance && !s.Callee.Derivative!.IsStatic) Pass(s.Callee.Parameters[0], Get(instruments.Kept[0]));
            Pass(new("residuals", residuals.Type), Get(residuals));
        }
        else
        {
            Queue<Operand> kept = new(instruments.Kept);
            foreach (CallParameter parameter in s.Callee.Parameters.Where(p => p.Type is not ResidualsType))
            {
                parameters.Add(parameter);
                if (parameter.Passing != PassingMode.Out) arguments.Add(Get(kept.Dequeue()));
            }
        }
        if (s.Callee.Returns is { CarriesFloat: true } returns)
            foreach ((Value result, Operand? shape) in s.Returned.Zip(instruments.ResultShapes, (r, shape) => (r, shape)))
                Pass(new("cotangent", Instrumentation.CotangentType(result.Type), IsDifferentiable: true) { Whole = returns as StructType }, shape is null ? CotangentOf(result, cotangents) : Present(CotangentOf(result, cotangents), Get(shape)));
        VjpNames names = VjpNames.For(s.Callee.Parameters.Select(p => p.Name), differentiable.Select(p => p.Name), hasCotangent: true);
        List<(Operand Receiver, int Result)> receivers = [];
        List<(Operand Receiver, Value Sink)> sums = [];
        for (int i = 0; i < differentiable.Length; i++)
        {
            CallParameter parameter = differentiable[i];
            Operand? argument = s.Pairs.FirstOrDefault(p => ReferenceEquals(p.Parameter, parameter)).Argument;
            if (parameter.Type is TensorType && s.Residuals is null)
            {
                // What is run again adds to a tensor that is there.
                Value zeros = _builder.Fresh(parameter.Type);
                _builder.Append(new Invoke(zeros, "global::AutoDiff.Tensor.ZerosLike({0})", [Get(instruments.Kept[IndexOf(s, parameter)])], -1));
                if (parameter.Whole is null) sums.Add((argument!, zeros));
                else receivers.Add((argument!, parameters.Count(p => p.HasResult)));
                Pass(new(names.Sinks[i], parameter.Type, parameter.Whole is null ? PassingMode.Value : PassingMode.Ref, IsDifferentiable: true, IsWritten: parameter.Whole is null) { Whole = parameter.Whole }, zeros);
            }
            else if (!parameter.Type.IsMemory)
            {
                // What a ref or out parameter becomes has a cotangent, which the sink holds first.
                Value? becomes = s.Assigned.FirstOrDefault(a => ReferenceEquals(a.Parameter, parameter)).Result;
                if (argument is not null && parameter.IsDifferentiable) receivers.Add((argument, parameters.Count(p => p.HasResult)));
                Pass(new(names.Sinks[i], parameter.Type, PassingMode.Ref, IsDifferentiable: true) { Whole = parameter.Whole }, becomes is null ? AdjointAlgebra.ZeroOf(parameter.Type) : CotangentOf(becomes, cotangents));
            }
            else
            {
                Operand sink = _activity.PassesDerivative(argument!) ? Shadow(argument!) : UnusedSink(parameter, instruments.Shapes[IndexOf(s, parameter)]);
                Pass(new(names.Sinks[i], Instrumentation.SinkType(parameter.Type), IsDifferentiable: true, IsWritten: true), sink);
            }
        }
        CallTarget pullback = new(s.Callee.Derivative!.Pullback, s.Residuals is null ? s.Callee.Returns : null, parameters, null) { IsInstance = s.Callee.IsInstance && !s.Callee.Derivative.IsStatic, PullbackOf = s.Callee.RecordingOf ?? s.Callee };

        // What is computed but not selected contributes nothing, and its pullback need not run.
        bool isGuarded = !movesMemory && cotangents.Values.All(c => c.Operand.Type is TensorType ? _algebra.IsOptional(c.Operand) : c.Selection != Selection.None);
        Value[] added = isGuarded ? Guarded(pullback, arguments, cotangents.Values.Select(c => c.Operand)) : Called(pullback, arguments);
        _algebra.MarkOptional(added);
        Selection selection = isGuarded ? Selection.Branch : Selection.None;
        foreach ((Operand receiver, int index) in receivers) AddCotangent(receiver, added[index], selection);
        foreach ((Operand receiver, Value sink) in sums) AddCotangent(receiver, sink, selection);
    }

    private Value[] Called(CallTarget pullback, List<Operand> arguments)
    {
        EquatableArray<Value> results = pullback.ResultTypes.Select(t => _builder.Fresh(t)).ToEquatableArray();
        _builder.Append(new Call(results, pullback, arguments));
        return [.. results.Skip(pullback.ReturnTypes.Count())];
    }

    private Value[] Guarded(CallTarget pullback, List<Operand> arguments, IEnumerable<Operand> cotangents)
    {
        Value isSelected = cotangents.Select(c => c.Type is TensorType ? IsThere(c) : _builder.Let(Primitive.NotEqual, IrType.Boolean, c, AdjointAlgebra.Zero(c.Type))).ToArray()
            .Aggregate((a, b) => _builder.Let(Primitive.Or, IrType.Boolean, a, b));
        _builder.Begin();
        Value[] sums = Called(pullback, arguments);
        Region then = _builder.End([.. sums]);
        Region otherwise = new(EquatableArray<Value>.Empty, EquatableArray<Statement>.Empty, sums.Select(v => AdjointAlgebra.ZeroOf(v.Type)).ToEquatableArray());
        return _builder.If(isSelected, then, otherwise, new string?[sums.Length]);
    }

    private Operand CotangentOf(Value result, Dictionary<int, Seed> cotangents)
    {
        if (!result.Type.IsMemory) return cotangents.TryGetValue(result.Id, out Seed? cotangent) ? cotangent.Operand : AdjointAlgebra.ZeroOf(result.Type);
        if (_activity.IsActiveMemory(result)) return Shadow(result);
        throw new UnsupportedDerivativeException($"the array '{result.Name ?? "?"}' that a call returns carries no derivative, but the arrays that it writes do");
    }

    // What is run again knows no null.
    private Operand Present(Operand cotangent, Operand shape)
    {
        if (!_algebra.IsOptional(cotangent)) return cotangent;
        Operand zeros = _algebra.Apply(TensorRules.Find("Full", 2)!.Primitive, cotangent.Type.Scalar, shape, Constant.Of(0.0, cotangent.Type.Scalar));
        return cotangent is DefaultOf ? zeros : _builder.Let(TensorRules.AddTerms, cotangent.Type, cotangent, zeros);
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
