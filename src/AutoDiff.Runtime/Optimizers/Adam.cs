using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The settings of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
public sealed class AdamGroup : ParameterGroup
{
    private double _beta1;
    private double _beta2;
    private double _epsilon;

    internal AdamGroup(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool amsGrad)
        : base(learningRate, weightDecay)
    {
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
        AmsGrad = amsGrad;
    }

    /// <summary>How much of the mean gradient stays at each step, β₁ in the formulas; 0 or more, and less than 1.</summary>
    public double Beta1
    {
        get => _beta1;
        set => _beta1 = Setting.Decay(value);
    }

    /// <summary>How much of the mean squared gradient stays at each step, β₂ in the formulas; 0 or more, and less than 1.</summary>
    public double Beta2
    {
        get => _beta2;
        set => _beta2 = Setting.Decay(value);
    }

    /// <summary>What keeps denominators from zero, ε in the formulas; 0 or more.</summary>
    public double Epsilon
    {
        get => _epsilon;
        set => _epsilon = Setting.NotNegative(value);
    }

    /// <summary>Whether the largest mean squared gradient so far divides, instead of the present one.</summary>
    public bool AmsGrad { get; set; }

    internal override double? CycledMomentum
    {
        get => Beta1;
        set => Beta1 = value!.Value;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, double Value)> Settings() =>
        [.. base.Settings(), ("beta1", Beta1), ("beta2", Beta2), ("epsilon", Epsilon), ("ams_grad", AmsGrad ? 1 : 0)];

    /// <inheritdoc/>
    protected internal override void Restore(Func<string, double> setting)
    {
        base.Restore(setting);
        Beta1 = setting("beta1");
        Beta2 = setting("beta2");
        Epsilon = setting("epsilon");
        AmsGrad = setting("ams_grad") != 0;
    }
}

/// <summary>Adam: steps along the mean gradient, for each element divided by the root of its mean square.</summary>
/// <remarks>
/// <para>With g the gradient plus λ x, at step t: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², x ← x − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε). These are PyTorch's formulas.</para>
/// <para>References: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR (2015); S. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond", ICLR (2018), for
/// AMSGrad.</para>
/// </remarks>
public class Adam : Optimizer<AdamGroup>
{
    private readonly bool _isDecoupled;

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">η: the factor of each step.</param>
    /// <param name="beta1">β₁: how much of the mean gradient stays at each step.</param>
    /// <param name="beta2">β₂: how much of the mean squared gradient stays at each step.</param>
    /// <param name="epsilon">ε: what keeps denominators from zero.</param>
    /// <param name="weightDecay">λ: how strongly parameters are drawn to zero, by way of the gradient; see <see cref="AdamW"/> for another way.</param>
    /// <param name="amsGrad">Whether the largest mean squared gradient so far divides, instead of the present one.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice, or a setting is out of its range.</exception>
    public Adam(
        IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsGrad = false)
        : this(new(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad), parameters, isDecoupled: false)
    {
    }

    private protected Adam(AdamGroup defaults, IEnumerable<Parameter> parameters, bool isDecoupled)
        : base(defaults, parameters) => _isDecoupled = isDecoupled;

    /// <inheritdoc/>
    protected override void Update<T>(AdamGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(state);
        Moments<T> moments = new(group, state.StepCount, _isDecoupled);
        Span<T> mean = state.Buffer("mean"), square = state.Buffer("mean_square");
        if (group.AmsGrad) UpdateLoop.Run(new AmsGradRule<T>(moments), value, gradient, mean, square, state.Buffer("largest_mean_square"));
        else UpdateLoop.Run(new AdamRule<T>(moments), value, gradient, mean, square);
    }

    private readonly struct Moments<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly GradientTerm<T> _gradient;
        private readonly Vector<T> _kept, _share, _squareKept, _squareShare, _rate, _correction, _epsilon;

        public Moments(AdamGroup group, long step, bool isDecoupled)
        {
            _gradient = new(group.Maximize, isDecoupled ? 0 : group.WeightDecay);
            _kept = new(T.CreateTruncating(isDecoupled ? 1 - (group.LearningRate * group.WeightDecay) : 1));
            _share = new(T.CreateTruncating(1 - group.Beta1));
            _squareKept = new(T.CreateTruncating(group.Beta2));
            _squareShare = new(T.CreateTruncating(1 - group.Beta2));
            _rate = new(T.CreateTruncating(group.LearningRate / (1 - Math.Pow(group.Beta1, step))));
            _correction = new(T.CreateTruncating(Math.Sqrt(1 - Math.Pow(group.Beta2, step))));
            _epsilon = new(Setting.Epsilon<T>(group.Epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Accumulate(ref Vector<T> value, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> square)
        {
            value *= _kept;
            gradient = _gradient.Of(value, gradient);
            mean += _share * (gradient - mean);
            square = (_squareKept * square) + (_squareShare * gradient * gradient);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(ref Vector<T> value, Vector<T> mean, Vector<T> square) =>
            value -= _rate * mean / ((Vector.SquareRoot(square) / _correction) + _epsilon);
    }

    private readonly struct AdamRule<T>(Moments<T> moments) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int BufferCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            moments.Accumulate(ref value, gradient, ref first, ref second);
            moments.Step(ref value, first, second);
        }
    }

    private readonly struct AmsGradRule<T>(Moments<T> moments) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int BufferCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            moments.Accumulate(ref value, gradient, ref first, ref second);
            third = Vector.Max(third, second);
            moments.Step(ref value, first, third);
        }
    }
}

/// <summary>Adam with decoupled weight decay: parameters are drawn to zero by themselves, not by way of the gradient.</summary>
/// <remarks>
/// <para>At each step x ← (1 − η λ) x, then as <see cref="Adam"/> without decay. These are PyTorch's formulas.</para>
/// <para>Reference: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR (2019).</para>
/// </remarks>
public sealed class AdamW : Adam
{
    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">η: the factor of each step.</param>
    /// <param name="beta1">β₁: how much of the mean gradient stays at each step.</param>
    /// <param name="beta2">β₂: how much of the mean squared gradient stays at each step.</param>
    /// <param name="epsilon">ε: what keeps denominators from zero.</param>
    /// <param name="weightDecay">λ: how strongly parameters are drawn to zero.</param>
    /// <param name="amsGrad">Whether the largest mean squared gradient so far divides, instead of the present one.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice, or a setting is out of its range.</exception>
    public AdamW(
        IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 1e-2, bool amsGrad = false)
        : base(new(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad), parameters, isDecoupled: true)
    {
    }
}
