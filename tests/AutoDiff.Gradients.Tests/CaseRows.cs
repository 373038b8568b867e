using System.Globalization;
using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary>The rows of the theories.</summary>
internal static class CaseRows
{
    /// <summary>Every method of every case that has points.</summary>
    public static IEnumerable<(string Case, string Method)> Methods =>
        CaseFile.All.Where(c => c.Source.Contains("Points", StringComparison.Ordinal)).SelectMany(c => c.Methods, (c, method) => (c.Name, method));

    /// <summary>Times every combination of options.</summary>
    public static TheoryData<string, string, string> WithCombinations
    {
        get
        {
            TheoryData<string, string, string> rows = [];
            foreach ((string file, string method) in Methods)
                foreach (Combination combination in Combination.All) rows.Add(file, method, combination.Name);
            return rows;
        }
    }

    /// <summary>The experiments of a row, one for each point. The seed depends on the method and the point alone.</summary>
    public static IEnumerable<(MethodDriver Driver, CasePoint Point, int Seed, string Name)> Experiments(string caseName, string method, CaseCompilation compilation)
    {
        CaseFile file = CaseFile.Named(caseName);
        MethodDriver driver = compilation.Driver(file, method);
        IReadOnlyList<CasePoint> points = compilation.Points(file, method);
        Assert.NotEmpty(points);
        int seed = (caseName + method).Aggregate(17, (hash, c) => unchecked(hash * 31 + c));
        return points.Select((point, i) => (driver, point, seed + i, $"{caseName}.{method} {i}"));
    }

    /// <summary>The cases as plain C#; but what calls generated members needs them.</summary>
    public static CaseCompilation WithoutGenerator(string caseName) =>
        caseName.StartsWith("HigherOrder/", StringComparison.Ordinal) ? CaseCompilation.For(Combination.Default) : CaseCompilation.Plain;

    /// <summary>How far a value may be from the primal's: what stands for a method of the platform may round otherwise than it does, and lanes add in another order, those of the runtime's own layers too.</summary>
    public static double Precision(string caseName, string options) =>
        caseName.StartsWith("SystemNumerics/", StringComparison.Ordinal) ? 1e-6 : Combination.Named(options).Lanes != "false" || caseName.StartsWith("Modules/", StringComparison.Ordinal) ? 1e-12 : 0;

    /// <summary>Fails with all that is wrong, and what the analyzer says about the case.</summary>
    public static void AssertNothing(IReadOnlyCollection<string> wrong, object?[] arguments)
    {
        if (wrong.Count > 0) Assert.Fail($"at ({string.Join("; ", arguments.Select(Text))}):\n{string.Join("\n", wrong.Take(8))}");
    }

    private static string Text(object? argument) => argument is Array ? $"[{string.Join(", ", Leaves.Of(argument).Select(d => d.ToString("R", CultureInfo.InvariantCulture)))}]" : Convert.ToString(argument, CultureInfo.InvariantCulture)!;
}
