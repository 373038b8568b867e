namespace SignalTuning;

/// <summary>Audio of all levels and frequencies: plucked strings, bursts of noise, and a sweep.</summary>
internal static class TestSignal
{
    private const int SampleRate = 44100, Seed = 1;

    private static readonly double[] Pitches = [110, 164.81, 220, 329.63];

    public static Recording Create(double seconds)
    {
        Random random = new(Seed);
        double[] samples = new double[(int)(seconds * SampleRate)];
        for (int i = 0; i < Pitches.Length; i++) Pluck(random, samples.AsSpan(i * samples.Length / 8), Pitches[i]);
        for (int i = 0; i < 3; i++) Burst(random, samples.AsSpan((4 + i) * samples.Length / 8), amplitude: Math.Pow(0.4, i));
        Sweep(samples.AsSpan(3 * samples.Length / 4));
        return new Recording(samples, SampleRate).Normalised();
    }

    /// <summary>K. Karplus, A. Strong, "Digital synthesis of plucked-string and drum timbres" (1983): noise that goes round through a mean of two samples.</summary>
    private static void Pluck(Random random, Span<double> samples, double pitch)
    {
        double[] loop = [.. Enumerable.Range(0, (int)Math.Round(SampleRate / pitch)).Select(_ => 2 * random.NextDouble() - 1)];
        for (int n = 0; n < samples.Length; n++)
        {
            int at = n % loop.Length;
            samples[n] += loop[at];
            loop[at] = 0.498 * (loop[at] + loop[(at + 1) % loop.Length]);
        }
    }

    private static void Burst(Random random, Span<double> samples, double amplitude)
    {
        for (int n = 0; n < samples.Length; n++) samples[n] += amplitude * Math.Exp(-n / (0.03 * SampleRate)) * (2 * random.NextDouble() - 1);
    }

    /// <summary>A sine from 50 Hz to 16 kHz whose frequency grows by the same factor in the same time.</summary>
    private static void Sweep(Span<double> samples)
    {
        double growth = Math.Log(16000.0 / 50) / samples.Length, phase = 0;
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] += 0.3 * Math.Sin(phase);
            phase += 2 * Math.PI * 50 * Math.Exp(growth * n) / SampleRate;
        }
    }
}
