using System.Reflection;
using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FVjp</c> leaves nothing to the garbage collector, once warm.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string, string> Methods => [.. CaseRows.Methods.Select(m => new TheoryDataRow<string, string>(m.Case, m.Method))];

    private const string Residuals = "The residuals of calls are objects.";
    private const string Rerun = "A method with [Checkpoint] is run as it is written, and leaves its tensors to the garbage collector.";
    private const string Matrix = "A local array of rank 3 comes from the heap as in the primal.";

    /// <summary>The methods that do allocate, and why they must.</summary>
    private static readonly Dictionary<string, string> Allocating = new()
    {
        ["Arrays/ThreeDimensional.Volume"] = Matrix,
        ["Contracts/Constrained.Areas"] = Residuals,
        ["Contracts/Constrained.Folds"] = Residuals,
        ["Contracts/Functions.Areas"] = Residuals,
        ["Contracts/Functions.Folded"] = Residuals,
        ["Contracts/Generic.Both"] = Residuals,
        ["Contracts/Generic.Power"] = Residuals,
        ["Contracts/Parts.Captured"] = Residuals,
        ["Contracts/Parts.Given"] = Residuals,
        ["Contracts/Parts.Network"] = Residuals,
        ["Contracts/Parts.Totals"] = Residuals,
        ["Contracts/References.Pairs"] = Residuals,
        ["Contracts/References.Totals"] = Residuals,
        ["Contracts/Repointed.Sum"] = Residuals,
        ["Contracts/StructMembers.Elements"] = Residuals,
        ["Contracts/StructMembers.Lost"] = Residuals,
        ["Contracts/StructMembers.Mapped"] = Residuals,
        ["Contracts/StructMembers.Swing"] = Residuals,
        ["Contracts/Structs.Bisected"] = Residuals,
        ["Contracts/Structs.Mixed"] = Residuals,
        ["Contracts/Structs.Radius"] = Residuals,
        ["Contracts/TensorStructs.Checkpointed"] = Rerun,
        ["Contracts/TensorStructs.Scale"] = Residuals,
        ["Dispatch/Expression.Both"] = Residuals,
        ["Dispatch/Expression.Evaluate"] = Residuals,
        ["Dispatch/Expression.Iterated"] = Residuals,
        ["Dispatch/Instruments.Hedged"] = Residuals,
        ["Dispatch/Layers.Averaged"] = Residuals,
        ["Dispatch/Layers.Chosen"] = Residuals,
        ["Dispatch/Layers.Halved"] = Residuals,
        ["Dispatch/Layers.Kept"] = Residuals,
        ["Dispatch/Layers.Loss"] = Residuals,
        ["Docs/Squaring.Squaring"] = Residuals,
        ["HigherOrder/Dispatched.Mapped"] = Residuals,
        ["HigherOrder/Expansion.Determinant"] = Residuals,
        ["HigherOrder/RecursiveSelf.Power"] = Residuals,
        ["HigherOrder/RecursiveSelf.Sort"] = Residuals,
        ["HigherOrder/RecursiveSelf.Statistic"] = Residuals,
        ["Recursion/ConstantArguments.Mixed"] = Residuals,
        ["Recursion/Determinant.Of"] = Residuals,
        ["Recursion/HalfAngle.Sine"] = Residuals,
        ["Recursion/InstanceMethods.All"] = Residuals,
        ["Recursion/InstanceMethods.Of"] = Residuals,
        ["Recursion/Legendre.Iterated"] = Residuals,
        ["Recursion/Legendre.Series"] = Residuals,
        ["Recursion/LocalFunctions.Assigned"] = Residuals,
        ["Recursion/LocalFunctions.Both"] = Residuals,
        ["Recursion/LocalFunctions.Mutual"] = Residuals,
        ["Recursion/Merge.Walsh"] = Residuals,
        ["Recursion/Minors.Rooted"] = Residuals,
        ["Recursion/Minors.Shared"] = Residuals,
        ["Recursion/Minors.Squared"] = Residuals,
        ["Recursion/Power.Raise"] = Residuals,
        ["Recursion/Quicksort.Sort"] = Residuals,
        ["Recursion/Quicksort.Statistic"] = Residuals,
        ["SystemNumerics/Fourier.Brightness"] = Residuals,
        ["Tensors/Lists.Constant"] = Residuals,
        ["Tensors/Lists.Folded"] = Residuals,
        ["Tensors/Lists.Nested"] = Residuals,
        ["Tensors/Lists.Scaled"] = Residuals,
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Vjp_allocates_nothing_that_it_can_avoid(string file, string method)
    {
        bool allocates = false;
        foreach ((MethodDriver driver, CasePoint point, int seed, string name) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Default)))
        {
            Experiment experiment = new(driver, point, seed, name: name);
            object?[] arguments = experiment.FreshArguments(), sinks = Leaves.Clone(experiment.SinksBefore);
            driver.VjpAllocation(point.Arguments, arguments, experiment.Cotangent, sinks, calls: 4);

            // A garbage collection may have emptied the pools, so the least of several counts is what the code itself allocates.
            long bytes = Enumerable.Range(0, 3).Min(_ => driver.VjpAllocation(point.Arguments, arguments, experiment.Cotangent, sinks, calls: 4));
            // A result that is a new array or tensor is the caller's to keep.
            if (!Allocating.ContainsKey($"{file}.{method}") && !HoldsReference(experiment.Result)) Assert.Equal(0, bytes);
            allocates |= bytes > 0;
        }
        Assert.True(allocates || !Allocating.ContainsKey($"{file}.{method}"), "It allocates nothing: take it off the list.");
    }

    private static bool HoldsReference(object? result) => result is not null && (result is not ValueType || (!result.GetType().IsPrimitive
        && result.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(f => HoldsReference(f.GetValue(result)))));
}
