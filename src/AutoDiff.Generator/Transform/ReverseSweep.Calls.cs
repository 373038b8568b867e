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
        if (cotangents.Count == 0 && !MovesMemory(s)) return;

        bool runsAgain = s.Residuals is null;
        AdjointCall adjoint = AdjointOf(s, cotangents, runsAgain ? _instruments.Of(s).Kept : (EquatableArray<Operand>?)null);
        CallTarget pullback = adjoint.Target(s.Callee.Derivative!.Pullback, runsAgain ? s.Callee.Returns : null);

        // What is computed but not selected contributes nothing, and its pullback need not run.
        bool isGuarded = !MovesMemory(s) && cotangents.Values.All(c => c.Operand.Type is TensorType ? _algebra.IsOptional(c.Operand) : c.Selection != Selection.None);
        Value[] added = isGuarded ? Guarded(pullback, adjoint.Arguments, cotangents.Values.Select(c => c.Operand)) : Called(pullback, adjoint.Arguments);
        Receive(adjoint, added, isGuarded);
    }

    /// <summary>Forward and reverse sweep of the callee at once, by its VJP: the cotangents of what the call defines are known.</summary>
    private void JoinCall(Call s, Seed?[] seeds)
    {
        CallTarget callee = s.Callee.RecordingOf!;
        EquatableArray<Operand> arguments = GetAll(s.Arguments);
        Value[] defined = [.. s.Results.Where(r => r.Type is not ResidualsType)];
        Dictionary<int, Seed> cotangents = [];
        foreach ((Value result, Seed? seed) in s.Results.Zip(seeds, (r, seed) => (r, seed)))
            if (seed is not null) cotangents[result.Id] = seed;
        if (cotangents.Count == 0)
        {
            _builder.Append(new Call(defined.Select(Renew).ToEquatableArray(), callee, arguments, s.Site));
            return;
        }

        AdjointCall adjoint = AdjointOf(s, cotangents, s.Arguments);
        CallTarget vjp = adjoint.Target(callee.Derivative!.Joined!, callee.Returns);
        bool isGuarded = !MovesMemory(s) && cotangents.Values.All(c => c.Selection != Selection.None);
        Value[] results;
        if (isGuarded)
        {
            Value isSelected = IsSelected(cotangents.Values.Select(c => c.Operand));
            _builder.Begin();
            Value[] with = All(vjp, adjoint.Arguments);
            Region then = _builder.End([.. with]);
            _builder.Begin();
            Value[] without = All(callee, arguments);
            Region otherwise = _builder.End([.. without, .. with.Skip(without.Length).Select(v => AdjointAlgebra.ZeroOf(v.Type))]);
            results = _builder.If(isSelected, then, otherwise, [.. defined.Select(r => r.Name), .. with.Skip(without.Length).Select(_ => (string?)null)]);
        }
        else
        {
            results = All(vjp, adjoint.Arguments, [.. defined.Select(r => r.Name)]);
        }
        for (int i = 0; i < defined.Length; i++) _map[defined[i].Id] = results[i];
        Receive(adjoint, [.. results.Skip(callee.ReturnTypes.Count())], isGuarded);
    }

    private bool MovesMemory(Call s) => s.Arguments.Any(a => a.Type.IsMemory && _activity.PassesDerivative(a)) || s.Results.Any(r => r.Type.IsMemory && _activity.IsActiveMemory(r));

    /// <summary>What a derivative of a call is called with.</summary>
    /// <param name="Receivers">The operands whose cotangents it adds to, each with the number of the ref parameter, counted from the first, that holds the sum.</param>
    /// <param name="Sums">The operands that get a tensor added to.</param>
    private sealed record AdjointCall(
        List<CallParameter> Parameters, List<Operand> Arguments, List<(Operand Receiver, int Result)> Receivers, List<(Operand Receiver, Value Sink)> Sums, CallTarget Callee)
    {
        public CallTarget Target(string method, IrType? returns) => new(method, returns, Parameters, null)
        {
            IsInstance = Callee.IsInstance && !Callee.Derivative!.IsStatic,
            PullbackOf = Callee.RecordingOf ?? Callee,
        };
    }

    /// <param name="s">The call.</param>
    /// <param name="cotangents">Those of its results, by id.</param>
    /// <param name="primal">The arguments of the call, for a derivative that runs it too; null for one that reads its residuals.</param>
    private AdjointCall AdjointOf(Call s, Dictionary<int, Seed> cotangents, EquatableArray<Operand>? primal)
    {
        CallInstruments instruments = _instruments.Of(s);
        CallParameter[] differentiable = [.. s.Callee.Differentiable];
        List<CallParameter> parameters = [];
        List<Operand> arguments = [];
        void Pass(CallParameter parameter, Operand argument)
        {
            parameters.Add(parameter);
            arguments.Add(argument);
        }

        if (primal is { } given)
        {
            Queue<Operand> kept = new(given);
            foreach (CallParameter parameter in s.Callee.Parameters.Where(p => p.Type is not ResidualsType))
            {
                parameters.Add(parameter);
                if (parameter.Passing != PassingMode.Out) arguments.Add(Get(kept.Dequeue()));
            }
        }
        else
        {
            if (s.Callee.IsInstance && !s.Callee.Derivative!.IsStatic) Pass(s.Callee.Parameters[0], Get(instruments.Kept[0]));
            Pass(new("residuals", s.Residuals!.Type), Get(s.Residuals));
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
            if (parameter.Type is TensorType && primal is not null)
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
                bool mayBeUnwanted = parameter.Type is TensorType && parameter.Whole is null && becomes is null;
                Pass(new(names.Sinks[i], parameter.Type, PassingMode.Ref, IsDifferentiable: true) { Whole = parameter.Whole, MayBeUnwanted = mayBeUnwanted }, becomes is null ? AdjointAlgebra.ZeroOf(parameter.Type) : CotangentOf(becomes, cotangents));
            }
            else
            {
                if (parameter.Type.IsOfTensors && primal is not null) throw new UnsupportedDerivativeException($"'{s.Callee.Method}' is called, which runs again in the reverse sweep and takes the array of tensors '{parameter.Name}'; pass one tensor");
                Operand sink = _activity.PassesDerivative(argument!) ? Shadow(argument!) : UnusedSink(parameter, instruments.Shapes[IndexOf(s, parameter)]);
                Pass(new(names.Sinks[i], Instrumentation.SinkType(parameter.Type), IsDifferentiable: true, IsWritten: true), sink);
            }
        }
        return new(parameters, arguments, receivers, sums, s.Callee);
    }

    private void Receive(AdjointCall adjoint, Value[] added, bool isGuarded)
    {
        _algebra.MarkOptional(added);
        Selection selection = isGuarded ? Selection.Branch : Selection.None;
        foreach ((Operand receiver, int index) in adjoint.Receivers) AddCotangent(receiver, added[index], selection);
        foreach ((Operand receiver, Value sink) in adjoint.Sums) AddCotangent(receiver, sink, selection);
    }

    private Value[] All(CallTarget target, IReadOnlyList<Operand> arguments, params string?[] names)
    {
        Value[] results = [.. target.ResultTypes.Select((t, i) => _builder.Fresh(t, i < names.Length ? names[i] : null))];
        _builder.Append(new Call(results.ToEquatableArray(), target, arguments.ToEquatableArray()));
        return results;
    }

    private Value[] Called(CallTarget pullback, List<Operand> arguments) => [.. All(pullback, arguments).Skip(pullback.ReturnTypes.Count())];

    private Value[] Guarded(CallTarget pullback, List<Operand> arguments, IEnumerable<Operand> cotangents)
    {
        Value isSelected = IsSelected(cotangents);
        _builder.Begin();
        Value[] sums = Called(pullback, arguments);
        Region then = _builder.End([.. sums]);
        Region otherwise = new(EquatableArray<Value>.Empty, EquatableArray<Statement>.Empty, sums.Select(v => AdjointAlgebra.ZeroOf(v.Type)).ToEquatableArray());
        return _builder.If(isSelected, then, otherwise, new string?[sums.Length]);
    }

    private Value IsSelected(IEnumerable<Operand> cotangents) =>
        cotangents.Select(c => c.Type is TensorType ? IsThere(c) : _builder.Let(Primitive.NotEqual, IrType.Boolean, c, AdjointAlgebra.Zero(c.Type))).ToArray()
            .Aggregate((a, b) => _builder.Let(Primitive.Or, IrType.Boolean, a, b));

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
