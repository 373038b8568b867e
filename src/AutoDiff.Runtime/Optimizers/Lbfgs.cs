using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>The settings of <see cref="Lbfgs"/>.</summary>
public sealed class LbfgsGroup : ParameterGroup
{
    private double _gradientTolerance;
    private double _changeTolerance;
    private int _maximumIterations;
    private int _maximumEvaluations;

    internal LbfgsGroup(double learningRate, int maximumIterations, int maximumEvaluations, double gradientTolerance, double changeTolerance, int historySize, bool lineSearch)
        : base(learningRate, weightDecay: 0)
    {
        MaximumIterations = maximumIterations;
        MaximumEvaluations = maximumEvaluations;
        GradientTolerance = gradientTolerance;
        ChangeTolerance = changeTolerance;
        HistorySize = Setting.Positive(historySize, nameof(HistorySize));
        LineSearch = lineSearch;
    }

    /// <summary>How many directions one step follows at most.</summary>
    public int MaximumIterations
    {
        get => _maximumIterations;
        set => _maximumIterations = Setting.Positive(value);
    }

    /// <summary>After how many evaluations of the objective a step begins no further iteration.</summary>
    public int MaximumEvaluations
    {
        get => _maximumEvaluations;
        set => _maximumEvaluations = Setting.Positive(value);
    }

    /// <summary>A step ends where no element of the gradient is larger.</summary>
    public double GradientTolerance
    {
        get => _gradientTolerance;
        set => _gradientTolerance = Setting.NotNegative(value);
    }

    /// <summary>A step ends where the objective, or every parameter, changes by less.</summary>
    public double ChangeTolerance
    {
        get => _changeTolerance;
        set => _changeTolerance = Setting.NotNegative(value);
    }

    /// <summary>How many of the last changes the curvature is estimated from.</summary>
    public int HistorySize { get; }

    /// <summary>Whether the length along a direction is searched for until the strong Wolfe conditions hold; otherwise it is the learning rate.</summary>
    public bool LineSearch { get; set; }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, double Value)> Settings() =>
    [
        .. base.Settings(), ("maximum_iterations", MaximumIterations), ("maximum_evaluations", MaximumEvaluations), ("gradient_tolerance", GradientTolerance),
        ("change_tolerance", ChangeTolerance), ("line_search", LineSearch ? 1 : 0),
    ];

    /// <inheritdoc/>
    protected internal override void Restore(Func<string, double> setting)
    {
        base.Restore(setting);
        MaximumIterations = (int)setting("maximum_iterations");
        MaximumEvaluations = (int)setting("maximum_evaluations");
        GradientTolerance = setting("gradient_tolerance");
        ChangeTolerance = setting("change_tolerance");
        LineSearch = setting("line_search") != 0;
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        if (WeightDecay != 0 || Maximize) throw new InvalidOperationException("L-BFGS has no weight decay, and only makes objectives small: put both into the objective.");
    }
}

/// <summary>
/// L-BFGS: a quasi-Newton method for smooth objectives without noise, which estimates the curvature from its last steps. It evaluates the objective several times in each step, so
/// it takes a closure: <see cref="Step(Func{double})"/>.
/// </summary>
/// <remarks>
/// <para>Directions, lengths and the conditions to stop are PyTorch's; the vectors are in double precision whatever the parameters' type. There is one group of parameters, since the
/// direction couples them all. A length at which the objective is not a number counts as too long.</para>
/// <para>Reference: J. Nocedal, S. Wright, "Numerical optimization", 2nd edition (2006), algorithms 7.4, 3.5 and 3.6.</para>
/// <example>
/// <code>
/// var optimizer = new Lbfgs(model.Parameters());
/// for (int i = 0; i &lt; 10; i++)
///     optimizer.Step(() =&gt;
///     {
///         optimizer.ZeroGradients();
///         return Fit.LossBackward(model, x, y);
///     });
/// </code>
/// </example>
/// </remarks>
public sealed partial class Lbfgs : Optimizer<LbfgsGroup>
{
    /// <summary>Below this y·s the curvature along a step is no use.</summary>
    private const double SmallestCurvature = 1e-10;

