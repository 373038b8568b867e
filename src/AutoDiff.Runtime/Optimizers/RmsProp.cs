using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The settings of <see cref="RmsProp"/>.</summary>
public sealed class RmsPropGroup : ParameterGroup
{
    private double _alpha;
    private double _epsilon;
    private double _momentum;

    internal RmsPropGroup(double learningRate, double alpha, double epsilon, double weightDecay, double momentum, bool centered)
        : base(learningRate, weightDecay)
    {
        Alpha = alpha;
        Epsilon = epsilon;
        Momentum = momentum;
        Centered = centered;
    }

    /// <summary>How much of the mean squared gradient stays at each step, α in the formulas; 0 or more, and less than 1.</summary>
    public double Alpha
    {
        get => _alpha;
        set => _alpha = Setting.Decay(value);
    }

    /// <summary>What keeps denominators from zero, ε in the formulas; 0 or more.</summary>
    public double Epsilon
    {
        get => _epsilon;
        set => _epsilon = Setting.NotNegative(value);
    }

    /// <summary>How much of the last step goes on, μ in the formulas; 0 or more.</summary>
    public double Momentum
    {
        get => _momentum;
        set => _momentum = Setting.NotNegative(value);
    }

    /// <summary>Whether the gradient's variance divides, instead of its mean square.</summary>
    public bool Centered { get; set; }

    internal override double? CycledMomentum
    {
        get => Momentum;
        set => Momentum = value!.Value;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, double Value)> Settings() =>
        [.. base.Settings(), ("alpha", Alpha), ("epsilon", Epsilon), ("momentum", Momentum), ("centered", Centered ? 1 : 0)];

    /// <inheritdoc/>
    protected internal override void Restore(Func<string, double> setting)
    {
        base.Restore(setting);
        Alpha = setting("alpha");
        Epsilon = setting("epsilon");
        Momentum = setting("momentum");
        Centered = setting("centered") != 0;
    }
}

/// <summary>Steps along the gradient, for each element divided by the root of its mean square.</summary>
/// <remarks>
/// <para>With g the gradient plus λ x: v ← α v + (1 − α) g², r = √v + ε; x ← x − η g / r, or b ← μ b + g / r, x ← x − η b with momentum. Centered: a ← α a + (1 − α) g, and √(v − a²)
/// in place of √v. These are PyTorch's formulas, except that a variance that rounding has made negative counts as 0.</para>
/// <para>References: T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning (2012); A. Graves, "Generating sequences with recurrent neural networks" (2013), for
/// the centered form.</para>
/// </remarks>
public sealed class RmsProp : Optimizer<RmsPropGroup>
{
    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">η: the factor of each step.</param>
    /// <param name="alpha">α: how much of the mean squared gradient stays at each step.</param>
    /// <param name="epsilon">ε: what keeps denominators from zero.</param>
    /// <param name="weightDecay">λ: how strongly parameters are drawn to zero.</param>
    /// <param name="momentum">μ: how much of the last step goes on.</param>
    /// <param name="centered">Whether the gradient's variance divides, instead of its mean square.</param>
    /// <exception cref="ArgumentException">There are no parameters, one is there twice, or a setting is out of its range.</exception>
    public RmsProp(
        IEnumerable<Parameter> parameters, double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false)
        : base(new(learningRate, alpha, epsilon, weightDecay, momentum, centered), parameters)
    {
    }

    /// <inheritdoc/>
    protected override void Update<T>(RmsPropGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
    {
        Scaling<T> scaling = new(group);
        Span<T> square = state.Buffer("mean_square");
        switch (group.Centered, group.Momentum != 0)
        {
            case (false, false):
                UpdateLoop.Run(new PlainRule<T>(scaling), value, gradient, square);
                break;
            case (false, true):
                UpdateLoop.Run(new MomentumRule<T>(scaling), value, gradient, square, state.Buffer("momentum"));
                break;
            case (true, false):
                UpdateLoop.Run(new CenteredRule<T>(scaling), value, gradient, square, state.Buffer("mean"));
                break;
            case (true, true):
                UpdateLoop.Run(new CenteredMomentumRule<T>(scaling), value, gradient, square, state.Buffer("mean"), state.Buffer("momentum"));
                break;
        }
    }

    private readonly struct Scaling<T>(RmsPropGroup group)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly GradientTerm<T> _gradient = new(group.Maximize, group.WeightDecay);
        private readonly Vector<T> _rate = new(T.CreateTruncating(group.LearningRate));
        private readonly Vector<T> _alpha = new(T.CreateTruncating(group.Alpha));
        private readonly Vector<T> _share = new(T.CreateTruncating(1 - group.Alpha));
        private readonly Vector<T> _epsilon = new(Setting.Epsilon<T>(group.Epsilon));
        private readonly Vector<T> _momentum = new(T.CreateTruncating(group.Momentum));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Scaled(Vector<T> value, Vector<T> gradient, ref Vector<T> square)
        {
            gradient = _gradient.Of(value, gradient);
            square = (_alpha * square) + (_share * gradient * gradient);
            return gradient / (Vector.SquareRoot(square) + _epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Centered(Vector<T> value, Vector<T> gradient, ref Vector<T> square, ref Vector<T> mean)
        {
            gradient = _gradient.Of(value, gradient);
            square = (_alpha * square) + (_share * gradient * gradient);
            mean += _share * (gradient - mean);
            return gradient / (Vector.SquareRoot(Vector.Max(square - (mean * mean), Vector<T>.Zero)) + _epsilon);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(ref Vector<T> value, Vector<T> scaled) => value -= _rate * scaled;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(ref Vector<T> value, Vector<T> scaled, ref Vector<T> momentum)
        {
            momentum = (_momentum * momentum) + scaled;
            value -= _rate * momentum;
        }
    }

    private readonly struct PlainRule<T>(Scaling<T> scaling) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int BufferCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third) =>
            scaling.Step(ref value, scaling.Scaled(value, gradient, ref first));
    }

    private readonly struct MomentumRule<T>(Scaling<T> scaling) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int BufferCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third) =>
            scaling.Step(ref value, scaling.Scaled(value, gradient, ref first), ref second);
    }

    private readonly struct CenteredRule<T>(Scaling<T> scaling) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int BufferCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third) =>
            scaling.Step(ref value, scaling.Centered(value, gradient, ref first, ref second));
    }

    private readonly struct CenteredMomentumRule<T>(Scaling<T> scaling) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int BufferCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update(ref Vector<T> value, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third) =>
            scaling.Step(ref value, scaling.Centered(value, gradient, ref first, ref second), ref third);
    }
}
