using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Bootcamp;
using Xunit;

namespace AutoDiff.Samples.Tests;

public sealed partial class BootcampTests
{
    // What the lesson's numbers are, where chance has no part in them.
    private static readonly string[] Lines =
    [
        "> v + v", "tensor([2., 4., 6.])",
        "> s * v", "tensor([ 42.,  84., 126.])",
        "> Tensor.MatMul(M, v)", "tensor([14., 32.])",
        "> Tensor.Sqrt(v)", "tensor([1.0000, 1.4142, 1.7321])",
        "tensor([1.+2.j, 3.-4.j])",
        "> w.Gradient", "tensor(-1.7460)", "tensor(-3.4920)", "tensor(0.)",
        "> dM", "tensor([[1., 2., 3.],", "        [1., 2., 3.]])",
        "> dV", "tensor([5., 7., 9.])",
        "step    0: x = 0.0000, x² − 3x + 1 = 1.0000",
        "step    1: x = 0.0300, x² − 3x + 1 = 0.9109",
        "step  500: x = 1.4999, x² − 3x + 1 = -1.2500",
    ];

    [Fact]
    public async Task The_lesson_prints_its_numbers_and_leaves_its_pictures()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string folder = Directory.CreateTempSubdirectory("bootcamp").FullName;
        try
        {
            ProcessStartInfo start = new("dotnet", [typeof(LinearModel).Assembly.Location, "--output", folder]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string[] printed = [.. (await process.StandardOutput.ReadToEndAsync(cancellation)).Split('\n').Select(l => l.TrimEnd())];
            await process.WaitForExitAsync(cancellation);
            Assert.Equal(0, process.ExitCode);

            int at = 0;
            foreach (string line in Lines)
            {
                int next = Array.IndexOf(printed, line, at);
                Assert.True(next >= 0, $"'{line}' does not follow line {at} of\n{string.Join('\n', printed)}");
                at = next + 1;
            }
            foreach (string picture in (string[])["descent.png", "fit.png"])
                Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(Path.Combine(folder, picture), cancellation))[..4]);
            Assert.True(File.Exists(Path.Combine(folder, "fit.html")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Descent_follows_its_formula()
    {
        (float X, float Value)[] path = Descent.Run(Descent.Steps);
        Assert.Equal(Descent.Steps + 1, path.Length);
        for (int n = 0; n < path.Length; n++)
        {
            // x ← x − 0.01 (2x − 3) has x = 3/2 (1 − 0.98ⁿ).
            double x = 1.5 * (1 - Math.Pow(0.98, n));
            Assert.Equal(x, path[n].X, 1e-5);
            Assert.Equal((x * x) - (3 * x) + 1, path[n].Value, 1e-5);
        }
    }

    [Fact]
    public void Fit_arrives_at_the_line_of_least_squares()
    {
        TensorRandom random = new(3);
        (Tensor<float> x, Tensor<float> y) = LinearFit.MakePoints(random);
        FitStep[] history = LinearFit.Run(new LinearModel(random), x, y, LinearFit.Steps);
        (double meanX, double meanY) = (x.ToArray().Average(), y.ToArray().Average());
        double slope = x.ToArray().Zip(y.ToArray(), (a, b) => (a - meanX) * (b - meanY)).Sum() / x.ToArray().Sum(a => (a - meanX) * (a - meanX));
        Assert.Equal(slope, history[^1].W, 1e-4);
        Assert.Equal(meanY - (slope * meanX), history[^1].B, 1e-4);
        Assert.All(history.Zip(history.Skip(1)), pair => Assert.True(pair.Second.Loss <= pair.First.Loss + 1e-6f));
    }

    [Fact]
    public async Task Animation_plays_to_the_end_in_a_browser()
    {
        Assert.SkipWhen(Browser.Path is null, "Chromium is not installed");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string folder = Directory.CreateTempSubdirectory("bootcamp").FullName;
        try
        {
            TensorRandom random = new(4);
            (Tensor<float> x, Tensor<float> y) = LinearFit.MakePoints(random);
            FitStep[] history = LinearFit.Run(new LinearModel(random), x, y, LinearFit.Steps);
            string page = Path.Combine(folder, "fit.html");
            FitAnimation.Write(x, y, history, page);
            Assert.DoesNotMatch("(src|href)=|url\\(", await File.ReadAllTextAsync(page, cancellation));

            string before = await Browser.DocumentAfter(TimeSpan.FromMilliseconds(50), page, cancellation), after = await Browser.DocumentAfter(TimeSpan.FromSeconds(20), page, cancellation);
            Assert.Equal(x.Length, Regex.Count(after, "class=\"point\""));
            FitStep last = history[^1];
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"step {last.Step}: W = {last.W:F4}, B = {last.B:F4}, loss = {last.Loss:F4}"), Text(after));
            Assert.NotEqual(Text(before), Text(after));
            Assert.NotEqual(FitLine().Match(before).Value, FitLine().Match(after).Value);
            Assert.Contains("Play again", after, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(string document) => Regex.Match(document, "<output id=\"text\">([^<]*)<").Groups[1].Value;

    [GeneratedRegex("<line id=\"fit\"[^>]*>")]
    private static partial Regex FitLine();
}
