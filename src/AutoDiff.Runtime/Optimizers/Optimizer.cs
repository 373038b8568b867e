using System.Numerics;

namespace AutoDiff;

/// <summary>Changes parameters step by step, by their gradients, so that an objective becomes smaller.</summary>
/// <remarks>
/// <para>A parameter that is frozen, or has no gradient, is passed over. The update of <see cref="Half"/> parameters is computed in single precision. A step allocates nothing, the first ones
/// aside, in which the optimizer makes its buffers.</para>
/// <example>
/// <code>
/// var optimizer = new Sgd(model.Parameters(), learningRate: 0.01f);
/// for (int i = 0; i &lt; 2000; i++)
/// {
///     optimizer.ZeroGradients();
///     float loss = Fit.LossBackward(model, x, y);
///     optimizer.Step();
/// }
/// </code>
/// </example>
/// </remarks>
public abstract partial class Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The groups of parameters, with their settings.</summary>
    public IReadOnlyList<ParameterGroup> ParameterGroups => Groups;

    private protected abstract IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>Begins new gradients for all parameters: see <see cref="Parameter.ZeroGradient"/>.</summary>
    /// <param name="setToNone">Whether the gradients become null rather than zero.</param>
    public void ZeroGradients(bool setToNone = false)
    {
        IReadOnlyList<ParameterGroup> groups = Groups;
        for (int i = 0; i < groups.Count; i++)
            foreach (ParameterSlot slot in groups[i].Slots) slot.Parameter.ZeroGradient(setToNone);
    }

    /// <summary>Changes each parameter by its gradient.</summary>
    public virtual void Step()
    {
        IReadOnlyList<ParameterGroup> groups = Groups;
        for (int i = 0; i < groups.Count; i++)
        {
            groups[i].Check();
            foreach (ParameterSlot slot in groups[i].Slots) slot.Update(this, groups[i]);
        }
    }

    /// <summary>Computes the objective and its gradients, then changes each parameter.</summary>
    /// <param name="closure">Begins new gradients, adds to them by a derivative, and returns the objective.</param>
    /// <returns>The objective before the step.</returns>
    public virtual double Step(Func<double> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        double objective = closure();
        Step();
        return objective;
    }

    internal abstract void UpdateParameter<T>(ParameterGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>An optimizer whose groups of parameters have settings of one kind.</summary>
/// <typeparam name="TGroup">The settings.</typeparam>
public abstract class Optimizer<TGroup> : Optimizer
    where TGroup : ParameterGroup
{
    private readonly List<TGroup> _groups = [];
    private readonly TGroup _defaults;

    /// <summary>An optimizer of one group, to which others may be added.</summary>
    /// <param name="defaults">The settings of all groups, unless one has others.</param>
    /// <param name="parameters">The parameters of the first group.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice.</exception>
    protected Optimizer(TGroup defaults, IEnumerable<Parameter> parameters)
    {
        _defaults = defaults;
        AddGroup(parameters);
    }

    /// <summary>The groups of parameters, with their settings.</summary>
    public new IReadOnlyList<TGroup> ParameterGroups => _groups;

    private protected override IReadOnlyList<ParameterGroup> Groups => _groups;

    /// <summary>Adds parameters that have settings of their own.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The group, which has the settings that the optimizer was made with, to be changed.</returns>
    /// <exception cref="ArgumentException">A parameter is there already, or there is none.</exception>
    /// <remarks>
    /// <example>
    /// <code>
    /// var optimizer = new Sgd(model.Encoder.Parameters(), learningRate: 1e-3);
    /// optimizer.AddGroup(model.Head.Parameters()).LearningRate = 1e-2;
    /// </code>
    /// </example>
    /// </remarks>
    public virtual TGroup AddGroup(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameter[] added = [.. parameters];
        if (added.Length == 0) throw new ArgumentException("There are no parameters to optimize.", nameof(parameters));
        HashSet<Parameter> known = [.. _groups.SelectMany(g => g.Parameters)];
        foreach (Parameter parameter in added)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (!known.Add(parameter)) throw new ArgumentException($"The parameter {parameter.Name ?? $"of shape {parameter.Shape}"} is there twice.", nameof(parameters));
        }
        TGroup group = (TGroup)_defaults.With(added);
        _groups.Add(group);
        return group;
    }

    internal override void UpdateParameter<T>(ParameterGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient) =>
        Update((TGroup)group, state, value, gradient);

    /// <summary>Changes one parameter.</summary>
    /// <param name="group">The settings.</param>
    /// <param name="state">What is kept for the parameter.</param>
    /// <param name="value">Its elements, which are changed.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    protected abstract void Update<T>(TGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
