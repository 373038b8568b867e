namespace AutoDiff;

/// <summary>
/// Asks the build to generate the derivatives of a method, a property or an operator, as further members of the same type, which must be <c>partial</c>.
/// </summary>
/// <remarks>
/// <para>For a method <c>F</c> whose result is a <c>float</c> or <c>double</c> these are</para>
/// <list type="bullet">
/// <item><description><c>FGradient(…)</c>: the gradient with respect to the differentiable parameters, a tuple if there are several;</description></item>
/// <item><description><c>FValueAndGradient(…)</c>: the value and the gradient in one sweep;</description></item>
/// <item><description><c>FVjp(…, cotangent, sinks…)</c>: the value; the gradient times <c>cotangent</c> is <em>added</em> into the sinks, one for each
/// differentiable parameter. It is what the other two call, and allocates nothing that it can avoid;</description></item>
/// <item><description><c>FJvp(…, tangents…)</c>, if <see cref="Modes"/> include <see cref="DerivativeModes.Forward"/>: <c>(Value, Tangent)</c>, the derivative along the
/// direction that the tangents give, one for each differentiable parameter;</description></item>
/// <item><description><c>FValue(…)</c>, if <see cref="Modes"/> include <see cref="DerivativeModes.Value"/>: what <c>F</c> computes, in vectors and on threads.</description></item>
/// </list>
/// <para>
/// Differentiable are parameters of type <c>float</c> and <c>double</c>, arrays of them (any rank, jagged too), <see cref="Span{T}"/> and
/// <see cref="ReadOnlySpan{T}"/> of them, unless they bear <see cref="NoGradientAttribute"/>. All else is constant. Methods that the body calls need no
/// attribute. What cannot be differentiated is a compile-time error at its place.
/// </para>
/// <example>
/// <code>
/// public static partial class Geometry
/// {
///     [Differentiable]
///     public static double Norm(double[] x)
///     {
///         double s = 0;
///         for (int i = 0; i &lt; x.Length; i++) s += x[i] * x[i];
///         return Math.Sqrt(s);
///     }
/// }
///
/// double[] gradient = Geometry.NormGradient([3, 4]);   // 0.6, 0.8
/// </code>
/// </example>
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Which derivatives are generated. <see cref="DerivativeModes.Reverse"/> unless said otherwise.</summary>
    public DerivativeModes Modes { get; set; } = DerivativeModes.Reverse;

    /// <summary>How often the method can be differentiated: 1, or 2 and up to have the generated derivatives themselves differentiable.</summary>
    public int Order { get; set; } = 1;

    /// <summary>
    /// True to keep the order of the method's additions and its elementary functions bit for bit in the value that the derivatives return. Otherwise
    /// sums may be reassociated and elementary functions may differ by a few units in the last place where a loop is vectorised.
    /// </summary>
    public bool Strict { get; set; }
}
