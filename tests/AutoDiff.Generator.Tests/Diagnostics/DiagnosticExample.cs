using AutoDiff.Testing;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>A diagnostic's part of docs/diagnostics.md, from the files <c>Examples/ID.*</c>: what is to be said about it, code that causes it, and code that does not.</summary>
/// <param name="Wrong">Its lines that are reported end in a comment with the id. Empty for what no code should cause.</param>
internal sealed record DiagnosticExample(string Id, string Text, string Wrong, string Right)
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Diagnostics", "Examples");

    public static IReadOnlyList<DiagnosticExample> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Select(id => new DiagnosticExample(id!, Read($"{id}.md"), Read($"{id}.wrong.cs"), Read($"{id}.right.cs")))];

    public static DiagnosticExample Of(string id) => All.Single(e => e.Id == id);

    public bool HasCode => Wrong.Length > 0;

    public string WrongPath => Path.Combine(Folder, $"{Id}.wrong.cs");

    private static string Read(string name) => Path.Combine(Folder, name) is var path && File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd() : "";
}