    private readonly LbfgsHistory _history;
    private readonly StrongWolfeSearch _search;
    private readonly double[] _direction, _gradient, _previousGradient, _start, _point;
    private Func<double>? _closure;
    private long _iterations;
    private double _length;

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The length along a direction, or the first one that the line search tries.</param>
    /// <param name="maximumIterations">How many directions one step follows at most.</param>
    /// <param name="maximumEvaluations">After how many evaluations a step begins no further iteration; 5/4 of the iterations if nothing is said.</param>
    /// <param name="gradientTolerance">A step ends where no element of the gradient is larger.</param>
    /// <param name="changeTolerance">A step ends where the objective, or every parameter, changes by less.</param>
    /// <param name="historySize">How many of the last changes the curvature is estimated from.</param>
    /// <param name="lineSearch">Whether the length is searched for, by the strong Wolfe conditions.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice, or a setting is out of its range.</exception>
    public Lbfgs(
        IEnumerable<Parameter> parameters, double learningRate = 1, int maximumIterations = 20, int? maximumEvaluations = null, double gradientTolerance = 1e-7,
        double changeTolerance = 1e-9, int historySize = 100, bool lineSearch = true)
        : base(
            new(learningRate, maximumIterations, maximumEvaluations ?? Math.Max(maximumIterations * 5 / 4, 1), gradientTolerance, changeTolerance, historySize, lineSearch), parameters)
    {
        int length = Group.Parameters.Sum(p => p.Length);
        _history = new(length, historySize);
        _direction = new double[length];
        _gradient = new double[length];
        _previousGradient = new double[length];
        _start = new double[length];
        _point = new double[length];
        _search = new(this, length);
    }

    /// <summary>How many times the objective was evaluated.</summary>
    public long EvaluationCount { get; private set; }

    private LbfgsGroup Group => ParameterGroups[0];

    /// <summary>Refused: the direction couples all parameters.</summary>
    /// <param name="parameters">The parameters of the only group.</param>
    /// <returns>The only group.</returns>
    /// <exception cref="InvalidOperationException">There is a group.</exception>
    public override LbfgsGroup AddGroup(IEnumerable<Parameter> parameters) => ParameterGroups.Count == 0
        ? base.AddGroup(parameters)
        : throw new InvalidOperationException("L-BFGS has one group of parameters: its direction couples them all.");

    /// <summary>Refused: the objective is needed.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw new InvalidOperationException("L-BFGS evaluates the objective several times in a step: call Step with a closure that does it.");

    /// <summary>Follows directions until the gradient or the changes are small, or <see cref="LbfgsGroup.MaximumIterations"/> is reached.</summary>
    /// <param name="closure">Begins new gradients, adds to them by a derivative, and returns the objective. It must give the same for the same parameters.</param>
    /// <returns>The objective before the step.</returns>
    public override double Step(Func<double> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        return Follow(closure).First;
    }

    /// <summary>What one step did.</summary>
    /// <param name="First">The objective before.</param>
    /// <param name="Last">The last one that was evaluated.</param>
    /// <param name="Iterations">How many directions were followed.</param>
    /// <param name="End">Why it ended.</param>
    private readonly record struct Progress(double First, double Last, int Iterations, MinimizationEnd End);

    private Progress Follow(Func<double> closure)
    {
        LbfgsGroup group = Group;
        group.Check();
        _closure = closure;
        try
        {
            int evaluations = 1;
            double objective = EvaluateHere(_gradient), first = objective;
            if (Largest(_gradient) <= group.GradientTolerance) return new(first, first, 0, MinimizationEnd.SmallGradient);
            for (int iteration = 1; ; iteration++)
            {
                FindDirection();
                _gradient.CopyTo(_previousGradient, 0);
                double before = objective;
                _length = _iterations == 1 ? Math.Min(1, 1 / TensorPrimitives.SumOfMagnitudes<double>(_gradient)) * group.LearningRate : group.LearningRate;
                double slope = Dot(_gradient, _direction);
                if (!(slope <= -group.ChangeTolerance)) return new(first, objective, iteration - 1, slope < 0 ? MinimizationEnd.SmallChange : MinimizationEnd.NoDescent);

                bool isLast = iteration == group.MaximumIterations;
                GatherValues(_start);
                if (group.LineSearch)
                {
                    (objective, _length, int tried) = _search.Run(_length, _direction, objective, _gradient, slope, group.ChangeTolerance);
                    evaluations += tried;
                    MoveTo(_length);
                }
                else
                {
                    MoveTo(_length);
                    if (isLast) return new(first, objective, iteration, MinimizationEnd.MaximumIterations);
                    objective = EvaluateHere(_gradient);
                    evaluations++;
                }
                MinimizationEnd? end = Largest(_gradient) <= group.GradientTolerance ? MinimizationEnd.SmallGradient
                    : _length == 0 ? MinimizationEnd.NoDescent
                    : Largest(_direction) * _length <= group.ChangeTolerance || Math.Abs(objective - before) < group.ChangeTolerance ? MinimizationEnd.SmallChange
                    : isLast ? MinimizationEnd.MaximumIterations
                    : evaluations >= group.MaximumEvaluations ? MinimizationEnd.MaximumEvaluations
                    : null;
                if (end is { } reason) return new(first, objective, iteration, reason);
            }
        }
        finally
        {
            _closure = null;
        }
    }

