using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>A parameter in an optimizer, with what it keeps for it.</summary>
internal abstract class ParameterSlot
{
    public abstract Parameter Parameter { get; }

    /// <summary>Updates the parameter, unless it is frozen or has no gradient.</summary>
    public abstract void Update(Optimizer optimizer, ParameterGroup group);

    public abstract long StepCount { get; }

    public abstract Type StateType { get; }

    /// <summary>The buffers by name.</summary>
    public abstract IEnumerable<(string Name, TensorEntry Tensor)> Buffers { get; }

    /// <summary>Replaces all that is kept; the entries fit.</summary>
    public abstract void Restore(long stepCount, IEnumerable<(string Name, TensorEntry Tensor)> buffers);
}

/// <summary>The state is kept in the type that the update is computed in.</summary>
internal abstract class StatefulSlot<TState>(Parameter parameter) : ParameterSlot
    where TState : unmanaged, IFloatingPointIeee754<TState>
{
    protected ParameterState<TState> State { get; } = new(parameter.Length);

    public override Parameter Parameter => parameter;

    public override long StepCount => State.StepCount;

    public override Type StateType => typeof(TState);

    public override IEnumerable<(string Name, TensorEntry Tensor)> Buffers =>
        State.Buffers.Select(b => (b.Key, (TensorEntry)new TensorEntry<TState>(Tensor.Wrap(b.Value, parameter.Shape))));

    public override void Restore(long stepCount, IEnumerable<(string Name, TensorEntry Tensor)> buffers)
    {
        State.StepCount = stepCount;
        State.Buffers.Clear();
        foreach ((string name, TensorEntry tensor) in buffers) State.Buffers.Add(name, ((TensorEntry<TState>)tensor).Typed.ToArray());
    }
}

internal sealed class ParameterSlot<T>(Parameter<T> parameter) : StatefulSlot<T>(parameter)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _parameter = parameter;

    public override void Update(Optimizer optimizer, ParameterGroup group)
    {
        if (_parameter.IsFrozen || _parameter.Gradient is not { } gradient) return;
        State.StepCount++;
        optimizer.UpdateParameter(group, State, _parameter.Value.AsSpan(), gradient.AsSpan());
    }
}

/// <summary>
/// Half precision is too narrow for an update: squares of small gradients, and what is added to denominators, would vanish. So it is computed, and its state kept, in single precision.
/// </summary>
internal sealed class HalfSlot(Parameter<Half> parameter) : StatefulSlot<float>(parameter)
{
    private readonly Parameter<Half> _parameter = parameter;
    private readonly float[] _value = new float[parameter.Length];
    private readonly float[] _gradient = new float[parameter.Length];

    public override void Update(Optimizer optimizer, ParameterGroup group)
    {
        if (_parameter.IsFrozen || _parameter.Gradient is not { } gradient) return;
        State.StepCount++;
        TensorPrimitives.ConvertToSingle(_parameter.Value.AsSpan(), _value);
        TensorPrimitives.ConvertToSingle(gradient.AsSpan(), _gradient);
        optimizer.UpdateParameter<float>(group, State, _value, _gradient);
        TensorPrimitives.ConvertToHalf(_value, _parameter.Value.AsSpan());
    }
}
