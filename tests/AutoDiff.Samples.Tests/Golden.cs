using System.Text.Json;
using Xunit;

namespace AutoDiff.Samples.Tests;

/// <summary>
/// ADBench's inputs and golden values. The project does not ship them: the folder is the environment variable AUTODIFF_ADBENCH, or
/// ../shared/data/adbench beside the repository; where it is missing, the tests that need it are skipped and say so.
/// </summary>
internal sealed record Golden(double[] Values, double[] Jacobian)
{
    private static string Folder => Environment.GetEnvironmentVariable("AUTODIFF_ADBENCH") is { Length: > 0 } folder
        ? folder
        : Path.Combine(RepositoryRoot(), "..", "shared", "data", "adbench");

    /// <summary>The path of an input; skips the test where there is none.</summary>
    public static string Input(string name)
    {
        string path = Path.GetFullPath(Path.Combine(Folder, name));
        Assert.SkipUnless(File.Exists(path), $"{path} does not exist; set AUTODIFF_ADBENCH to the folder of ADBench's inputs.");
        return path;
    }

    public static Golden Of(string input)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(Input(input), ".golden.json")));
        double[] Numbers(string name) => [.. json.RootElement.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
        return new(Numbers("f"), Numbers("J"));
    }

    /// <summary>ADBench's criterion, |x − y| / max(1, |x| + |y|) ≤ 1e-8, for each element.</summary>
    public static void AssertAgree(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]) + Math.Abs(actual[i]));
            Assert.True(error <= 1e-8, $"element {i}: expected {expected[i]:R}, actual {actual[i]:R}, error {error:E2}");
        }
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "global.json"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
