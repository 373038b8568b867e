using System.Numerics;

namespace AutoDiff;

public static partial class Gradient
{
    /// <summary>
    /// Returns its argument, and keeps the derivative of the result with respect to it: the gradient of an intermediate value, which only the parameters' would be known of otherwise
    /// (<c>retain_grad</c> in PyTorch).
    /// </summary>
    /// <remarks>
    /// <example>
    /// <code>
    /// [Differentiable]
    /// static double F(double x, RetainedGradient&lt;double&gt; inner) => Math.Sin(Gradient.Retain(x * x, inner));
    ///
    /// RetainedGradient&lt;double&gt; inner = new();
    /// FGradient(2, inner);
    /// Console.WriteLine(inner.Value);   // cos(4)
    /// </code>
    /// </example>
    /// </remarks>
    /// <param name="value">The intermediate value.</param>
    /// <param name="gradient">Where its gradient is added.</param>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <returns>The value itself.</returns>
    public static T Retain<T>(T value, RetainedGradient<T> gradient)
        where T : INumberBase<T>
        => gradient is null ? throw new ArgumentNullException(nameof(gradient)) : value;

    /// <inheritdoc cref="Retain{T}(T, RetainedGradient{T})"/>
    public static Tensor<T> Retain<T>(Tensor<T> value, RetainedTensorGradient<T> gradient)
        where T : unmanaged, INumberBase<T>
        => gradient is null ? throw new ArgumentNullException(nameof(gradient)) : value;
}
