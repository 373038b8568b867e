using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The settings of <see cref="Adagrad"/>.</summary>
public sealed class AdagradGroup : ParameterGroup
{
    private double _learningRateDecay;
    private double _initialAccumulator;
    private double _epsilon;

    internal AdagradGroup(double learningRate, double learningRateDecay, double weightDecay, double initialAccumulator, double epsilon)
        : base(learningRate, weightDecay)
    {
        LearningRateDecay = learningRateDecay;
        InitialAccumulator = initialAccumulator;
        Epsilon = epsilon;
    }

    /// <summary>How fast the learning rate falls, δ in the formulas; 0 or more.</summary>
    public double LearningRateDecay
    {
        get => _learningRateDecay;
        set => _learningRateDecay = Setting.NotNegative(value);
    }

    /// <summary>Where the sums of squares start, at a parameter's first step; 0 or more.</summary>
    public double InitialAccumulator
    {
        get => _initialAccumulator;
        set => _initialAccumulator = Setting.NotNegative(value);
    }

    /// <summary>What keeps denominators from zero, ε in the formulas; 0 or more.</summary>
    public double Epsilon
    {
        get => _epsilon;
        set => _epsilon = Setting.NotNegative(value);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, double Value)> Settings() =>
        [.. base.Settings(), ("learning_rate_decay", LearningRateDecay), ("initial_accumulator", InitialAccumulator), ("epsilon", Epsilon)];

    /// <inheritdoc/>
    protected internal override void Restore(Func<string, double> setting)
    {
        base.Restore(setting);
        LearningRateDecay = setting("learning_rate_decay");
        InitialAccumulator = setting("initial_accumulator");
        Epsilon = setting("epsilon");
    }
}

/// <summary>Steps along the gradient, for each element divided by the root of the sum of all its squares so far.</summary>
/// <remarks>
/// <para>With g the gradient plus λ x, at step t: s ← s + g², x ← x − η / (1 + (t − 1) δ) · g / (√s + ε). These are PyTorch's formulas.</para>
/// <para>Reference: J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 12 (2011).</para>
/// </remarks>
public sealed class Adagrad : Optimizer<AdagradGroup>
{
    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">η: the factor of each step.</param>
    /// <param name="learningRateDecay">δ: how fast the learning rate falls.</param>
    /// <param name="weightDecay">λ: how strongly parameters are drawn to zero.</param>
    /// <param name="initialAccumulator">Where the sums of squares start.</param>
    /// <param name="epsilon">ε: what keeps denominators from zero.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice, or a setting is out of its range.</exception>
    public Adagrad(
        IEnumerable<Parameter> parameters, double learningRate = 1e-2, double learningRateDecay = 0, double weightDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10)
        : base(new(learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon), parameters)
    {
    }

    /// <inheritdoc/>
    protected override void Update<T>(AdagradGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
    {
        Span<T> sum = state.Buffer("sum_of_squares", out bool isNew);
        if (isNew) sum.Fill(T.CreateTruncating(group.InitialAccumulator));
        UpdateLoop.Run(new Rule<T>(group, state.StepCount), value, gradient, sum);
    }

    private readonly struct Rule<T>(AdagradGroup group, long step) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly GradientTerm<T> _gradient = new(group.Maximize, group.WeightDecay);
        private readonly Vector<T> _rate = new(T.CreateTruncating(group.LearningRate / (1 + ((step - 1) * group.LearningRateDecay))));
        private readonly Vector<T> _epsilon = new(Setting.Epsilon<T>(group.Epsilon));

        public static int BufferCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            gradient = _gradient.Of(value, gradient);
            first += gradient * gradient;
            value -= _rate * gradient / (Vector.SquareRoot(first) + _epsilon);
        }
    }
}
