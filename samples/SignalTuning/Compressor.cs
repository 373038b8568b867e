using AutoDiff;

namespace SignalTuning;

/// <summary>A compressor's settings, as the optimizer moves them: the ratio is above 1, and the times are positive, whatever their logarithms are.</summary>
internal readonly record struct CompressorSettings(double Threshold, double LogRatioAboveOne, double LogAttack, double LogRelease)
{
    /// <summary>By how many decibels the input's level rises above the threshold for one of the output's.</summary>
    public double Ratio => 1 + Math.Exp(LogRatioAboveOne);

    /// <summary>The time, in seconds, in which the reduction comes close to a larger one by the factor e.</summary>
    public double Attack => Math.Exp(LogAttack);

    /// <summary>The time, in seconds, in which the reduction comes close to a smaller one by the factor e.</summary>
    public double Release => Math.Exp(LogRelease);

    public static CompressorSettings Of(double threshold, double ratio, double attack, double release) =>
        new(threshold, Math.Log(ratio - 1), Math.Log(attack), Math.Log(release));

    /// <summary>By how many decibels a steady level is reduced.</summary>
    public double Reduction(double level) => (1 - 1 / Ratio) * Math.Max(0, level - Threshold);
}

/// <summary>A compressor: a reduction of the level that follows the input, fast where it grows and slowly where it falls.</summary>
internal static partial class Compressor
{
    /// <summary>The square of an amplitude that counts as silence, whose logarithm is finite.</summary>
    private const double Silence = 1e-10;

    /// <summary>How far the output is from the target.</summary>
    [Differentiable]
    public static double Loss(CompressorSettings settings, [NoGradient] double sampleRate, [NoGradient] double[] input, [NoGradient] double[] target)
    {
        double attack = Share(settings.Attack, sampleRate), release = Share(settings.Release, sampleRate), reduction = 0;
        ErrorToSignal loss = new();
        for (int n = 0; n < input.Length; n++)
        {
            reduction = Next(settings, attack, release, reduction, input[n]);
            loss.Add(input[n] * Decibels.ToFactor(-reduction), target[n]);
        }
        return loss.Ratio;
    }

    public static double[] Process(CompressorSettings settings, double sampleRate, double[] input)
    {
        double attack = Share(settings.Attack, sampleRate), release = Share(settings.Release, sampleRate), reduction = 0;
        double[] output = new double[input.Length];
        for (int n = 0; n < output.Length; n++)
        {
            reduction = Next(settings, attack, release, reduction, input[n]);
            output[n] = input[n] * Decibels.ToFactor(-reduction);
        }
        return output;
    }

    /// <summary>The reduction after another sample, in decibels.</summary>
    private static double Next(CompressorSettings settings, double attack, double release, double reduction, double x)
    {
        double difference = settings.Reduction(Decibels.OfSquare(x * x + Silence)) - reduction;
        return reduction + (difference > 0 ? attack : release) * difference;
    }

    /// <summary>How much of a difference one sample makes up for, so that e⁻¹ of it is left after the time.</summary>
    private static double Share(double time, double sampleRate) => 1 - Math.Exp(-1 / (time * sampleRate));

    public static Stage<CompressorSettings> Stage(int sampleRate) => new(
        "compressor", Start: CompressorSettings.Of(-24, 2, 0.010, 0.050), Known: CompressorSettings.Of(-30, 4, 0.003, 0.120))
    {
        Process = (s, input) => Process(s, sampleRate, input),
        LossAndGradient = (s, input, target) => LossValueAndGradient(s, sampleRate, input, target),
        Describe = s => [new("threshold", s.Threshold, "dB"), new("ratio", s.Ratio, ""), new("attack", 1000 * s.Attack, "ms"), new("release", 1000 * s.Release, "ms")],
        Curve = s => LevelCurve(s),
    };

    private static Curve LevelCurve(CompressorSettings settings)
    {
        double[] levels = [.. Enumerable.Range(-60, 61).Select(l => (double)l)];
        return new("level of the input / dB", "level of the output / dB", levels, [.. levels.Select(l => l - settings.Reduction(l))]);
    }
}
