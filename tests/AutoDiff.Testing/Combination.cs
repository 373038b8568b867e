using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Testing;

/// <summary>The options of the generator under which the cases are compiled, by the MSBuild properties that set them.</summary>
/// <param name="Lanes"><c>true</c>, <c>false</c> or <c>always</c>.</param>
public sealed record Combination(string Name, bool Optimize, bool PlanResiduals, string Lanes)
{
    public static ImmutableArray<Combination> All { get; } =
    [
        new("optimized, planned", true, true, "true"),
        new("optimized, unplanned", true, false, "always"),
        new("unoptimized, planned", false, true, "true"),
        new("unoptimized, unplanned", false, false, "false"),
    ];

    /// <summary>What a user gets.</summary>
    public static Combination Default => All[0];

    /// <summary>That of the golden files: loops and operations on tensors as they stand, but in the cases that are about lanes and fusion.</summary>
    public static Combination Golden(string caseName) => caseName.StartsWith("Lanes/", StringComparison.Ordinal) || caseName.StartsWith("Fused/", StringComparison.Ordinal) ? Vectorized : Scalar;

    /// <summary>What a user gets who wants neither: for the golden files of all other cases.</summary>
    public static Combination Scalar { get; } = new("golden", true, true, "false");

    /// <summary>What a user gets: for the golden files of the cases that are about them.</summary>
    public static Combination Vectorized { get; } = new("golden, lanes", true, true, "true");

    public static Combination Named(string name) => All.Single(c => c.Name == name);

    /// <summary>The options as the build hands them to the generator.</summary>
    /// <param name="explains">True to ask how the loops run.</param>
    public AnalyzerConfigOptionsProvider ToProvider(bool explains = false) => new Provider(new Properties(new Dictionary<string, string>
    {
        ["build_property.AutoDiffExplain"] = explains ? "true" : "false",
        ["build_property.AutoDiffLanes"] = Lanes,
        ["build_property.AutoDiffOptimize"] = Optimize ? "true" : "false",
        ["build_property.AutoDiffPlanResiduals"] = PlanResiduals ? "true" : "false",
    }));

    public override string ToString() => Name;

    private sealed class Provider(AnalyzerConfigOptions global) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => global;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => global;
    }

    private sealed class Properties(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
