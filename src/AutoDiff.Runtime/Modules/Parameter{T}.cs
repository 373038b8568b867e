using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>A tensor that is learned, with its gradient.</summary>
/// <typeparam name="T">The elements' type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
/// <remarks>
/// A parameter stands where a tensor may stand, and has a tensor's operators. Its memory is its own: it is copied from and to, never shared with the tensor that it was made from.
/// <example>
/// <code>
/// Parameter&lt;float&gt; w = new(Tensor.Uniform&lt;float&gt;([1], -1, 1)), b = new(0f);
/// Tensor&lt;float&gt; y = w * x + b;
/// </code>
/// </example>
/// </remarks>
public sealed partial class Parameter<T> : Parameter
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lock _accumulation = new();
    private readonly Tensor<T> _value;

    /// <summary>A parameter that starts at a value.</summary>
    /// <param name="value">The value, which is copied.</param>
    /// <param name="name">A name for messages, or null.</param>
    public Parameter(Tensor<T> value, string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = TensorScope.CopyToKeep(value);
    }

    /// <inheritdoc/>
    public override TensorShape Shape => _value.Shape;

    /// <inheritdoc/>
    public override Type ElementType => typeof(T);

    /// <summary>The tensor; one and the same object always. What is assigned is copied into its memory.</summary>
    /// <exception cref="ShapeException">What is assigned has another shape.</exception>
    public new Tensor<T> Value
    {
        get => _value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Shape != Shape) throw new ShapeException($"{Description} has the shape {Shape}; its value cannot become a tensor of shape {value.Shape}.");
            _value.CopyFrom(value);
        }
    }

    /// <summary>The sum of what derivatives have added since the last <see cref="ZeroGradient"/>; null as long as nothing was added.</summary>
    public new Tensor<T>? Gradient { get; private set; }

    private protected override object UntypedValue => Value;

    private protected override object? UntypedGradient => Gradient;

    /// <summary>For generated code: adds to the gradient, unless the parameter is frozen. Several threads may add at the same time.</summary>
    /// <param name="contribution">What is added, of the parameter's shape.</param>
    /// <exception cref="ShapeException">The shape is another one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddGradient(Tensor<T> contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (contribution.Shape != Shape) throw new ShapeException($"AddGradient: {Description} has the shape {Shape}, the contribution to its gradient {contribution.Shape}.");
        if (IsFrozen) return;
        lock (_accumulation)
        {
            if (Gradient is null) Gradient = TensorScope.CopyToKeep(contribution);
            else Gradient.AddInPlace(contribution);
        }
    }

    /// <inheritdoc/>
    public override void ZeroGradient(bool setToNone = false)
    {
        if (setToNone) Gradient = null;
        else Gradient?.Elements.Clear();
    }

    /// <summary>As PyTorch prints a parameter.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Parameter containing:\n{Value}";

    internal override ParameterSlot CreateSlot() => this is Parameter<Half> half ? new HalfSlot(half) : new ParameterSlot<T>(this);

    internal override TensorEntry ToEntry() => new TensorEntry<T>(Value);

    internal override void CopyValueTo(Span<double> destination) => TensorPrimitives.ConvertTruncating<T, double>(Value.Elements, destination);

    internal override void CopyValueFrom(ReadOnlySpan<double> source) => TensorPrimitives.ConvertTruncating(source, Value.Elements);

    internal override void CopyGradientTo(Span<double> destination)
    {
        if (Gradient is null) destination[..Length].Clear();
        else TensorPrimitives.ConvertTruncating<T, double>(Gradient.Elements, destination);
    }

    internal override double GradientMaximum() =>
        Gradient is { Length: > 0 } gradient ? Math.Abs(double.CreateTruncating(TensorPrimitives.MaxMagnitude<T>(gradient.Elements))) : 0;

    internal override double GradientPowerSum(double order, double scale)
    {
        if (Gradient is null) return 0;
        double sum = 0;
        foreach (T element in Gradient.Elements)
        {
            double magnitude = Math.Abs(double.CreateTruncating(element) / scale);
            sum += order == 2 ? magnitude * magnitude : order == 1 ? magnitude : Math.Pow(magnitude, order);
        }
        return sum;
    }

    internal override void ScaleGradient(double factor)
    {
        if (Gradient is not null) TensorPrimitives.Multiply(Gradient.Elements, T.CreateTruncating(factor), Gradient.Elements);
    }

    internal override void ClampGradient(double maximum)
    {
        if (Gradient is null) return;
        T bound = T.CreateTruncating(maximum);
        TensorPrimitives.Clamp(Gradient.Elements, -bound, bound, Gradient.Elements);
    }
}
