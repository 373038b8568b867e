using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// Checks derivatives in a project's own tests: each element against finite differences with Ridders' extrapolation, and all of them at once by
/// <c>⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩</c> in a random direction.
/// </summary>
/// <remarks>
/// <para>
/// <c>Verify(F, x)</c> checks what the build generates for <c>F</c>: it puts the derivative in the place of the call, as for <see cref="Gradient"/>, whether or
/// not <c>F</c> is differentiable by attribute. <c>Verify(F, gradient, x)</c> checks a derivative of your own, such as one that
/// is written by hand. Choose a point that is away from kinks and jumps.
/// </para>
/// <example>
/// <code>
/// GradientCheck.Verify(Fit.Loss, weights, inputs, targets);
/// GradientCheck.Verify(Fit.Loss, Fit.LossGradientByHand, weights, inputs, targets);
/// </code>
/// </example>
/// </remarks>
public static partial class GradientCheck
{
    /// <summary>Runs a check; throws unless the derivative is right. Generated code calls it.</summary>
    /// <param name="function">The function and its derivatives.</param>
    /// <param name="arguments">Where.</param>
    /// <param name="tolerance">How far a derivative may be off.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static GradientReport Run(CheckedFunction function, object?[] arguments, double? tolerance = null)
    {
        GradientReport report = GradientMeasurement.Run(function, arguments, tolerance);
        return report.IsCorrect ? report : throw new GradientCheckException(report);
    }

    private static InvalidOperationException NotReplaced() => Interception.Missing($"{nameof(GradientCheck)}.{nameof(Verify)}");
}
