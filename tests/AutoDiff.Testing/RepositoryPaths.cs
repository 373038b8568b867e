using System.Reflection;

namespace AutoDiff.Testing;

/// <summary>Where the sources of the tests are: cases and goldens are read from, and written to, the tree itself.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder <c>tests</c>.</summary>
    public static string Tests { get; } = Path.GetFullPath(
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TestsDirectory").Value!);

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Tests, ".."));
}
