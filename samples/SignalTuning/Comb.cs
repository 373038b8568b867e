using AutoDiff;

namespace SignalTuning;

/// <summary>A feedback comb's settings, as the optimizer moves them: the feedback is between −1 and 1, the damping between 0 and 1, so the comb is stable wherever they go.</summary>
internal readonly record struct CombSettings(double FeedbackAngle, double DampingLogit)
{
    /// <summary>How much of the delayed output comes back.</summary>
    public double Feedback => Math.Tanh(FeedbackAngle);

    /// <summary>How much the low-pass in the feedback keeps of what it was.</summary>
    public double Damping => 1 / (1 + Math.Exp(-DampingLogit));

    public static CombSettings Of(double feedback, double damping) => new(Math.Atanh(feedback), Math.Log(damping / (1 - damping)));
}

/// <summary>A comb: the output comes back, delayed and through a low-pass. The array of the output is the delay line.</summary>
internal static partial class Comb
{
    private const double DelaySeconds = 0.007;

    /// <summary>How far the output is from the target.</summary>
    [Differentiable]
    public static double Loss(CombSettings settings, [NoGradient] int delay, [NoGradient] double[] input, [NoGradient] double[] target)
    {
        double[] output = Process(settings, delay, input);
        ErrorToSignal loss = new();
        for (int n = 0; n < output.Length; n++) loss.Add(output[n], target[n]);
        return loss.Ratio;
    }

    public static double[] Process(CombSettings settings, int delay, double[] input)
    {
        double feedback = settings.Feedback, damping = settings.Damping, lowPass = 0;
        double[] output = new double[input.Length];
        for (int n = 0; n < output.Length; n++)
        {
            double delayed = n < delay ? 0 : output[n - delay];
            lowPass = (1 - damping) * delayed + damping * lowPass;
            output[n] = input[n] + feedback * lowPass;
        }
        return output;
    }

    public static Stage<CombSettings> Stage(int sampleRate)
    {
        int delay = (int)Math.Round(DelaySeconds * sampleRate);
        return new("comb", Start: CombSettings.Of(0.1, 0.5), Known: CombSettings.Of(0.75, 0.3))
        {
            Process = (s, input) => Process(s, delay, input),
            LossAndGradient = (s, input, target) => LossValueAndGradient(s, delay, input, target),
            Describe = s => [new("feedback", s.Feedback, ""), new("damping", s.Damping, "")],
            Curve = s => FrequencyResponse.Of(input => Process(s, delay, input), sampleRate),
        };
    }
}
