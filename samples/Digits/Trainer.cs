using System.Diagnostics;
using System.Numerics;
using AutoDiff;

namespace Digits;

/// <summary>Trains a model, step by step.</summary>
internal sealed partial class Trainer
{
    public const int BatchSize = 64;

    private const double LearningRate = 2e-3;

    private readonly TrainingSettings _settings;
    private readonly DigitSet _digits;
    private readonly TensorRandom _random;
    private readonly Adam _optimizer;
    private readonly CosineAnnealingSchedule _schedule;

    /// <summary>The images in the order in which this epoch takes them.</summary>
    private Tensor<long> _order;

    /// <summary>Of this epoch's steps so far.</summary>
    private double _lossSum;

    /// <param name="settings">What is trained, and for how long.</param>
    /// <param name="digits">The images to learn from.</param>
    /// <param name="random">Gives the first weights, the order of the images, and what is dropped.</param>
    public Trainer(TrainingSettings settings, DigitSet digits, TensorRandom random)
    {
        (_settings, _digits, _random) = (settings, digits, random);
        Model = settings.Model switch
        {
            "mlp" => new Mlp<float>(random),
            "cnn" => new Cnn<float>(random),
            _ => throw new UnreachableException(),
        };
        _optimizer = new(Model.Parameters(), LearningRate);
        _schedule = new(_optimizer, period: Steps);
        _order = Tensor.Arange((long)digits.Count);
    }

    public Layer<float> Model { get; }

    /// <summary>How many steps the training has.</summary>
    public int Steps => _settings.Epochs * StepsPerEpoch;

    /// <summary>How many are done.</summary>
    public int Step => (int)_schedule.StepCount;

    /// <summary>How many epochs are done.</summary>
    public int Epoch => Step / StepsPerEpoch;

    public int Epochs => _settings.Epochs;

    /// <summary>Whether the next step begins an epoch, or there is none.</summary>
    public bool IsBetweenEpochs => Step % StepsPerEpoch == 0;

    /// <summary>The mean loss of the steps of this epoch, or of the one that has just ended.</summary>
    public double Loss => _lossSum / (((Step - 1) % StepsPerEpoch) + 1);

    // What is left of the images is another's in the next epoch.
    private int StepsPerEpoch => _digits.Count / BatchSize;

    /// <summary>The mean cross entropy of what the model reads.</summary>
    [Differentiable]
    public static T Objective<T>(Layer<T> model, [NoGradient] Tensor<T> images, Tensor<long> labels)
        where T : unmanaged, IFloatingPointIeee754<T> => Losses.CrossEntropy(model.Forward(images), labels);

    /// <summary>Learns from the next images.</summary>
    public void Advance()
    {
        if (IsBetweenEpochs) (_order, _lossSum) = (Tensor.Permutation(_digits.Count, _random), 0);
        int start = Step % StepsPerEpoch * BatchSize;
        DigitSet batch = _digits.Take(_order[start..(start + BatchSize)]);
        _optimizer.ZeroGradients();
        _lossSum += ObjectiveBackward(Model, batch.Images, batch.Labels);
        _optimizer.Step();
        _schedule.Step();
    }
}
