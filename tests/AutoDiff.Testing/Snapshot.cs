using DiffEngine;

namespace AutoDiff.Testing;

/// <summary>
/// Golden files by the conventions of Verify: <c>Name.verified.cs</c> in the tree is what is expected, <c>Name.received.cs</c>, which git ignores, what came
/// instead. With AUTODIFF_ACCEPT=1 in the environment what came is accepted.
/// </summary>
public static class Snapshot
{
    /// <summary>Throws, with the first difference, unless <paramref name="text"/> is what the golden file holds. Line ends do not count.</summary>
    public static void Verify(string text, string verifiedPath)
    {
        string received = Normalize(text), receivedPath = verifiedPath.Replace(".verified.", ".received.");
        string? verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (received == verified)
        {
            File.Delete(receivedPath);
            return;
        }
        if (Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1")
        {
            File.WriteAllText(verifiedPath, received);
            File.Delete(receivedPath);
            return;
        }
        File.WriteAllText(receivedPath, received);
        if (!BuildServerDetector.Detected && verified is not null) DiffRunner.Launch(receivedPath, verifiedPath);
        throw new SnapshotException(verified is null
            ? $"There is no golden file {verifiedPath}. AUTODIFF_ACCEPT=1 accepts what was received:\n{received}"
            : $"{verifiedPath}: {FirstDifference(verified, received)}");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FirstDifference(string verified, string received)
    {
        string[] expected = verified.Split('\n'), actual = received.Split('\n');
        int line = 0;
        while (line < Math.Min(expected.Length, actual.Length) && expected[line] == actual[line]) line++;
        return $"line {line + 1} differs.\nverified: {expected.ElementAtOrDefault(line) ?? "(end)"}\nreceived: {actual.ElementAtOrDefault(line) ?? "(end)"}";
    }
}

/// <summary>A text is not what its golden file holds.</summary>
public sealed class SnapshotException(string message) : Exception(message);
