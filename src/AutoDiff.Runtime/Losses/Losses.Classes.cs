using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Losses of classifiers. The classes are the second axis, or the only one.</content>
public static partial class Losses
{
    /// <summary>The cross entropy of classes whose probabilities are softmax(x), computed from the logits x without loss.</summary>
    /// <param name="logits">Logits: any numbers, the greater the more probable; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The numbers of the classes that the examples belong to: a tensor without the axis of the classes.</param>
    /// <param name="ignored">A number that no class has: such examples do not count.</param>
    /// <param name="smoothing">The share of the target that is spread evenly over all classes.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<long> target,
        long ignored = -100,
        [NoGradient] double smoothing = 0,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        CrossEntropy(logits, target, LossReduction.Mean, ignored, smoothing, logitsText, targetText).Item();

    /// <inheritdoc cref="CrossEntropy{T}(Tensor{T}, Tensor{long}, long, double, string?, string?)"/>
    [Differentiable(Modes = Both)]
    public static T CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<int> target,
        long ignored = -100,
        [NoGradient] double smoothing = 0,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        CrossEntropy(logits, target.To<long>(), LossReduction.Mean, ignored, smoothing, logitsText, targetText).Item();

    /// <summary>The cross entropy of classes whose probabilities are softmax(x), computed from the logits x without loss.</summary>
    /// <param name="logits">Logits: any numbers, the greater the more probable; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The numbers of the classes that the examples belong to: a tensor without the axis of the classes.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="ignored">A number that no class has: such examples do not count.</param>
    /// <param name="smoothing">The share of the target that is spread evenly over all classes.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<long> target,
        LossReduction reduction,
        long ignored = -100,
        [NoGradient] double smoothing = 0,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.IsClassShape(target.Shape, logits.Shape)) throw ClassMismatch("CrossEntropy", logits.Shape, logitsText, target.Shape, targetText);
        int axis = logits.Rank == 1 ? 0 : 1;
        Tensor<T> logarithms = Tensor.LogSoftmax(logits, axis);
        Tensor<T> losses = OfClasses(logarithms, target, ignored, axis);
        if (smoothing != 0) losses = T.CreateTruncating(1 - smoothing) * losses - T.CreateTruncating(smoothing) * Counted(target, ignored, logarithms.Mean(axis));
        return Averaged(losses, target, ignored, reduction);
    }

    /// <inheritdoc cref="CrossEntropy{T}(Tensor{T}, Tensor{long}, LossReduction, long, double, string?, string?)"/>
    [Differentiable(Modes = Both)]
    public static Tensor<T> CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<int> target,
        LossReduction reduction,
        long ignored = -100,
        [NoGradient] double smoothing = 0,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        CrossEntropy(logits, target.To<long>(), reduction, ignored, smoothing, logitsText, targetText);

    /// <summary>The cross entropy of classes that do not count alike: the mean is Σ w ℓ / Σ w.</summary>
    /// <param name="logits">Logits: any numbers, the greater the more probable; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The numbers of the classes that the examples belong to: a tensor without the axis of the classes.</param>
    /// <param name="weights">What the examples of each class count.</param>
    /// <param name="ignored">A number that no class has: such examples do not count.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<long> target,
        [NoGradient] Tensor<T> weights,
        long ignored = -100,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        CrossEntropy(logits, target, weights, LossReduction.Mean, ignored, logitsText, targetText).Item();

    /// <summary>The cross entropy of classes that do not count alike: the mean is Σ w ℓ / Σ w.</summary>
    /// <param name="logits">Logits: any numbers, the greater the more probable; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The numbers of the classes that the examples belong to: a tensor without the axis of the classes.</param>
    /// <param name="weights">What the examples of each class count.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="ignored">A number that no class has: such examples do not count.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<long> target,
        [NoGradient] Tensor<T> weights,
        LossReduction reduction,
        long ignored = -100,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.IsClassShape(target.Shape, logits.Shape)) throw ClassMismatch("CrossEntropy", logits.Shape, logitsText, target.Shape, targetText);
        int axis = logits.Rank == 1 ? 0 : 1;
        if (weights.Rank != 1 || weights.Shape[0] != logits.Shape[axis]) throw WeightMismatch(weights.Shape, logits.Shape, logitsText);
        Tensor<long> chosen = Tensor.Where(Tensor.NotEqual(target, ignored), target, 0L);
        Tensor<T> counts = Counted(target, ignored, weights.Take(chosen.Flatten()).Reshape(target.Shape));
        Tensor<T> losses = counts * OfClasses(Tensor.LogSoftmax(logits, axis), target, ignored, axis);
        return reduction == LossReduction.Mean ? losses.Sum() / counts.Sum() : Reduced(losses, reduction);
    }

    /// <summary>The cross entropy −Σ q log softmax(x) where the target is not one class but the probabilities q of all.</summary>
    /// <param name="logits">Logits: any numbers, the greater the more probable; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The probabilities that the classes should have; of the same shape.</param>
    /// <param name="smoothing">The share of the target that is spread evenly over all classes.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss of an example.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<T> target,
        [NoGradient] double smoothing = 0,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        CrossEntropy(logits, target, LossReduction.Mean, smoothing, logitsText, targetText).Item();

    /// <summary>The cross entropy −Σ q log softmax(x) where the target is not one class but the probabilities q of all.</summary>
    /// <param name="logits">Logits: any numbers, the greater the more probable; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The probabilities that the classes should have; of the same shape.</param>
    /// <param name="reduction">What becomes of the losses, one for each example.</param>
    /// <param name="smoothing">The share of the target that is spread evenly over all classes.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> CrossEntropy<T>(
        Tensor<T> logits,
        Tensor<T> target,
        LossReduction reduction,
        [NoGradient] double smoothing = 0,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(logits, target)) throw Mismatch("CrossEntropy", logits.Shape, logitsText, target.Shape, targetText);
        int axis = logits.Rank == 1 ? 0 : 1;
        Tensor<T> logarithms = Tensor.LogSoftmax(logits, axis), losses = -Tensor.Sum(target * logarithms, axis);
        if (smoothing != 0) losses = T.CreateTruncating(1 - smoothing) * losses - T.CreateTruncating(smoothing) * logarithms.Mean(axis);
        return Reduced(losses, reduction);
    }

    /// <summary>The negative of the logarithm of each example's probability: the cross entropy of logarithms, which a log-softmax has given.</summary>
    /// <param name="logarithms">Logarithms of probabilities; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The numbers of the classes that the examples belong to: a tensor without the axis of the classes.</param>
    /// <param name="ignored">A number that no class has: such examples do not count.</param>
    /// <param name="logarithmsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T NegativeLogLikelihood<T>(
        Tensor<T> logarithms,
        Tensor<long> target,
        long ignored = -100,
        [CallerArgumentExpression(nameof(logarithms))] string? logarithmsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        NegativeLogLikelihood(logarithms, target, LossReduction.Mean, ignored, logarithmsText, targetText).Item();

    /// <inheritdoc cref="NegativeLogLikelihood{T}(Tensor{T}, Tensor{long}, long, string?, string?)"/>
    [Differentiable(Modes = Both)]
    public static T NegativeLogLikelihood<T>(
        Tensor<T> logarithms,
        Tensor<int> target,
        long ignored = -100,
        [CallerArgumentExpression(nameof(logarithms))] string? logarithmsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        NegativeLogLikelihood(logarithms, target.To<long>(), LossReduction.Mean, ignored, logarithmsText, targetText).Item();

    /// <summary>The negative of the logarithm of each example's probability: the cross entropy of logarithms, which a log-softmax has given.</summary>
    /// <param name="logarithms">Logarithms of probabilities; the second axis, or the only one, are the classes.</param>
    /// <param name="target">The numbers of the classes that the examples belong to: a tensor without the axis of the classes.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="ignored">A number that no class has: such examples do not count.</param>
    /// <param name="logarithmsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> NegativeLogLikelihood<T>(
        Tensor<T> logarithms,
        Tensor<long> target,
        LossReduction reduction,
        long ignored = -100,
        [CallerArgumentExpression(nameof(logarithms))] string? logarithmsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.IsClassShape(target.Shape, logarithms.Shape)) throw ClassMismatch("NegativeLogLikelihood", logarithms.Shape, logarithmsText, target.Shape, targetText);
        return Averaged(OfClasses(logarithms, target, ignored, logarithms.Rank == 1 ? 0 : 1), target, ignored, reduction);
    }

    /// <inheritdoc cref="NegativeLogLikelihood{T}(Tensor{T}, Tensor{long}, LossReduction, long, string?, string?)"/>
    [Differentiable(Modes = Both)]
    public static Tensor<T> NegativeLogLikelihood<T>(
        Tensor<T> logarithms,
        Tensor<int> target,
        LossReduction reduction,
        long ignored = -100,
        [CallerArgumentExpression(nameof(logarithms))] string? logarithmsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        NegativeLogLikelihood(logarithms, target.To<long>(), reduction, ignored, logarithmsText, targetText);

    private static Tensor<T> OfClasses<T>(Tensor<T> logarithms, Tensor<long> target, long ignored, int axis)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<long> chosen = Tensor.Where(Tensor.NotEqual(target, ignored), target, 0L);
        return Counted(target, ignored, -Tensor.Squeeze(Tensor.Gather(logarithms, axis, Tensor.Unsqueeze(chosen, axis)), axis));
    }

    // What is ignored counts zero.
    private static Tensor<T> Counted<T>(Tensor<long> target, long ignored, Tensor<T> values)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tensor.Where(Tensor.NotEqual(target, ignored), values, T.Zero);

    private static Tensor<T> Averaged<T>(Tensor<T> losses, Tensor<long> target, long ignored, LossReduction reduction)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        reduction == LossReduction.Mean ? losses.Sum() / Tensor.NotEqual(target, ignored).To<T>().Sum() : Reduced(losses, reduction);

    private static ShapeException WeightMismatch(TensorShape weights, TensorShape input, string? inputText) =>
        new($"CrossEntropy: the weights have the shape {weights}, and '{inputText}' {input}; there must be one weight for each class, on the second axis or the only one.");

    private static ShapeException ClassMismatch(string operation, TensorShape input, string? inputText, TensorShape target, string? targetText) =>
        new($"{operation}: '{inputText}' has the shape {input}, its target '{targetText}' {target}; the target must have the same without the axis of the classes, the second or the only one.");
}
