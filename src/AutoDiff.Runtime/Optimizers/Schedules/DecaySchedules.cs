namespace AutoDiff;

/// <summary>Multiplies the learning rate by a factor every so many steps: η = η₀ γ^⌊step / period⌋. PyTorch's <c>StepLR</c>.</summary>
public sealed class StepSchedule : LearningRateSchedule
{
    private readonly int _period;
    private readonly double _gamma;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="period">The number of steps between two changes; 1 or more.</param>
    /// <param name="gamma">γ: the factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 1, or the factor negative.</exception>
    public StepSchedule(Optimizer optimizer, int period, double gamma = 0.1)
        : base(optimizer)
    {
        _period = Setting.Positive(period, nameof(period));
        _gamma = Setting.NotNegative(gamma, nameof(gamma));
        Start();
    }

    private protected override double RateAt(long step, double initialRate) => initialRate * Math.Pow(_gamma, step / _period);
}

/// <summary>Multiplies the learning rate by a factor at given steps: η = η₀ γ^(number of them reached). PyTorch's <c>MultiStepLR</c>.</summary>
public sealed class MultiStepSchedule : LearningRateSchedule
{
    private readonly int[] _milestones;
    private readonly double _gamma;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="milestones">The steps at which the rate changes; one that is there twice counts twice.</param>
    /// <param name="gamma">γ: the factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    public MultiStepSchedule(Optimizer optimizer, IEnumerable<int> milestones, double gamma = 0.1)
        : base(optimizer)
    {
        _milestones = [.. milestones];
        _gamma = Setting.NotNegative(gamma, nameof(gamma));
        Start();
    }

    private protected override double RateAt(long step, double initialRate)
    {
        int reached = 0;
        foreach (int milestone in _milestones)
            if (milestone <= step) reached++;
        return initialRate * Math.Pow(_gamma, reached);
    }
}

/// <summary>Multiplies the learning rate by a factor at each step: η = η₀ γ^step. PyTorch's <c>ExponentialLR</c>.</summary>
public sealed class ExponentialSchedule : LearningRateSchedule
{
    private readonly double _gamma;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="gamma">γ: the factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    public ExponentialSchedule(Optimizer optimizer, double gamma)
        : base(optimizer)
    {
        _gamma = Setting.NotNegative(gamma, nameof(gamma));
        Start();
    }

    private protected override double RateAt(long step, double initialRate) => initialRate * Math.Pow(_gamma, step);
}

/// <summary>Multiplies the first learning rate by a function of the step: η = η₀ f(step). PyTorch's <c>LambdaLR</c>.</summary>
public sealed class LambdaSchedule : LearningRateSchedule
{
    private readonly Func<long, double> _factor;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="factor">f: the factor at each step, from 0.</param>
    public LambdaSchedule(Optimizer optimizer, Func<long, double> factor)
        : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(factor);
        _factor = factor;
        Start();
    }

    private protected override double RateAt(long step, double initialRate) => initialRate * _factor(step);
}

/// <summary>Lets the learning rate rise along a line from a fraction of itself: η = η₀ (s + (e − s) min(step, n) / n). PyTorch's <c>LinearLR</c>.</summary>
public sealed class LinearWarmupSchedule : LearningRateSchedule
{
    private readonly int _steps;
    private readonly double _start;
    private readonly double _end;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="steps">n: the number of steps until the end of the line; 1 or more.</param>
    /// <param name="start">s: the factor at step 0.</param>
    /// <param name="end">e: the factor from step n on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps, or a factor is negative.</exception>
    public LinearWarmupSchedule(Optimizer optimizer, int steps, double start = 1.0 / 3, double end = 1)
        : base(optimizer)
    {
        _steps = Setting.Positive(steps, nameof(steps));
        _start = Setting.NotNegative(start, nameof(start));
        _end = Setting.NotNegative(end, nameof(end));
        Start();
    }

    private protected override double RateAt(long step, double initialRate) => initialRate * (_start + ((_end - _start) * Math.Min(step, _steps) / _steps));
}

/// <summary>
/// Lets the learning rate fall and rise along a cosine: η = m + (η₀ − m) (1 + cos(π step / n)) / 2. PyTorch's <c>CosineAnnealingLR</c>.
/// </summary>
/// <remarks>Reference: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR (2017).</remarks>
public sealed class CosineAnnealingSchedule : LearningRateSchedule
{
    private readonly int _period;
    private readonly double _minimum;

    /// <summary>A schedule for an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="period">n: the number of steps until the rate is least; 1 or more.</param>
    /// <param name="minimum">m: the least rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 1, or the least rate negative.</exception>
    public CosineAnnealingSchedule(Optimizer optimizer, int period, double minimum = 0)
        : base(optimizer)
    {
        _period = Setting.Positive(period, nameof(period));
        _minimum = Setting.NotNegative(minimum, nameof(minimum));
        Start();
    }

    private protected override double RateAt(long step, double initialRate) => _minimum + ((initialRate - _minimum) * (1 + Math.Cos(Math.PI * step / _period)) / 2);
}
