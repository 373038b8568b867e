namespace AutoDiff;

/// <summary>
/// Multiplies the learning rate by a factor when a measure of success has not become better for some steps. PyTorch's <c>ReduceLROnPlateau</c>.
/// </summary>
/// <remarks>
/// <example>
/// <code>
/// var schedule = new ReduceOnPlateauSchedule(optimizer, patience: 5);
/// for (int epoch = 0; epoch &lt; 100; epoch++)
/// {
///     TrainOneEpoch(optimizer);
///     schedule.Step(ValidationLoss());
/// }
/// </code>
/// </example>
/// </remarks>
public sealed class ReduceOnPlateauSchedule
{
    /// <summary>A change of a learning rate that is not more is left out.</summary>
    private const double SmallestChange = 1e-8;

    private readonly Optimizer _optimizer;
    private readonly double _factor, _threshold, _minimum;
    private readonly int _patience, _cooldown;
    private readonly bool _isLargeGood, _isAbsolute;
    private int _stepsToCool;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="factor">What the rate is multiplied by; 0 or more, and less than 1.</param>
    /// <param name="patience">How many steps in a row may be no better, without a change.</param>
    /// <param name="threshold">By which part of the best measure, or by how much, the next must be better than it.</param>
    /// <param name="isAbsolute">Whether the threshold is an amount rather than a part.</param>
    /// <param name="isLargeGood">Whether large measures are good, as accuracies are, rather than small ones.</param>
    /// <param name="cooldown">How many steps after a change do not count as no better.</param>
    /// <param name="minimum">The least rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ReduceOnPlateauSchedule(
        Optimizer optimizer, double factor = 0.1, int patience = 10, double threshold = 1e-4, bool isAbsolute = false, bool isLargeGood = false, int cooldown = 0, double minimum = 0)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        _optimizer = optimizer;
        _factor = Setting.Decay(factor, nameof(factor));
        _threshold = Setting.NotNegative(threshold, nameof(threshold));
        _minimum = Setting.NotNegative(minimum, nameof(minimum));
        (_patience, _cooldown, _isAbsolute, _isLargeGood) = (patience, cooldown, isAbsolute, isLargeGood);
        Best = isLargeGood ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>The best measure so far; infinite before the first.</summary>
    public double Best { get; private set; }

    /// <summary>How many steps in a row were no better.</summary>
    public int WorseSteps { get; private set; }

    /// <summary>Takes note of a measure, and reduces the learning rates if it is time.</summary>
    /// <param name="measure">The measure of success; what is not a number is no better than anything.</param>
    public void Step(double measure)
    {
        if (IsBetter(measure)) (Best, WorseSteps) = (measure, 0);
        else WorseSteps++;
        if (_stepsToCool > 0)
        {
            _stepsToCool--;
            WorseSteps = 0;
        }
        if (WorseSteps <= _patience) return;
        foreach (ParameterGroup group in _optimizer.ParameterGroups)
        {
            double reduced = Math.Max(group.LearningRate * _factor, _minimum);
            if (group.LearningRate - reduced > SmallestChange) group.LearningRate = reduced;
        }
        (_stepsToCool, WorseSteps) = (_cooldown, 0);
    }

    private bool IsBetter(double measure) => (_isLargeGood, _isAbsolute) switch
    {
        (false, false) => measure < Best * (1 - _threshold),
        (false, true) => measure < Best - _threshold,
        (true, false) => measure > Best * (1 + _threshold),
        (true, true) => measure > Best + _threshold,
    };
}
