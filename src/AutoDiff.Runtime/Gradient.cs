namespace AutoDiff;

/// <summary>
/// What differentiable code says about its own derivative, and gradients of functions that bear no attribute. For those the build writes the derivative of the function that
/// stands at the call and puts it in the place of the call, so that it costs what a call of a generated member costs.
/// </summary>
/// <remarks>
/// <para>
/// The function is written at the call: the name of a static method or local function, or a lambda. It must not capture variables, which would be hidden
/// inputs: pass them as parameters. Overloads are for the usual parameters; with others the types are given,
/// <c>Gradient.Of&lt;double[], double, double&gt;(F)</c>, and with parameters that are constants the type of the gradient, as in
/// <see cref="Of{TGradient}(Delegate)"/>.
/// </para>
/// <example>
/// <code>
/// Func&lt;double, double&gt; slope = Gradient.Of((double x) =&gt; x * x - 3 * x + 1);
/// double zero = slope(1.5);
/// (double value, double derivative) = Gradient.ValueAndGradient((double x) =&gt; x * x * x, 2);
/// </code>
/// </example>
/// </remarks>
public static partial class Gradient
{
    private static InvalidOperationException NotReplaced(string method) => Interception.Missing($"Gradient.{method}");
}
