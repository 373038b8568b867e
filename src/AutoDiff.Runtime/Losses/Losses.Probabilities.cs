using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Losses of probabilities.</content>
public static partial class Losses
{
    /// <summary>The cross entropy of probabilities: −(t log p + (1 − t) log(1 − p)). A logarithm below −100 is taken for −100, and a slope above 10¹² for 10¹², as PyTorch does.</summary>
    /// <param name="prediction">Probabilities, from 0 to 1.</param>
    /// <param name="target">What they should be, from 0 to 1; of the same shape.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T BinaryCrossEntropy<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        BinaryCrossEntropy(prediction, target, LossReduction.Mean, predictionText, targetText).Item();

    /// <summary>The cross entropy of probabilities: −(t log p + (1 − t) log(1 − p)). A logarithm below −100 is taken for −100, and a slope above 10¹² for 10¹², as PyTorch does.</summary>
    /// <param name="prediction">Probabilities, from 0 to 1.</param>
    /// <param name="target">What they should be, from 0 to 1; of the same shape.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="predictionText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> BinaryCrossEntropy<T>(
        Tensor<T> prediction,
        Tensor<T> target,
        LossReduction reduction,
        [CallerArgumentExpression(nameof(prediction))] string? predictionText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(prediction, target)) throw Mismatch("BinaryCrossEntropy", prediction.Shape, predictionText, target.Shape, targetText);
        Tensor<T> logarithm = BoundedLog(prediction), complement = BoundedLog(T.One - prediction);
        return Reduced(-(target * logarithm + (T.One - target) * complement), reduction);
    }

    /// <summary>The cross entropy of the probabilities sigmoid(x), computed from the logits x without loss: softplus(x) − t·x.</summary>
    /// <param name="logits">Logits: the logarithms of p / (1 − p).</param>
    /// <param name="target">The probabilities that they should give; of the same shape.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T BinaryCrossEntropyWithLogits<T>(
        Tensor<T> logits,
        Tensor<T> target,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        BinaryCrossEntropyWithLogits(logits, target, LossReduction.Mean, logitsText, targetText).Item();

    /// <summary>The cross entropy of the probabilities sigmoid(x), computed from the logits x without loss: softplus(x) − t·x.</summary>
    /// <param name="logits">Logits: the logarithms of p / (1 − p).</param>
    /// <param name="target">The probabilities that they should give; of the same shape.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="logitsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> BinaryCrossEntropyWithLogits<T>(
        Tensor<T> logits,
        Tensor<T> target,
        LossReduction reduction,
        [CallerArgumentExpression(nameof(logits))] string? logitsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(logits, target)) throw Mismatch("BinaryCrossEntropyWithLogits", logits.Shape, logitsText, target.Shape, targetText);
        return Reduced(Tensor.Softplus(logits) - target * logits, reduction);
    }

    /// <summary>The divergence t (log t − x) of predictions x = log p from targets t. The mean is over all elements; divide the sum by the batch for the divergence itself.</summary>
    /// <param name="logarithms">Logarithms of the predicted probabilities.</param>
    /// <param name="target">The probabilities that they should be; of the same shape.</param>
    /// <param name="logarithmsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static T KullbackLeibler<T>(
        Tensor<T> logarithms,
        Tensor<T> target,
        [CallerArgumentExpression(nameof(logarithms))] string? logarithmsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        KullbackLeibler(logarithms, target, LossReduction.Mean, logarithmsText, targetText).Item();

    /// <summary>The divergence t (log t − x) of predictions x = log p from targets t. The mean is over all elements; divide the sum by the batch for the divergence itself.</summary>
    /// <param name="logarithms">Logarithms of the predicted probabilities.</param>
    /// <param name="target">The probabilities that they should be; of the same shape.</param>
    /// <param name="reduction">What becomes of the losses.</param>
    /// <param name="logarithmsText">The argument as it is written, for messages.</param>
    /// <param name="targetText">Likewise.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The loss, or the losses.</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    [Differentiable(Modes = Both)]
    public static Tensor<T> KullbackLeibler<T>(
        Tensor<T> logarithms,
        Tensor<T> target,
        LossReduction reduction,
        [CallerArgumentExpression(nameof(logarithms))] string? logarithmsText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Tensor.HasSameShape(logarithms, target)) throw Mismatch("KullbackLeibler", logarithms.Shape, logarithmsText, target.Shape, targetText);
        return Reduced(target * (Tensor.Log(Tensor.Maximum(target, T.Epsilon)) - logarithms), reduction);
    }

    // Its derivative is 1 / p, and where p is less than 10⁻¹² still 10¹²: a prediction that is wrong and quite sure is moved.
    private static Tensor<T> BoundedLog<T>(Tensor<T> probability)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T least = LeastProbability<T>();
        Tensor<T> bounded = Tensor.Maximum(Tensor.Log(Tensor.Maximum(probability, T.Epsilon)), T.CreateTruncating(-100));
        Tensor<T> below = Tensor.Minimum(probability, least);
        return Tensor.Where(probability > least, Tensor.Log(Tensor.Maximum(probability, least)), Gradient.Stop(bounded)) + (below - Gradient.Stop(below)) / least;
    }

    // So that its inverse is finite in half precision too.
    private static T LeastProbability<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateTruncating(1e-12) is var least && least > T.Epsilon ? least : T.CreateTruncating(2e-5);
}