    /// <summary>The objective and its gradient at a length along the direction.</summary>
    internal double Evaluate(double length, Span<double> gradient)
    {
        MoveTo(length);
        return EvaluateHere(gradient);
    }

    /// <inheritdoc/>
    protected override void Update<T>(LbfgsGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient) =>
        throw new InvalidOperationException("L-BFGS changes all parameters at once.");

    private protected override void SaveOwn(TensorDictionary state)
    {
        state.Add("iterations", Tensor.Scalar(_iterations));
        state.Add("evaluations", Tensor.Scalar(EvaluationCount));
        state.Add("length", Tensor.Scalar(_length));
        state.Add("direction", Tensor.Create<double>(_direction));
        state.Add("previous_gradient", Tensor.Create<double>(_previousGradient));
        state.Add("curvature_scale", Tensor.Scalar(_history.Scale));
        state.Add("history_count", Tensor.Scalar((long)_history.Count));
        for (int i = 0; i < _history.Count; i++)
        {
            state.Add($"history.{i}.step", Tensor.Create<double>(_history.StepAt(i)));
            state.Add($"history.{i}.change", Tensor.Create<double>(_history.ChangeAt(i)));
        }
    }

    private protected override void CheckOwn(TensorDictionary state, HashSet<string> expected, List<string> problems)
    {
        Require<long>(state, "iterations", default, expected, problems);
        Require<long>(state, "evaluations", default, expected, problems);
        Require<double>(state, "length", default, expected, problems);
        Require<double>(state, "direction", [_direction.Length], expected, problems);
        Require<double>(state, "previous_gradient", [_direction.Length], expected, problems);
        Require<double>(state, "curvature_scale", default, expected, problems);
        if (!Require<long>(state, "history_count", default, expected, problems)) return;
        long count = state.Get<long>("history_count").Item();
        if (count < 0 || count > Group.HistorySize) problems.Add($"it has a history of {count}, this optimizer one of {Group.HistorySize} at most");
        else
        {
            for (int i = 0; i < count; i++)
            {
                Require<double>(state, $"history.{i}.step", [_direction.Length], expected, problems);
                Require<double>(state, $"history.{i}.change", [_direction.Length], expected, problems);
            }
        }
    }

    private protected override void LoadOwn(TensorDictionary state)
    {
        _iterations = state.Get<long>("iterations").Item();
        EvaluationCount = state.Get<long>("evaluations").Item();
        _length = state.Get<double>("length").Item();
        state.Get<double>("direction").CopyTo(_direction);
        state.Get<double>("previous_gradient").CopyTo(_previousGradient);
        _history.Clear();
        for (int i = 0; i < state.Get<long>("history_count").Item(); i++)
            _history.Add(state.Get<double>($"history.{i}.step").AsSpan(), state.Get<double>($"history.{i}.change").AsSpan());
        _history.Scale = state.Get<double>("curvature_scale").Item();
    }

    /// <summary>d = −H g, where H is what the history says of the inverse Hessian.</summary>
    private void FindDirection()
    {
        _iterations++;
        if (_iterations == 1)
        {
            _history.Clear();
        }
        else
        {
            // y = g − g₋₁ and s = t d of the step before, in the two vectors that are not needed for anything else now.
            Span<double> step = _start, change = _point;
            TensorPrimitives.Multiply(_direction, _length, step);
            TensorPrimitives.Subtract(_gradient, _previousGradient, change);
            if (Dot(change, step) > SmallestCurvature) _history.Add(step, change);
        }
        TensorPrimitives.Negate(_gradient, _direction);
        _history.Apply(_direction);
    }

    private double EvaluateHere(Span<double> gradient)
    {
        EvaluationCount++;
        double objective = _closure!();
        int position = 0;
        foreach (ParameterSlot slot in Group.Slots)
        {
            Span<double> part = gradient.Slice(position, slot.Parameter.Length);
            if (slot.Parameter.IsFrozen) part.Clear();
            else slot.Parameter.CopyGradientTo(part);
            position += part.Length;
        }
        return objective;
    }

    private void GatherValues(Span<double> values)
    {
        foreach (ParameterSlot slot in Group.Slots)
        {
            slot.Parameter.CopyValueTo(values[..slot.Parameter.Length]);
            values = values[slot.Parameter.Length..];
        }
    }

    private void MoveTo(double length)
    {
        TensorPrimitives.MultiplyAdd(_direction, length, _start, _point);
        ReadOnlySpan<double> values = _point;
        foreach (ParameterSlot slot in Group.Slots)
        {
            if (!slot.Parameter.IsFrozen) slot.Parameter.CopyValueFrom(values[..slot.Parameter.Length]);
            values = values[slot.Parameter.Length..];
        }
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Dot(x, y);

    /// <summary>The largest absolute value; 0 of nothing.</summary>
    private static double Largest(ReadOnlySpan<double> x) => x.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(x));
}
