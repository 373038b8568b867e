using System.Numerics;

namespace AutoDiff;

/// <summary>
/// Normalises each channel, the second axis, to mean 0 and variance 1 over the batch and all other axes, then scales and shifts it. Afterwards, when it is not trained any more, it
/// takes the running mean and variance that it has kept.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>PyTorch's <c>BatchNorm1d</c>, <c>2d</c> and <c>3d</c>: the batch is normalised by the variance over the count n of elements; the running variance is that over n − 1.</remarks>
public sealed partial class BatchNorm<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Buffer]
    private readonly Tensor<T> _runningMean, _runningVariance;

    /// <summary>A layer that starts with weights of 1 and biases of 0.</summary>
    /// <param name="channels">The length of the second axis.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="momentum">The share of a batch in the running statistics.</param>
    public BatchNorm(int channels, double epsilon = 1e-5, double momentum = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        (Channels, Epsilon, Momentum) = (channels, epsilon, momentum);
        Weight = new(Tensor.Ones<T>([channels]));
        Bias = new(Tensor.Zeros<T>([channels]));
        _runningMean = Tensor.Zeros<T>([channels]);
        _runningVariance = Tensor.Ones<T>([channels]);
    }

    /// <summary>The length of the second axis.</summary>
    public int Channels { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>The share of a batch in the running statistics.</summary>
    public double Momentum { get; }

    /// <summary>What each channel is multiplied by.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel.</summary>
    public Parameter<T> Bias { get; }

    /// <summary>The mean of each channel, averaged over the batches; part of the state.</summary>
    public Tensor<T> RunningMean => _runningMean;

    /// <summary>The variance of each channel, likewise.</summary>
    public Tensor<T> RunningVariance => _runningVariance;

    /// <inheritdoc/>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public override Tensor<T> Forward(Tensor<T> input)
    {
        if (input.Rank < 2 || input.Shape[1] != Channels) throw new ShapeException($"BatchNorm: the input has the shape {input.Shape}; its second axis must have length {Channels}.");
        TensorShape channels = Tensor.ChannelShape(input.Shape);
        Tensor<T> normalised = IsTraining ? OfBatch(input, channels)
            : (input - _runningMean.Reshape(channels)) / Tensor.Sqrt(_runningVariance.Reshape(channels) + T.CreateTruncating(Epsilon));
        return normalised * Weight.Value.Reshape(channels) + Bias.Value.Reshape(channels);
    }

    private Tensor<T> OfBatch(Tensor<T> input, TensorShape channels)
    {
        Axes others = Tensor.AllButChannel(input.Shape);
        Tensor<T> mean = input.Mean(others, true);
        Tensor<T> centred = input - mean;
        Tensor<T> variance = Tensor.Square(centred).Mean(others, true);
        int count = input.Length / Channels;
        if (count < 2) throw new ShapeException($"BatchNorm: the input has the shape {input.Shape}; there must be more than one element of each channel to train with.");
        Tensor.MoveInPlace(_runningMean, Gradient.Stop(mean), Momentum);
        Tensor.MoveInPlace(_runningVariance, Gradient.Stop(variance * (T.CreateTruncating(count) / T.CreateTruncating(count - 1))), Momentum);
        return centred / Tensor.Sqrt(variance + T.CreateTruncating(Epsilon));
    }

    /// <inheritdoc/>
    protected internal override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Parameter("weight", Weight);
        visitor.Parameter("bias", Bias);
        visitor.Buffer("running_mean", _runningMean);
        visitor.Buffer("running_var", _runningVariance);
    }
}
