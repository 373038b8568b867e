using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Losses of numbers.</content>
public static partial class Losses
{
    private const DerivativeModes Both = DerivativeModes.Reverse | DerivativeModes.Forward;

    /// <summary>The squares of the errors.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T MeanSquaredError<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MeanSquaredError(prediction, target, LossReduction.Mean, predictionText, targetText).Item();

    /// <summary>The squares of the errors.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
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

    /// <summary>The magnitudes of the errors: PyTorch's L1 loss.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T MeanAbsoluteError<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MeanAbsoluteError(prediction, target, LossReduction.Mean, predictionText, targetText).Item();

    /// <summary>The magnitudes of the errors: PyTorch's L1 loss.</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> MeanAbsoluteError<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        LossReduction reduction,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(prediction, target)) throw Mismatch("MeanAbsoluteError", prediction.Shape, predictionText, target.Shape, targetText);
        return Reduced(Tensor.Abs(prediction - target), reduction);
    }

    /// <summary>Half the squares of errors up to δ, linear beyond: δ(|e| − δ/2).</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="delta">δ, where the loss becomes linear.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T Huber<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        [NoGradient] double delta = 1,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Huber(prediction, target, LossReduction.Mean, delta, predictionText, targetText).Item();

    /// <summary>Half the squares of errors up to δ, linear beyond: δ(|e| − δ/2).</summary>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">What they should be, of the same shape.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="delta">δ, where the loss becomes linear.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> Huber<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        LossReduction reduction,
        [NoGradient] double delta = 1,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(prediction, target)) throw Mismatch("Huber", prediction.Shape, predictionText, target.Shape, targetText);
        T bound = T.CreateTruncating(delta);
        Tensor<T> magnitude = Tensor.Abs(prediction - target);
        Tensor<T> inner = Tensor.Minimum(magnitude, bound);
        return Reduced(inner * (magnitude - inner / T.CreateTruncating(2)), reduction);
    }
}
