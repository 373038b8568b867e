using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests;

/// <summary>The generated code of every case, as a reader finds it beside the case.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. CaseFile.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_code_is_the_golden_file(string name)
    {
        CaseFile file = CaseFile.Named(name);
        CaseCompilation compilation = CaseCompilation.For(Combination.Golden(name));
        string generated = compilation.GeneratedText(file);
        Assert.True(generated.Length > 0, $"Nothing was generated for {name}.\n{string.Join("\n", compilation.Diagnostics(file))}");
        Snapshot.Verify(generated, file.GoldenPath);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_reported_about_a_case(string name)
    {
        string[] reported = [.. CaseCompilation.For(Combination.Golden(name)).Diagnostics(CaseFile.Named(name)).Select(d => d.ToString())];
        Assert.True(reported.Length == 0, string.Join("\n", reported));
    }

    [Fact]
    public void Every_golden_file_has_its_case()
    {
        HashSet<string> expected = [.. CaseFile.All.Select(c => c.GoldenPath)];
        string folder = Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Cases");
        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*.verified.cs", SearchOption.AllDirectories), path => !expected.Contains(path));
    }
}
