using System.Numerics;

namespace AutoDiff;

/// <summary>Layers one after the other.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>
/// The parameters are named by the layers' numbers: <c>0.weight</c>, <c>2.bias</c>.
/// <example>
/// <code>
/// Sequential&lt;float&gt; network = new(new Linear&lt;float&gt;(2, 16), new Tanh&lt;float&gt;(), new Linear&lt;float&gt;(16, 1));
/// </code>
/// </example>
/// </remarks>
public sealed partial class Sequential<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Layer<T>[] _layers;

    /// <summary>The layers in order.</summary>
    /// <param name="layers">The layers; the first one gets the input.</param>
    public Sequential(params ReadOnlySpan<Layer<T>> layers)
    {
        foreach (Layer<T> layer in layers) ArgumentNullException.ThrowIfNull(layer, nameof(layers));
        _layers = layers.ToArray();
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer<T>> Layers => _layers;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        // The first is not in the loop, so that the input's cotangent is only computed if it is wanted.
        int count = _layers.Length;
        Tensor<T> result = count > 0 ? _layers[0].Forward(input) : input;
        for (int i = 1; i < count; i++) result = _layers[i].Forward(result);
        return result;
    }

    /// <inheritdoc/>
    protected internal override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Modules("", _layers);
    }
}
