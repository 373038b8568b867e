using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class StateTests
{
    [Fact]
    public void TheStateIsACopyOfParametersAndBuffers()
    {
        Network network = new();
        TensorDictionary state = network.State();
        Assert.Equal(
            ["encoder.weight", "encoder.bias", "layers.0.weight", "layers.0.bias", "layers.1.scale", "layers.1.mean", "layers.1.count", "gains.0", "gains.1"], state.Names);
        float[] before = network.Encoder.Weight.Value.ToArray();
        network.Encoder.Weight.Value.Fill(7);
        Assert.Equal(before, state.Get<float>("encoder.weight").ToArray());
        network.Load(state);
        Assert.Equal(before, network.Encoder.Weight.Value.ToArray());
    }

    [Fact]
    public void AFileBringsEverythingBack()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            Network network = new(), other = new();
            Normalization normalization = (Normalization)network.Layers[1];
            normalization.Mean[1] = 1 / 3.0;
            normalization.Count.Fill(1L << 40);
            network.Save(path);
            other.Load(path);
            Normalization loaded = (Normalization)other.Layers[1];
            Assert.Equal(network.Encoder.Weight.Value.ToArray(), other.Encoder.Weight.Value.ToArray());
            Assert.Equal(normalization.Mean.ToArray(), loaded.Mean.ToArray());
            Assert.Equal(1L << 40, loaded.Count.Item());
            network.Save(path);
            Assert.Equal([Path.GetFileName(path)], Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Select(Path.GetFileName));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void AllThatDoesNotFitIsListedAndNothingIsLoaded()
    {
        Network network = new();
        TensorDictionary state = new()
        {
            { "encoder.weight", Tensor.Ones<float>(2, 3) },
            { "encoder.bias", Tensor.Full<float>([3], 9) },
            { "layers.1.scale", Tensor.Ones<float>(3) },
            { "extra", Tensor.Ones<float>(1) },
        };
        string problem = Assert.Throws<InvalidDataException>(() => network.Load(state)).Message;
        Assert.Equal(
            """
            The state does not fit the module Network, which stays as it is:
              'encoder.weight' has the shape [2, 3], not [3, 2]
              'layers.1.scale' holds Single, not Double
              'layers.0.weight' is missing
              'layers.0.bias' is missing
              'layers.1.mean' is missing
              'layers.1.count' is missing
              'gains.0' is missing
              'gains.1' is missing
              'extra' is not one of the module's
            """,
            problem);
        Assert.Throws<InvalidDataException>(() => network.Load(state, strict: false));
        Assert.Equal([0f, 0f, 0f], network.Encoder.Bias.Value.ToArray());
    }

    [Fact]
    public void WithoutStrictnessTheRestIsLoaded()
    {
        Network network = new();
        LoadReport report = network.Load(new TensorDictionary { { "encoder.bias", Tensor.Full<float>([3], 9) }, { "extra", Tensor.Ones<float>(1) } }, strict: false);
        Assert.Contains("unexpected: [extra]", report.ToString(), StringComparison.Ordinal);
        Assert.Equal([9f, 9f, 9f], network.Encoder.Bias.Value.ToArray());
        Assert.Equal(8, report.Missing.Count);
        Assert.Equal(["extra"], report.Unexpected);
    }

    [Fact]
    public void WhatIsHeldTwiceIsSavedOnceAndLoadedByEitherName()
    {
        Linear shared = new(2, 2);
        Network network = new() { Head = shared, Tied = shared };
        TensorDictionary state = network.State();
        Assert.DoesNotContain("tied.bias", state.Names);
        network.Load(state);

        TensorDictionary renamed = new();
        foreach (string name in state.Names)
        {
            string other = name.Replace("head.", "tied.");
            if (state.TryGet(name, out Tensor<float>? single)) renamed.Add(other, name == "head.bias" ? Tensor.Full<float>([2], 5) : single);
            else if (state.TryGet(name, out Tensor<double>? precise)) renamed.Add(other, precise);
            else renamed.Add(other, state.Get<long>(name));
        }
        network.Load(renamed);
        Assert.Equal([5f, 5f], shared.Bias.Value.ToArray());
    }

    [Fact]
    public void TwoTensorsOfOneNameAreAnError()
    {
        Assert.Contains("'w'", Assert.Throws<InvalidOperationException>(() => new Twins().State()).Message);
    }

    [Fact]
    public void DictionariesLieInOneUnderTheirPrefixes()
    {
        Network network = new(), other = new();
        Sgd optimizer = new(network.Parameters(), learningRate: 0.25);
        TensorDictionary both = new() { { "model", network.State() }, { "optimizer", optimizer.State() }, { "steps", Tensor.Scalar(3L) } };
        MemoryStream file = new();
        SafeTensors.Write(file, both);
        file.Position = 0;
        TensorDictionary read = SafeTensors.Read(file);
        Assert.Contains("model.encoder.weight", read.Names);
        Assert.Equal("Sgd", read.Under("optimizer").Metadata["optimizer"]);
        other.Load(read.Under("model"));
        Sgd restored = new(other.Parameters(), learningRate: 1);
        restored.Load(read.Under("optimizer"));
        Assert.Equal(network.Encoder.Weight.Value.ToArray(), other.Encoder.Weight.Value.ToArray());
        Assert.Equal(0.25, restored.ParameterGroups[0].LearningRate);
        Assert.Empty(read.Under("step"));
        Assert.Throws<ArgumentException>(() => both.Add("model", network.State()));
    }

    [Fact]
    public void RandomNumbersGoOnFromAState()
    {
        TensorRandom random = new(3), other = new(4);
        random.NextNormal();
        Tensor<long> state = random.State();
        double[] expected = Next(random);
        other.Load(state);
        Assert.Equal(expected, Next(other));
        Assert.Throws<InvalidDataException>(() => other.Load(Tensor.Zeros<long>(5)));
        Assert.Throws<InvalidDataException>(() => other.Load(Tensor.Ones<long>(4)));

        // A spare normal number is part of the state.
        static double[] Next(TensorRandom random) => [random.NextNormal(), random.NextDouble(), random.NextNormal(), random.NextInteger(1000)];
    }

    private sealed class Twins : Module
    {
        protected override void Visit(ModuleVisitor visitor)
        {
            visitor.Parameter("w", new Parameter<float>(1f));
            visitor.Buffer("w", Tensor.Scalar(1));
        }
    }
}
