namespace AutoDiff;

/// <summary>
/// Asks differentiable code that calls the method to record its arguments only, and to run it again in the reverse sweep, instead of recording what it computes on the way.
/// </summary>
/// <remarks>
/// It saves memory for time: put it on the body of a long loop, and the loop records one state for each iteration, whatever an iteration computes inside.
/// <example>
/// <code>
/// [Checkpoint]
/// static double Step(double state, double[] parameters) { … }
///
/// [Differentiable]
/// static double Simulate(double state, double[] parameters, int steps)
/// {
///     for (int i = 0; i &lt; steps; i++) state = Step(state, parameters);
///     return state;
/// }
/// </code>
/// </example>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CheckpointAttribute : Attribute;
