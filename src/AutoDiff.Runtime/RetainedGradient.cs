using System.ComponentModel;
using System.Numerics;

namespace AutoDiff;

/// <summary>The gradient of an intermediate number: see <see cref="Gradient.Retain{T}(T, RetainedGradient{T})"/>.</summary>
/// <typeparam name="T">The number's type.</typeparam>
public sealed class RetainedGradient<T>
    where T : INumberBase<T>
{
    /// <summary>The sum of what derivatives have added since the last <see cref="Clear"/>.</summary>
    public T Value { get; private set; } = T.Zero;

    /// <summary>Begins anew at zero.</summary>
    public void Clear() => Value = T.Zero;

    /// <summary>For generated code: adds to the gradient.</summary>
    /// <param name="contribution">What is added.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddGradient(T contribution) => Value += contribution;
}

/// <summary>The gradient of an intermediate tensor: see <see cref="Gradient.Retain{T}(Tensor{T}, RetainedTensorGradient{T})"/>.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed class RetainedTensorGradient<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The sum of what derivatives have added since the last <see cref="Clear"/>; null if nothing was.</summary>
    public Tensor<T>? Value { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Clear() => Value = null;

    /// <summary>For generated code: adds to the gradient.</summary>
    /// <param name="contribution">What is added.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddGradient(Tensor<T> contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (Value is { } sum && sum.Shape == contribution.Shape)
        {
            sum.AddInPlace(contribution);
            return;
        }
        Value = TensorScope.CopyToKeep(Value is null ? contribution : Value + contribution);
    }
}
