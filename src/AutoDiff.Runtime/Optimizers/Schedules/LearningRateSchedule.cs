namespace AutoDiff;

/// <summary>
/// Sets the learning rate of each group of an optimizer's parameters, from the rate that it has when the schedule is made and the number of steps since then. The rate of step 0 is set at
/// once. A group that is added later keeps its own rate.
/// </summary>
/// <remarks>
/// <example>
/// <code>
/// var schedule = new CosineAnnealingSchedule(optimizer, period: 100);
/// for (int epoch = 0; epoch &lt; 100; epoch++)
/// {
///     TrainOneEpoch(optimizer);
///     schedule.Step();
/// }
/// </code>
/// </example>
/// </remarks>
public abstract class LearningRateSchedule
{
    private readonly double[] _initialRates;
    private long _stepCount;

    private protected LearningRateSchedule(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        _initialRates = [.. optimizer.ParameterGroups.Select(g => g.LearningRate)];
    }

    /// <summary>The optimizer whose learning rates are set.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How many steps were made. Assigning it sets the rates of that step, to go on where training was interrupted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What is assigned is negative.</exception>
    /// <exception cref="InvalidOperationException">The schedule has fewer steps.</exception>
    public long StepCount
    {
        get => _stepCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Apply(value);
            _stepCount = value;
        }
    }

    /// <summary>Goes to the next step's learning rates.</summary>
    /// <exception cref="InvalidOperationException">The schedule has no further step.</exception>
    public void Step() => StepCount++;

    /// <summary>Sets the rates of the first step; each schedule's constructor calls it last.</summary>
    private protected void Start() => Apply(0);

    /// <summary>The learning rate of a step.</summary>
    private protected abstract double RateAt(long step, double initialRate);

    /// <summary>Sets what else the schedule changes.</summary>
    private protected virtual void ApplyTo(ParameterGroup group, long step)
    {
    }

    private void Apply(long step)
    {
        for (int i = 0; i < _initialRates.Length; i++)
        {
            ParameterGroup group = Optimizer.ParameterGroups[i];
            group.LearningRate = RateAt(step, _initialRates[i]);
            ApplyTo(group, step);
        }
    }
}
