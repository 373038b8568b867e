namespace AutoDiff;

/// <summary>
/// Makes a parameter, field or property of a differentiable type a constant: it gets no gradient, and the generated <c>FVjp</c> has no sink for it.
/// </summary>
/// <remarks>
/// Put it on data and settings. What is known to be constant is not differentiated at all, so the generated code is shorter and faster.
/// <example>
/// <code>
/// [Differentiable]
/// public static double SquaredError(double[] weights, [NoGradient] double[] inputs, [NoGradient] double target) { … }
/// </code>
/// </example>
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class NoGradientAttribute : Attribute;
