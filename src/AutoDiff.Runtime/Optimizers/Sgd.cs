using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The settings of <see cref="Sgd"/>.</summary>
public sealed class SgdGroup : ParameterGroup
{
    private double _momentum;
    private double _dampening;

    internal SgdGroup(double learningRate, double momentum, double dampening, bool nesterov, double weightDecay)
        : base(learningRate, weightDecay)
    {
        Momentum = momentum;
        Dampening = dampening;
        Nesterov = nesterov;
    }

    /// <summary>How much of the last step goes on, μ in the formulas; 0 or more.</summary>
    public double Momentum
    {
        get => _momentum;
        set => _momentum = Setting.NotNegative(value);
    }

    /// <summary>How much of the gradient does not go into the momentum, τ in the formulas.</summary>
    public double Dampening
    {
        get => _dampening;
        set => _dampening = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Dampening must be finite.");
    }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; set; }

    internal override double? CycledMomentum
    {
        get => Momentum;
        set => Momentum = value!.Value;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, double Value)> Settings() =>
        [.. base.Settings(), ("momentum", Momentum), ("dampening", Dampening), ("nesterov", Nesterov ? 1 : 0)];

    /// <inheritdoc/>
    protected internal override void Restore(Func<string, double> setting)
    {
        base.Restore(setting);
        Momentum = setting("momentum");
        Dampening = setting("dampening");
        Nesterov = setting("nesterov") != 0;
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        if (Nesterov && (Momentum == 0 || Dampening != 0)) throw new InvalidOperationException("Nesterov's momentum needs a momentum above 0 and no dampening.");
    }
}

/// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
/// <remarks>
/// <para>With g the gradient plus λ x: b ← g at the first step, then b ← μ b + (1 − τ) g; x ← x − η b, or x − η (g + μ b) with Nesterov's momentum. Without momentum x ← x − η g. These are
/// PyTorch's formulas.</para>
/// <para>Reference: I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep learning", ICML (2013).</para>
/// </remarks>
public sealed class Sgd : Optimizer<SgdGroup>
{
    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">η: the factor of each step.</param>
    /// <param name="momentum">μ: how much of the last step goes on.</param>
    /// <param name="dampening">τ: how much of the gradient does not go into the momentum.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; it needs a momentum, and no dampening.</param>
    /// <param name="weightDecay">λ: how strongly parameters are drawn to zero.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice, or a setting is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Nesterov's momentum is asked for without momentum, or with dampening.</exception>
    public Sgd(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
        : base(new SgdGroup(learningRate, momentum, dampening, nesterov, weightDecay), parameters) => ParameterGroups[0].Check();

    /// <inheritdoc/>
    protected override void Update<T>(SgdGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
    {
        if (group.Momentum == 0)
        {
            UpdateLoop.Run(new PlainRule<T>(group), value, gradient);
            return;
        }
        Span<T> momentum = state.Buffer("momentum", out bool isNew);
        UpdateLoop.Run(new MomentumRule<T>(group, isNew), value, gradient, momentum);
    }

    private readonly struct PlainRule<T>(SgdGroup group) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly GradientTerm<T> _gradient = new(group.Maximize, group.WeightDecay);
        private readonly Vector<T> _rate = new(T.CreateTruncating(group.LearningRate));

        public static int BufferCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third) =>
            value -= _rate * _gradient.Of(value, gradient);
    }

    private readonly struct MomentumRule<T>(SgdGroup group, bool isFirst) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly GradientTerm<T> _gradient = new(group.Maximize, group.WeightDecay);
        private readonly Vector<T> _rate = new(T.CreateTruncating(group.LearningRate));
        private readonly Vector<T> _momentum = new(T.CreateTruncating(group.Momentum));
        private readonly Vector<T> _share = new(T.CreateTruncating(1 - group.Dampening));
        private readonly bool _nesterov = group.Nesterov;

        public static int BufferCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            gradient = _gradient.Of(value, gradient);
            first = isFirst ? gradient : (_momentum * first) + (_share * gradient);
            value -= _rate * (_nesterov ? gradient + (_momentum * first) : first);
        }
    }
}
