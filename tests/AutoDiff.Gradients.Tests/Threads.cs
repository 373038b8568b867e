using System.Runtime.CompilerServices;

namespace AutoDiff.Gradients.Tests;

/// <summary>In these tests all loops that can run on several threads do, however short.</summary>
internal static class Threads
{
    [ModuleInitializer]
    internal static void Use()
    {
        ParallelLoop.LeastWork = 0;
        AutoDiffOptions.MaxDegreeOfParallelism = 3;
    }
}
