using System.Diagnostics;
using NAudio.Wave;
using SignalTuning;
using Xunit;

namespace AutoDiff.Samples.Tests;

public sealed class SignalTuningTests : IDisposable
{
    private const int SampleRate = 44100;

    private static readonly IStage[] Stages = [Gain.Stage(SampleRate), Equaliser.Stage(SampleRate), Compressor.Stage(SampleRate), Comb.Stage(SampleRate)];

    private readonly string _folder = Directory.CreateTempSubdirectory("signal-tuning").FullName;

    public static TheoryData<string> Names => [.. Stages.Select(s => s.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// Around the known settings the loss is a square: where it is below 1e-12, the output is off by a millionth. A setting to which the output is a hundred times less sensitive is off by 1e-4.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_stage_finds_its_settings(string name)
    {
        Tuning tuning = Stages.Single(s => s.Name == name).Tune(TestSignal.Create(1).Samples, iterations: 100);
        Assert.True(tuning.Steps[^1].Loss < 1e-12, $"loss {tuning.Steps[^1].Loss}");
        Assert.Equal(tuning.Steps.Select(s => s.Loss).OrderDescending(), tuning.Steps.Select(s => s.Loss));
        foreach ((Setting known, Setting first, Setting found) in tuning.Known.Settings.Zip(tuning.Steps[0].Settings, tuning.Steps[^1].Settings))
        {
            Assert.True(Math.Abs(first.Value - known.Value) > 0.1 * Math.Abs(known.Value), $"{known} is where the search starts");
            Assert.Equal(known.Value, found.Value, 1e-4 * Math.Abs(known.Value));
        }
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        double[] input = TestSignal.Create(0.1).Samples, target = [.. input.Select(x => 0.5 * x)];
        GradientCheck.Verify<GainSettings, double>(s => Gain.Loss(s, input, target), s => Gain.LossGradient(s, input, target), new(-3));
        GradientCheck.Verify<EqualiserSettings, double>(
            s => Equaliser.Loss(s, SampleRate, input, target), s => Equaliser.LossGradient(s, SampleRate, input, target), EqualiserSettings.Of(800, 4, 1.5));
        GradientCheck.Verify<CompressorSettings, double>(
            s => Compressor.Loss(s, SampleRate, input, target), s => Compressor.LossGradient(s, SampleRate, input, target), CompressorSettings.Of(-25, 3, 0.002, 0.03));
        GradientCheck.Verify<CombSettings, double>(s => Comb.Loss(s, 300, input, target), s => Comb.LossGradient(s, 300, input, target), CombSettings.Of(-0.6, 0.4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_is_that_of_the_output(string name)
    {
        double[] input = TestSignal.Create(0.2).Samples;
        Tuning tuning = Stages.Single(s => s.Name == name).Tune(input, iterations: 1);
        ErrorToSignal loss = new();
        foreach ((double before, double target) in tuning.Before.Samples.Zip(tuning.Target.Samples)) loss.Add(before, target);
        Assert.Equal(loss.Ratio, tuning.Steps[0].Loss, 1e-12 * loss.Ratio);
    }

    [Fact]
    public void The_response_of_an_equaliser_has_its_gain_at_its_frequency()
    {
        Curve curve = FrequencyResponse.Of(input => Equaliser.Process(EqualiserSettings.Of(2000, 6, 1), SampleRate, input), SampleRate);
        int peak = Array.IndexOf(curve.Y, curve.Y.Max());
        Assert.Equal(6, curve.Y[peak], 0.01);
        Assert.Equal(2000, curve.X[peak], 2000 * 0.02);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        Recording written = new([0, 0.25, -1.5, 1e-6], 8000);
        written.Write(Path.Combine(_folder, "a.wav"));
        Recording read = Recording.Read(Path.Combine(_folder, "a.wav"));
        Assert.Equal(8000, read.SampleRate);
        Assert.Equal(written.Samples.Select(x => (double)(float)x), read.Samples);
        Assert.Equal([0, 0.25], Recording.Read(Path.Combine(_folder, "a.wav"), seconds: 2.0 / 8000).Samples);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Channels_of_whole_numbers_are_averaged(int bits)
    {
        string path = Path.Combine(_folder, "a.wav");
        using (WaveFileWriter writer = new(path, new WaveFormat(22050, bits, 2)))
        {
            foreach (float sample in (float[])[0.5f, 0.25f, -0.5f, -0.75f]) writer.WriteSample(sample);
        }
        Recording read = Recording.Read(path);
        Assert.Equal(22050, read.SampleRate);
        Assert.Equal(2, read.Samples.Length);
        Assert.Equal(0.375, read.Samples[0], 1e-4);
        Assert.Equal(-0.625, read.Samples[1], 1e-4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF")]
    [InlineData("This is a text of some length, and no sound at all.")]
    [InlineData("RIFF\0\0\0\0WAVEfmt \x10\0\0\0")]
    public void What_is_no_WAV_file_is_reported(string content)
    {
        string path = Path.Combine(_folder, "a.wav");
        File.WriteAllText(path, content);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Recording.Read(path)).Message);
    }

    [Fact]
    public void Silence_is_reported()
    {
        string path = Path.Combine(_folder, "a.wav");
        new Recording(new double[100], SampleRate).Write(path);
        Assert.Contains("no sound", Assert.Throws<InvalidDataException>(() => Recording.Read(path)).Message);
    }

    [Fact]
    public async Task The_command_leaves_pictures_and_sounds()
    {
        (int status, string printed, _) = await Run("--output", _folder, "--seconds", "0.5");
        Assert.Equal(0, status);
        foreach (IStage stage in Stages)
        {
            Assert.Contains($"{stage.Name}: loss", printed);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(_folder, stage.Name + ".png"))[..4]);
            foreach (string name in (string[])["before", "target", "after"])
                Assert.Equal(SampleRate / 2, Recording.Read(Path.Combine(_folder, $"{stage.Name}-{name}.wav")).Samples.Length);
        }
    }

    [Fact]
    public async Task The_command_tunes_to_a_file()
    {
        string file = Path.Combine(_folder, "in.wav"), output = Path.Combine(_folder, "out");
        (TestSignal.Create(0.5) with { SampleRate = 22050 }).Write(file);
        (int status, string printed, _) = await Run("--input", file, "--output", output, "--stage", "equaliser");
        Assert.Equal(0, status);
        Assert.Contains("2500 Hz", printed);
        Assert.Equal(["equaliser-after.wav", "equaliser-before.wav", "equaliser-target.wav", "equaliser.png"], Directory.EnumerateFiles(output).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("--input", "missing.wav", "missing.wav")]
    [InlineData("--stage", "reverb", "reverb")]
    [InlineData("--iterations", "0", "at least 1")]
    [InlineData("--seconds", "-1", "between")]
    public async Task A_wrong_argument_is_reported(string option, string value, string message)
    {
        (int status, _, string error) = await Run(option, value, "--output", _folder);
        Assert.Equal(1, status);
        Assert.Contains(message, error);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private static async Task<(int Status, string Output, string Error)> Run(params string[] arguments)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [typeof(Tuning).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation), error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }
}
