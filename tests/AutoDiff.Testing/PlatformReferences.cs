using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Testing;

/// <summary>
/// What a project is compiled against: the SDK's reference assemblies, which hide what is private (the fields of <c>Complex</c>, for one), and the runtime of AutoDiff.
/// </summary>
public static class PlatformReferences
{
    public static ImmutableArray<MetadataReference> All { get; } =
        [.. Paths().Append(typeof(DifferentiableAttribute).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];

    private static IEnumerable<string> Paths()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        string framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        string newest = Directory.EnumerateDirectories(packs).Where(d => Directory.Exists(Path.Combine(d, "ref", framework))).OrderBy(d => Version.TryParse(Path.GetFileName(d), out Version? v) ? v : new Version()).LastOrDefault()
            ?? throw new DirectoryNotFoundException($"The reference assemblies of {framework} are not in {packs}: they come with the .NET SDK.");
        return Directory.EnumerateFiles(Path.Combine(newest, "ref", framework), "*.dll");
    }
}
