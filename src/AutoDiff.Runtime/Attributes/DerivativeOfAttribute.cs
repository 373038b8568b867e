namespace AutoDiff;

/// <summary>
/// Marks a static method as the derivative of another method, written by hand: differentiable code that calls the method uses it instead of a generated derivative, whether or
/// not the method's source is at hand.
/// </summary>
/// <remarks>
/// The method has the form of the <c>FVjp</c> that it replaces: the arguments, the cotangent of the result, and a sink for each differentiable argument, into which it
/// <em>adds</em>. It returns the value. Overloads are told apart by the arguments. It may also have the form of an <c>FJvp</c>, for forward mode.
/// <example>
/// <code>
/// [DerivativeOf(typeof(Special), nameof(Special.Erf))]
/// static double ErfVjp(double x, double cotangent, ref double dX)
/// {
///     dX += 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * cotangent;
///     return Special.Erf(x);
/// }
/// </code>
/// </example>
/// </remarks>
/// <param name="type">The type that declares the method.</param>
/// <param name="method">The method's name.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute(Type type, string method) : Attribute
{
    /// <summary>The type that declares the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The method's name.</summary>
    public string Method { get; } = method;
}
