using NAudio.Wave;

namespace SignalTuning;

/// <summary>One channel of audio.</summary>
internal sealed record Recording(double[] Samples, int SampleRate)
{
    /// <summary>Reads the mean of a WAV file's channels: PCM of 16, 24 or 32 bits, or floating point.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seconds">How much is read at most.</param>
    /// <exception cref="InvalidDataException">The file is no WAV file, or of another encoding, or silent.</exception>
    public static Recording Read(string path, double seconds = double.PositiveInfinity)
    {
        try
        {
            using WaveFileReader reader = new(path);
            WaveFormat format = reader.WaveFormat;
            ISampleProvider provider = reader.ToSampleProvider();
            long frames = (long)Math.Min(reader.SampleCount, seconds * format.SampleRate);
            float[] interleaved = new float[frames * format.Channels];
            int count = 0, read;
            while ((read = provider.Read(interleaved.AsSpan(count))) > 0) count += read;

            double[] samples = [.. interleaved.Take(count).Chunk(format.Channels).Select(frame => frame.Average(x => (double)x))];
            return samples.Any(x => x != 0) ? new(samples, format.SampleRate) : throw new InvalidDataException($"{path} has no sound.");
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException($"{path} cannot be read as a WAV file of 16, 24 or 32 bits or floating-point numbers: {e.Message}", e);
        }
    }

    /// <summary>Writes a WAV file of 32-bit floating-point numbers, in which nothing is clipped.</summary>
    public void Write(string path)
    {
        using WaveFileWriter writer = new(path, WaveFormat.CreateIeeeFloatWaveFormat(SampleRate, channels: 1));
        foreach (double sample in Samples) writer.WriteSample((float)sample);
    }

    /// <summary>The same with its largest sample just below 1, so that levels mean the same for each recording.</summary>
    public Recording Normalised()
    {
        double factor = 0.9 / Samples.Max(Math.Abs);
        return this with { Samples = [.. Samples.Select(x => factor * x)] };
    }
}
