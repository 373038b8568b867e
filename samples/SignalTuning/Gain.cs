using AutoDiff;

namespace SignalTuning;

/// <summary>A gain's setting.</summary>
internal readonly record struct GainSettings(double Decibels);

/// <summary>A change of level.</summary>
internal static partial class Gain
{
    /// <summary>How far the output is from the target.</summary>
    [Differentiable]
    public static double Loss(GainSettings settings, [NoGradient] double[] input, [NoGradient] double[] target)
    {
        double factor = Decibels.ToFactor(settings.Decibels);
        ErrorToSignal loss = new();
        for (int n = 0; n < input.Length; n++) loss.Add(factor * input[n], target[n]);
        return loss.Ratio;
    }

    public static double[] Process(GainSettings settings, double[] input)
    {
        double factor = Decibels.ToFactor(settings.Decibels);
        return [.. input.Select(x => factor * x)];
    }

    public static Stage<GainSettings> Stage(int sampleRate) => new("gain", Start: new(0), Known: new(-7.5))
    {
        Process = Process,
        LossAndGradient = LossValueAndGradient,
        Describe = s => [new("gain", s.Decibels, "dB")],
        Curve = s => FrequencyResponse.Of(input => Process(s, input), sampleRate),
    };
}
