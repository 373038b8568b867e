namespace AutoDiff;

/// <summary>What did not correspond when a state was loaded into a module without being strict.</summary>
/// <param name="Missing">The names of the module's tensors that the state does not have; they stay as they were.</param>
/// <param name="Unexpected">The names in the state that the module does not have.</param>
public sealed record LoadReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected)
{
    /// <summary>The names, or that all of them correspond.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (Missing, Unexpected) is ({ Count: 0 }, { Count: 0 })
        ? "All names correspond."
        : $"missing: [{string.Join(", ", Missing)}], unexpected: [{string.Join(", ", Unexpected)}]";
}
