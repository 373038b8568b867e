using System.Numerics;

namespace AutoDiff;

/// <summary>
/// What training makes small: how far predictions are from their targets. Each is the mean over all elements, as a number; an overload with a <see cref="LossReduction"/> gives a tensor.
/// </summary>
/// <remarks>The names and conventions are those of PyTorch's <c>torch.nn.functional</c>.</remarks>
public static partial class Losses
{
    private static Tensor<T> Reduced<T>(Tensor<T> losses, LossReduction reduction)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        reduction == LossReduction.Mean ? losses.Mean() : reduction == LossReduction.Sum ? losses.Sum() : losses;

    private static ShapeException Mismatch(string operation, TensorShape prediction, string? predictionText, TensorShape target, string? targetText) =>
        new($"{operation}: '{predictionText}' has the shape {prediction}, its target '{targetText}' {target}; they must have the same.");
}
