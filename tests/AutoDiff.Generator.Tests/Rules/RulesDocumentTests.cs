using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

public sealed class RulesDocumentTests
{
    /// <summary>AUTODIFF_ACCEPT=1 writes it.</summary>
    [Fact]
    public void Documentation_holds_the_table()
    {
        string path = Path.Combine(RepositoryPaths.Root, "docs", "rules.md"), expected = RulesDocument.Write().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "");
    }
}
