using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Generator.Tests.Docs;

public sealed class LanguageDocumentTests
{
    /// <summary>AUTODIFF_ACCEPT=1 writes it.</summary>
    [Fact]
    public void The_page_is_what_the_cases_and_the_frontend_say()
    {
        string path = Path.Combine(RepositoryPaths.Root, "docs", "language.md"), expected = LanguageDocument.Write().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("AUTODIFF_ACCEPT") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "");
    }
}
