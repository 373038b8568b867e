using System.Globalization;

namespace Digits;

/// <summary>What a training's result depends on, the machine's fonts and number of threads aside.</summary>
/// <param name="Model"><c>mlp</c> or <c>cnn</c>.</param>
/// <param name="Epochs">How often each image is learned from.</param>
/// <param name="Samples">How many images there are to learn from.</param>
/// <param name="Seed">Where the random numbers start.</param>
internal sealed record TrainingSettings(string Model, int Epochs, int Samples, long Seed)
{
    /// <summary>The options of the command line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"--model {Model} --epochs {Epochs} --samples {Samples} --seed {Seed}");
}
