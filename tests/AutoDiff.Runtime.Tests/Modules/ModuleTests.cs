using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ModuleTests
{
    private static readonly string[] s_names =
        ["encoder.weight", "encoder.bias", "layers.0.weight", "layers.0.bias", "layers.1.scale", "gains.0", "gains.1"];

    [Fact]
    public void ParametersAreCalledByTheMembersThatLeadToThem()
    {
        Network network = new();
        Assert.Equal(s_names, network.NamedParameters().Select(p => p.Name));
        Assert.Equal(network.NamedParameters().Select(p => p.Parameter), network.Parameters());
        Assert.Same(network.Encoder.Bias, network.Parameters()[1]);
        Assert.Equal(["", "encoder", "layers.0", "layers.1"], network.NamedModules().Select(m => m.Name));
        Assert.Equal([network, network.Encoder, .. network.Layers], network.Modules());
    }

    [Fact]
    public void WhatIsHeldTwiceIsThereOnce()
    {
        Linear shared = new(2, 2);
        Network network = new() { Head = shared, Tied = shared };
        Assert.Equal([.. s_names, "head.weight", "head.bias"], network.NamedParameters().Select(p => p.Name));
        Assert.Equal(9, network.Parameters().Count);
        Assert.Equal(["", "encoder", "layers.0", "layers.1", "head"], network.NamedModules().Select(m => m.Name));
    }

    [Fact]
    public void AModuleCannotHoldItself()
    {
        Ring first = new(), second = new() { Next = first };
        first.Next = second;
        Assert.Contains("'next.next'", Assert.Throws<InvalidOperationException>(first.NamedParameters).Message);
        Assert.Throws<InvalidOperationException>(() => first.ZeroGradients());
        second.Next = null;
        first.ZeroGradients();
        Assert.Equal(2, first.Modules().Count);
    }

    [Fact]
    public void TrainingAndEvaluationReachAllModules()
    {
        Network network = new();
        Assert.All(network.Modules(), m => Assert.True(m.IsTraining));
        network.Evaluate();
        Assert.All(network.Modules(), m => Assert.False(m.IsTraining));
        network.Layers[1].Train();
        Assert.False(network.IsTraining);
        Assert.True(network.Layers[1].IsTraining);
    }

    [Fact]
    public void PartsCanBeFrozen()
    {
        Network network = new();
        network.Encoder.Freeze();
        Assert.Equal(2, network.Parameters().Count(p => p.IsFrozen));
        network.Freeze();
        Assert.All(network.Parameters(), p => Assert.True(p.IsFrozen));
        network.Unfreeze();
        Assert.All(network.Parameters(), p => Assert.False(p.IsFrozen));
    }

    [Fact]
    public void GradientsBeginAgainWithoutAllocating()
    {
        Network network = new();
        network.Encoder.Bias.AddGradient([1f, 2f, 3f]);
        network.ZeroGradients();
        Assert.Equal([0f, 0f, 0f], network.Encoder.Bias.Gradient!.ToArray());
        for (int i = 0; i < 10; i++) network.ZeroGradients();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) network.ZeroGradients();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        network.ZeroGradients(setToNone: true);
        Assert.All(network.Parameters(), p => Assert.Null(p.Gradient));
    }
}
