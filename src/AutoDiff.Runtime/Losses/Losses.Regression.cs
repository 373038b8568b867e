using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Losses of numbers.</content>
public static partial class Losses
{
    private const DerivativeModes Both = DerivativeModes.Reverse | DerivativeModes.Forward;

    /// <summary>The mean of the squared errors.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    [Differentiable(Modes = Both)]
    public static T MeanSquaredError<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MeanSquaredError(prediction, target, LossReduction.Mean, predictionText, targetText).Item();

    /// <summary>The squared errors.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="reduction">What becomes of the errors.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> MeanSquaredError<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        LossReduction reduction,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(prediction, target)) throw Mismatch("MeanSquaredError", prediction.Shape, predictionText, target.Shape, targetText);
        return Reduced(Tensor.Square(prediction - target), reduction);
    }
}
