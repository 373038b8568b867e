using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Testing;

/// <summary>The options of the generator under which the cases are compiled, by the MSBuild properties that set them.</summary>
public sealed record Combination(string Name, bool Optimize, bool PlanResiduals)
{
    public static ImmutableArray<Combination> All { get; } =
    [
        new("optimized, planned", true, true),
        new("optimized, unplanned", true, false),
        new("unoptimized, planned", false, true),
        new("unoptimized, unplanned", false, false),
    ];

    /// <summary>What a user gets.</summary>
    public static Combination Default => All[0];

    public static Combination Named(string name) => All.Single(c => c.Name == name);

    /// <summary>The options as the build hands them to the generator.</summary>
    public AnalyzerConfigOptionsProvider ToProvider() => new Provider(new Properties(new Dictionary<string, string>
    {
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
