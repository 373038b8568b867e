using System.Diagnostics;

namespace AutoDiff.Samples.Tests;

/// <summary>A page as Chromium shows it, without a window.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Where Chromium is; null where it is not installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>The document after a time of the page's own clock, in which nothing waits.</summary>
    public static async Task<string> DocumentAfter(TimeSpan time, string file, CancellationToken cancellation)
    {
        string profile = Directory.CreateTempSubdirectory("browser").FullName;
        try
        {
            ProcessStartInfo start = new(Path!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={profile}",
                $"--virtual-time-budget={(int)time.TotalMilliseconds}", "--dump-dom", new Uri(file).AbsoluteUri,
            ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromMinutes(2));
            await using CancellationTokenRegistration kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            Task<string> document = process.StandardOutput.ReadToEndAsync(limit.Token), errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await errors;
            return await document;
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
