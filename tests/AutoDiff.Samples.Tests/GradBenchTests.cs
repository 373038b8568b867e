using System.Diagnostics;
using System.Text.Json;
using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Samples.Tests;

/// <summary>
/// The tool for GradBench, driven over its standard input and output. The folder GradBench holds a session for each of its modules: a request, and
/// below it what is to be answered. The values there were computed from the problems' definitions in another language (mixtures from their densities,
/// determinants in exact arithmetic), the derivatives by complex steps, which lose no digits.
/// </summary>
public sealed class GradBenchTests
{
    private static string Folder => Path.Combine(RepositoryPaths.Tests, "AutoDiff.Samples.Tests", "GradBench");

    public static TheoryData<string> Sessions => [.. Directory.EnumerateFiles(Folder, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Session_is_answered_as_recorded(string module)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, module + ".jsonl"));
        using Process tool = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "GradBench.dll") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        foreach (string[] round in lines.Chunk(2))
        {
            await tool.StandardInput.WriteLineAsync(round[0]);
            await tool.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            string? answer = await tool.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(answer);
            AssertAnswered(JsonElement.Parse(round[0]), JsonElement.Parse(round[1]), JsonElement.Parse(answer));
        }
        tool.StandardInput.Close();
        Assert.Equal("", await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, tool.ExitCode);
    }

    private static void AssertAnswered(JsonElement request, JsonElement expected, JsonElement actual)
    {
        string round = request.GetRawText();
        Assert.Equal(Names(expected), Names(actual));
        foreach (JsonProperty property in expected.EnumerateObject())
            if (property.NameEquals("timings"))
                AssertTimed(request.GetProperty("input"), actual.GetProperty("timings"));
            else
                AssertAgree(property.Value, actual.GetProperty(property.Name), $"{property.Name} of {round[..Math.Min(80, round.Length)]}");
    }

    private static void AssertTimed(JsonElement input, JsonElement timings)
    {
        (string Name, long Nanoseconds)[] times = [.. timings.EnumerateArray().Select(t => (t.GetProperty("name").GetString()!, t.GetProperty("nanoseconds").GetInt64()))];
        Assert.Single(times, t => t.Name == "prepare");
        long[] runs = [.. times.Where(t => t.Name == "evaluate").Select(t => t.Nanoseconds)];
        Assert.Equal(times.Length - 1, runs.Length);
        Assert.All(runs, nanoseconds => Assert.True(nanoseconds >= 0));

        // No fewer runs than asked for, and none after both bounds are reached.
        (int minRuns, double minNanoseconds) = input.ValueKind == JsonValueKind.Object
            ? (input.GetProperty("min_runs").GetInt32(), 1e9 * input.GetProperty("min_seconds").GetDouble())
            : (1, 0);
        Assert.True(runs.Length >= minRuns && runs.Sum() >= minNanoseconds);
        Assert.True(runs.Length == minRuns || runs.SkipLast(1).Sum() < minNanoseconds);
    }

    private static void AssertAgree(JsonElement expected, JsonElement actual, string place)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{place}: {actual.ValueKind} instead of {expected.ValueKind}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Number:
                double x = expected.GetDouble(), y = actual.GetDouble();
                Assert.True(Math.Abs(x - y) <= 1e-8 * Math.Max(1, Math.Abs(x) + Math.Abs(y)), $"{place}: expected {x:R}, actual {y:R}");
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                for (int i = 0; i < expected.GetArrayLength(); i++) AssertAgree(expected[i], actual[i], $"{place}[{i}]");
                break;
            case JsonValueKind.Object:
                Assert.Equal(Names(expected), Names(actual));
                foreach (JsonProperty property in expected.EnumerateObject()) AssertAgree(property.Value, actual.GetProperty(property.Name), $"{place}.{property.Name}");
                break;
            default:
                Assert.Equal(expected.ToString(), actual.ToString());
                break;
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
}
