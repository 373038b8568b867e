using AutoDiff;

namespace SignalTuning;

/// <summary>The settings of a band, as the optimizer moves them: frequency and quality are positive, whatever their logarithms are.</summary>
internal readonly record struct EqualiserSettings(double LogFrequency, double Decibels, double LogQuality)
{
    /// <summary>The centre of the band, in hertz.</summary>
    public double Frequency => Math.Exp(LogFrequency);

    /// <summary>The centre's frequency by the band's width.</summary>
    public double Quality => Math.Exp(LogQuality);

    public static EqualiserSettings Of(double frequency, double decibels, double quality) => new(Math.Log(frequency), decibels, Math.Log(quality));
}

/// <summary>An equaliser of one band: a recursion over the samples.</summary>
internal static partial class Equaliser
{
    /// <summary>How far the output is from the target.</summary>
    [Differentiable]
    public static double Loss(EqualiserSettings settings, [NoGradient] double sampleRate, [NoGradient] double[] input, [NoGradient] double[] target)
    {
        Biquad filter = Biquad.Peaking(settings.Frequency, settings.Decibels, settings.Quality, sampleRate);
        ErrorToSignal loss = new();
        for (int n = 0; n < input.Length; n++) loss.Add(filter.Next(input[n]), target[n]);
        return loss.Ratio;
    }

    public static double[] Process(EqualiserSettings settings, double sampleRate, double[] input)
    {
        Biquad filter = Biquad.Peaking(settings.Frequency, settings.Decibels, settings.Quality, sampleRate);
        return [.. input.Select(x => filter.Next(x))];
    }

    public static Stage<EqualiserSettings> Stage(int sampleRate) => new(
        "equaliser", Start: EqualiserSettings.Of(1000, -1, 0.7), Known: EqualiserSettings.Of(2500, -9, 2))
    {
        Process = (s, input) => Process(s, sampleRate, input),
        LossAndGradient = (s, input, target) => LossValueAndGradient(s, sampleRate, input, target),
        Describe = s => [new("frequency", s.Frequency, "Hz"), new("gain", s.Decibels, "dB"), new("quality", s.Quality, "")],
        Curve = s => FrequencyResponse.Of(input => Process(s, sampleRate, input), sampleRate),
    };
}
