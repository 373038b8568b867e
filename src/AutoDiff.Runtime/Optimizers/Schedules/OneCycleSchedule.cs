namespace AutoDiff;

/// <summary>
/// Lets the learning rate rise to a maximum and fall far below where it started, and the momentum (β₁ of <see cref="Adam"/>) fall and rise meanwhile, once, over a known number of steps.
/// PyTorch's <c>OneCycleLR</c>.
/// </summary>
/// <remarks>
/// <para>The rate goes from M / d to M in the first p·n steps, from there to M / (d f) at the last; the momentum from its maximum to its minimum and back. From s to e, a share q of the way, it
/// is e + (s − e) (1 + cos π q) / 2.</para>
/// <para>Reference: L. Smith, N. Topin, "Super-convergence: very fast training of neural networks using large learning rates" (2017).</para>
/// </remarks>
public sealed class OneCycleSchedule : LearningRateSchedule
{
    private readonly double _maximum, _first, _last;
    private readonly double _lowMomentum, _highMomentum;
    private readonly double _turn;
    private readonly int _steps;
    private readonly bool _linear;
    private readonly bool _cyclesMomentum;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="maximum">M: the largest rate, for all groups.</param>
    /// <param name="steps">n: the number of steps; 2 or more.</param>
    /// <param name="risingShare">p: which share of them the rate rises in; more than 0 and at most 1, and at least one step.</param>
    /// <param name="division">d: the first rate is the largest divided by it.</param>
    /// <param name="finalDivision">f: the last rate is the first divided by it.</param>
    /// <param name="linear">Whether rates change along lines instead of cosines.</param>
    /// <param name="cycleMomentum">Whether the momentum changes too; the optimizer must have one.</param>
    /// <param name="lowMomentum">The momentum at the largest rate.</param>
    /// <param name="highMomentum">The momentum at both ends.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or the momentum of an optimizer that has none is to be changed.</exception>
    public OneCycleSchedule(
        Optimizer optimizer, double maximum, int steps, double risingShare = 0.3, double division = 25, double finalDivision = 1e4, bool linear = false, bool cycleMomentum = true,
        double lowMomentum = 0.85, double highMomentum = 0.95)
        : base(optimizer)
    {
        _maximum = Setting.NotNegative(maximum, nameof(maximum));
        _steps = steps >= 2 ? steps : throw new ArgumentOutOfRangeException(nameof(steps), steps, "A cycle has two steps at least.");
        _turn = (risingShare * steps) - 1;
        if (!(risingShare <= 1 && _turn > 0)) throw new ArgumentOutOfRangeException(nameof(risingShare), risingShare, "The rate rises in more than one step, and at most in all.");
        if (!(division > 0)) throw new ArgumentOutOfRangeException(nameof(division), division, "The divisor must be positive.");
        if (!(finalDivision > 0)) throw new ArgumentOutOfRangeException(nameof(finalDivision), finalDivision, "The divisor must be positive.");
        _first = maximum / division;
        _last = _first / finalDivision;
        _lowMomentum = Setting.Decay(lowMomentum, nameof(lowMomentum));
        _highMomentum = Setting.Decay(highMomentum, nameof(highMomentum));
        _linear = linear;
        _cyclesMomentum = cycleMomentum;
        if (cycleMomentum && optimizer.ParameterGroups.Any(g => g.CycledMomentum is null))
            throw new ArgumentException($"{optimizer.GetType().Name} has no momentum that could be changed: set cycleMomentum to false.", nameof(optimizer));
        Start();
    }

    private protected override double RateAt(long step, double initialRate)
    {
        if (step > _steps) throw new InvalidOperationException($"This cycle has {_steps} steps; there is no step {step}.");
        return Phased(step, _first, _maximum, _last);
    }

    private protected override void ApplyTo(ParameterGroup group, long step)
    {
        if (_cyclesMomentum) group.CycledMomentum = Phased(step, _highMomentum, _lowMomentum, _highMomentum);
    }

    private double Phased(long step, double first, double turning, double last) => step <= _turn || _turn >= _steps - 1
        ? Between(first, turning, step / _turn)
        : Between(turning, last, Math.Min((step - _turn) / (_steps - 1 - _turn), 1));

    private double Between(double start, double end, double share) =>
        _linear ? start + ((end - start) * share) : end + ((start - end) / 2 * (1 + Math.Cos(Math.PI * share)));
}
