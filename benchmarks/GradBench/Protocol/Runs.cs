namespace GradBench.Protocol;

/// <summary>The part of an input that says how often a function is to be run: at least so many times, and until the runs have taken so long.</summary>
internal interface IRuns
{
    int MinRuns { get; }
    double MinSeconds { get; }
}
