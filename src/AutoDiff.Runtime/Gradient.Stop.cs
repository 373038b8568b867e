namespace AutoDiff;

public static partial class Gradient
{
    /// <summary>
    /// Returns its argument, and passes no derivative: in differentiable code the result is a constant (<c>detach</c> in PyTorch, <c>stop_gradient</c> in JAX).
    /// </summary>
    /// <remarks>
    /// An array or a span is not copied: what is read through the result is constant, what is read from the array itself is not.
    /// <example>
    /// <code>
    /// double scale = Gradient.Stop(Norm(x));   // normalise, but do not differentiate the norm
    /// </code>
    /// </example>
    /// </remarks>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">What is to be constant.</param>
    /// <returns><paramref name="value"/> itself.</returns>
    public static T Stop<T>(T value)
        where T : allows ref struct
        => value;
}
