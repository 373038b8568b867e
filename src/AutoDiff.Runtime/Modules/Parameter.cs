namespace AutoDiff;

/// <summary>
/// A tensor that a <see cref="Module"/> learns, with its gradient: what parameters of all element types have in common, for lists of them. A new one is a
/// <see cref="Parameter{T}"/>.
/// </summary>
public abstract class Parameter
{
    private protected Parameter(string? name) => Name = name;

    /// <summary>A name for messages, or null. In a module a parameter is called by its member's name: <see cref="AutoDiff.Module.NamedParameters"/>.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the parameter stays as it is: derivatives add nothing to its gradient, and optimizers pass it over.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The shape of the value, which never changes.</summary>
    public abstract TensorShape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Length => Shape.FlattenedLength;

    /// <summary>The elements' type.</summary>
    public abstract Type ElementType { get; }

    /// <summary>The tensor, a <see cref="Tensor{T}"/>.</summary>
    public object Value => UntypedValue;

    /// <summary>The gradient, a <see cref="Tensor{T}"/>; null as long as nothing was added to it.</summary>
    public object? Gradient => UntypedGradient;

    private protected string Description => Name is null ? "the parameter" : $"the parameter '{Name}'";

    private protected abstract object UntypedValue { get; }

    private protected abstract object? UntypedGradient { get; }

    /// <summary>Begins a new gradient.</summary>
    /// <param name="setToNone">
    /// Whether the gradient becomes null, and its memory is left to the garbage collector, so that optimizers pass the parameter over until something is added. Otherwise it is filled
    /// with zeros, in its memory.
    /// </param>
    public abstract void ZeroGradient(bool setToNone = false);

    /// <summary>What an optimizer keeps for this parameter.</summary>
    internal abstract ParameterSlot CreateSlot();

    /// <summary>The value as part of a module's state.</summary>
    internal abstract TensorEntry ToEntry();

    internal abstract void CopyValueTo(Span<double> destination);

    internal abstract void CopyValueFrom(ReadOnlySpan<double> source);

    /// <summary>Zeros where there is no gradient.</summary>
    internal abstract void CopyGradientTo(Span<double> destination);

    /// <summary>The largest absolute value in the gradient; 0 where there is none, NaN if one element is.</summary>
    internal abstract double GradientMaximum();

    /// <summary>The sum of |g / scale|^order over the gradient's elements; 0 where there is no gradient.</summary>
    internal abstract double GradientPowerSum(double order, double scale);

    internal abstract void ScaleGradient(double factor);

    internal abstract void ClampGradient(double maximum);
}
