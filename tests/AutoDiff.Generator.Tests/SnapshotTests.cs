using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Generator.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("autodiff-snapshots").FullName;

    private string Verified => Path.Combine(_folder, "Case.verified.cs");

    private string Received => Path.Combine(_folder, "Case.received.cs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_golden_file_fails_and_leaves_what_was_received()
    {
        if (Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1") return;
        Assert.Throws<SnapshotException>(() => Snapshot.Verify("class A;", Verified));
        Assert.Equal("class A;\n", File.ReadAllText(Received));
    }

    [Fact]
    public void The_same_text_passes_whatever_its_line_ends_and_removes_what_was_received_before()
    {
        File.WriteAllText(Verified, "a\r\nb\r\n");
        File.WriteAllText(Received, "other");
        Snapshot.Verify("a\nb", Verified);
        Assert.False(File.Exists(Received));
    }
}
