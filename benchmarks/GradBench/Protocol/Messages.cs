using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>What the benchmark sends. Of <c>start</c>, <c>define</c>, <c>evaluate</c> and <c>analysis</c>, the last wants no more than an acknowledgement.</summary>
internal sealed record Message(long Id, string Kind, string? Module = null, string? Function = null, JsonElement Input = default);

/// <summary>What the tool answers; what is null is left out.</summary>
internal sealed record Response(long Id)
{
    public string? Tool { get; init; }
    public bool? Success { get; init; }
    public JsonElement? Output { get; init; }
    public IReadOnlyList<Timing>? Timings { get; init; }
    public string? Error { get; init; }
}

/// <summary>How long one step took: <c>prepare</c> once, <c>evaluate</c> for each run of the function.</summary>
internal sealed record Timing(string Name, long Nanoseconds);

/// <summary>A function's result, and the times of all its runs.</summary>
internal sealed record Evaluation(JsonElement Output, IReadOnlyList<Timing> Timings);
