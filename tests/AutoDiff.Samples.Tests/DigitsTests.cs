using System.Diagnostics;
using Digits;
using Xunit;

namespace AutoDiff.Samples.Tests;

public sealed class DigitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digits").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_draws_the_same_digits()
    {
        float[] Draw(long seed) => DigitSet.Draw(PenTypefaces.All, 30, new TensorRandom(seed)).Images.ToArray();
        float[] first = Draw(1);
        Assert.Equal(first, Draw(1));
        Assert.NotEqual(first, Draw(2));
        Assert.All(first, pixel => Assert.InRange(pixel, 0, 1));
        float[][] images = [.. first.Chunk(DigitRenderer.Side * DigitRenderer.Side)];
        Assert.All(images, image => Assert.InRange(image.Average(), 0.02, 0.5));
        Assert.Distinct(images.Select(image => image.Sum()));
    }

    [Fact]
    public void Digits_lie_inside_of_their_images()
    {
        using DigitRenderer renderer = new();
        TensorRandom random = new(5);
        float[] image = new float[DigitRenderer.Side * DigitRenderer.Side];
        float[] sum = new float[image.Length];
        foreach (Typeface typeface in PenTypefaces.All)
        {
            foreach (SkiaSharp.SKPath digit in typeface.Digits)
            {
                for (int i = 0; i < 20; i++)
                {
                    renderer.Draw(digit, random, image);
                    for (int j = 0; j < image.Length; j++) sum[j] += image[j] / 600;
                }
            }
        }
        float[][] rows = [.. sum.Chunk(DigitRenderer.Side)];
        float[] edge = [.. rows[0], .. rows[^1], .. rows.Select(r => r[0]), .. rows.Select(r => r[^1])];
        Assert.True(edge.Max() < 0.1 && rows[14][14] > 0.2, $"edge {edge.Max()}, middle {rows[14][14]}");
    }

    [Fact]
    public void The_fonts_of_the_machine_have_ten_digits()
    {
        IReadOnlyList<Typeface> typefaces = MachineTypefaces.Find();
        Assert.SkipWhen(typefaces.Count == 0, "there are no fonts");
        Assert.All(typefaces, typeface => Assert.All(typeface.Digits, digit => Assert.False(digit.IsEmpty)));
        Assert.Equal(10, typefaces[0].Digits.Count);
        Assert.Equal(typefaces.Select(t => t.Family), MachineTypefaces.Find().Select(t => t.Family));
    }

    [Theory]
    [InlineData(3, "2")]
    [InlineData(4, "3")]
    [InlineData(7, "3")]
    [InlineData(8, "3,7")]
    public void No_family_is_on_both_sides(int families, string heldOut)
    {
        Typeface[] typefaces = [.. Enumerable.Range(0, 2 * families).Select(i => new Typeface($"{i / 2}", PenTypefaces.All[0].Digits))];
        DigitSplit split = DigitSplit.Draw(typefaces, 100, new TensorRandom(1));
        Assert.Equal(heldOut.Split(','), split.HeldOutFamilies);
        Assert.Equal(families, split.TrainingFamilies.Union(split.HeldOutFamilies).Count());
        Assert.Equal(families, split.TrainingFamilies.Count + split.HeldOutFamilies.Count);
        Assert.Equal((100, 20), (split.Training.Count, split.HeldOut.Count));
    }

    /// <summary>The pens' digits are the same on every machine. With more images and epochs there are fewer mistakes.</summary>
    [Theory]
    [InlineData("mlp", 14)]
    [InlineData("cnn", 5)]
    public void Training_teaches_to_read(string model, int epochs)
    {
        const int Samples = 3000;
        TensorRandom random = new(1);
        DigitSet training = DigitSet.Draw(PenTypefaces.All, Samples, random), others = DigitSet.Draw(PenTypefaces.All, 500, random);
        Trainer trainer = new(new(model, epochs, Samples, Seed: 1), training, random);
        List<double> losses = [];
        while (trainer.Step < trainer.Steps)
        {
            trainer.Advance();
            if (trainer.IsBetweenEpochs) losses.Add(trainer.Loss);
        }
        Assert.Equal(epochs, losses.Count);
        Assert.True(losses[^1] < losses[0] / 4, string.Join(", ", losses));
        Evaluation evaluation = Evaluation.Of(trainer.Model, others);
        Assert.True(evaluation.Accuracy > 0.95, $"{evaluation.Accuracy:P2}");
        Assert.True(trainer.Model.IsTraining);

        int[,] confusion = evaluation.Confusion();
        Assert.Equal(others.Count, confusion.Cast<int>().Sum());
        Assert.Equal(evaluation.Accuracy, Enumerable.Range(0, 10).Sum(digit => confusion[digit, digit]) / (double)others.Count, 1e-12);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    public void A_checkpoint_goes_on_as_if_nothing_had_happened(string model)
    {
        const int Interruption = 5;
        string whole = Path.Combine(_folder, "whole.safetensors"), cut = Path.Combine(_folder, "cut.safetensors");
        TrainingSettings settings = new(model, Epochs: 3, Samples: 200, Seed: 7);
        Run(Create(), int.MaxValue).Save(whole);
        Run(Create(), Interruption).Save(cut);
        Trainer resumed = Create();
        resumed.Load(cut);
        Assert.Equal((Interruption, 1), (resumed.Step, resumed.Epoch));
        Run(resumed, int.MaxValue).Save(cut);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(cut));

        Trainer Create()
        {
            TensorRandom random = new(settings.Seed);
            return new(settings, DigitSet.Draw(PenTypefaces.All, settings.Samples, random), random);
        }

        static Trainer Run(Trainer trainer, int most)
        {
            for (int i = 0; i < most && trainer.Step < trainer.Steps; i++) trainer.Advance();
            return trainer;
        }
    }

    [Fact]
    public void The_gradient_of_the_network_agrees_with_differences()
    {
        TensorRandom random = new(3);
        Cnn<double> network = new(random, side: 8, channels: 2, hidden: 6);
        network.Evaluate();
        Tensor<double> images = Tensor.Uniform<double>([4, 1, 8, 8], random);
        Tensor<long> labels = (long[])[3, 1, 4, 1];
        Parameter<double>[] parameters = [.. network.Parameters().Cast<Parameter<double>>()];

        GradientCheck.Verify<double[][], double>(
            values =>
            {
                Set(values);
                return Trainer.Objective(network, images, labels);
            },
            values =>
            {
                Set(values);
                network.ZeroGradients();
                Trainer.ObjectiveBackward(network, images, labels);
                return [.. parameters.Select(p => p.Gradient!.ToArray())];
            },
            [.. parameters.Select(p => p.Value.ToArray())]);

        void Set(double[][] values)
        {
            foreach ((Parameter<double> parameter, double[] value) in parameters.Zip(values)) parameter.Value = Tensor.Create(value, parameter.Shape);
        }
    }

    [Fact]
    public async Task An_interrupted_command_leaves_a_checkpoint_that_ends_as_the_whole_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        string[] options = ["--model", "mlp", "--samples", "500", "--epochs", "50", "--plot", Path.Combine(_folder, "digits.png")];
        string whole = Path.Combine(_folder, "whole.safetensors"), cut = Path.Combine(_folder, "cut.safetensors");
        (int status, string printed, _) = await Run([.. options, "--checkpoint", whole]);
        Assert.Equal(0, status);
        Assert.Contains("epoch 50 of 50: loss", printed);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(_folder, "digits.png"))[..4]);

        (status, printed, _) = await Run([.. options, "--checkpoint", cut], interruptAfter: "epoch  3 of 50");
        Assert.Equal(130, status);
        Assert.Contains("--resume", printed);
        Assert.DoesNotContain("epoch 50", printed);

        (status, printed, _) = await Run([.. options, "--checkpoint", cut, "--resume"]);
        Assert.Equal(0, status);
        Assert.DoesNotContain("epoch  3", printed);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(cut));

        (status, _, string error) = await Run([.. options, "--seed", "2", "--checkpoint", cut, "--resume"]);
        Assert.Equal(1, status);
        Assert.Contains("--model mlp --epochs 50 --samples 500 --seed 1", error);
    }

    [Theory]
    [InlineData("--model", "transformer", "transformer")]
    [InlineData("--epochs", "0", "between 1 and")]
    [InlineData("--samples", "99", "between 100 and")]
    [InlineData("--resume", "--samples=100", "digits.safetensors")]
    public async Task A_wrong_argument_is_reported(string option, string value, string message)
    {
        (int status, _, string error) = await Run([option, value, "--checkpoint", Path.Combine(_folder, "digits.safetensors"), "--plot", Path.Combine(_folder, "digits.png")]);
        Assert.Equal(1, status);
        Assert.Contains(message, error);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private static async Task<(int Status, string Output, string Error)> Run(string[] arguments, string? interruptAfter = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [typeof(Trainer).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        List<string> output = [];
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            output.Add(line);
            // Ctrl+C is another signal, which is handled as this one, but ignored in processes that a shell has started in the background.
            if (interruptAfter is not null && line.StartsWith(interruptAfter, StringComparison.Ordinal)) Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();
        }
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, string.Join('\n', output), await error);
    }
}
