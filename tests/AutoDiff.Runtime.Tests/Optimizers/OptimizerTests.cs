using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class OptimizerTests
{
    public static TheoryData<string> Kinds => [.. Makers.Keys];

    private static Dictionary<string, Func<IEnumerable<Parameter>, Optimizer>> Makers { get; } = new()
    {
        ["Sgd"] = p => new Sgd(p, 0.01),
        ["momentum"] = p => new Sgd(p, 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.1),
        ["Adam"] = p => new Adam(p, 0.01),
        ["AMSGrad"] = p => new Adam(p, 0.01, amsGrad: true),
        ["AdamW"] = p => new AdamW(p, 0.01),
        ["RmsProp"] = p => new RmsProp(p, 0.01),
        ["centered"] = p => new RmsProp(p, 0.01, momentum: 0.5, centered: true),
        ["Adagrad"] = p => new Adagrad(p, 0.01),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AStepAllocatesNothingOnceWarm(string kind)
    {
        Parameter<float> single = new(Tensor.Ones<float>(33, 5));
        Parameter<double> precise = new(Tensor.Ones<double>(70));
        Parameter<Half> half = new(Tensor.Ones<Half>(9));
        Tensor<float> singleGradient = Tensor.Ones<float>(33, 5);
        Tensor<double> preciseGradient = Tensor.Ones<double>(70);
        Tensor<Half> halfGradient = Tensor.Ones<Half>(9);
        Parameter[] parameters = [single, precise, half];
        Optimizer optimizer = Makers[kind](parameters);
        void Step()
        {
            optimizer.ZeroGradients();
            single.AddGradient(singleGradient);
            precise.AddGradient(preciseGradient);
            half.AddGradient(halfGradient);
            GradientClipping.ByNorm(parameters, 1);
            GradientClipping.ByValue(parameters, 0.5);
            optimizer.Step();
        }
        for (int i = 0; i < 10; i++) Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++) Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ASavedStateGoesOnAsIfNothingHappened(string kind)
    {
        (Parameter[] parameters, Optimizer optimizer) = Make(kind);
        optimizer.ParameterGroups[0].LearningRate = 0.02;
        for (int t = 0; t < 5; t++) Step(parameters, optimizer, t);

        (Parameter[] others, Optimizer other) = Make(kind);
        ((Parameter<float>)others[0]).Value = ((Parameter<float>)parameters[0]).Value;
        ((Parameter<Half>)others[1]).Value = ((Parameter<Half>)parameters[1]).Value;
        MemoryStream stream = new();
        optimizer.Save(stream);
        stream.Position = 0;
        other.Load(stream);
        for (int t = 5; t < 10; t++)
        {
            Step(parameters, optimizer, t);
            Step(others, other, t);
        }
        Assert.Equal(((Parameter<float>)parameters[0]).Value.ToArray(), ((Parameter<float>)others[0]).Value.ToArray());
        Assert.Equal(((Parameter<Half>)parameters[1]).Value.ToArray(), ((Parameter<Half>)others[1]).Value.ToArray());
        Assert.Equal(0.02, other.ParameterGroups[0].LearningRate);

        static (Parameter[] Parameters, Optimizer Optimizer) Make(string kind)
        {
            Parameter[] parameters = [new Parameter<float>(Tensor.Ones<float>(3, 4)), new Parameter<Half>(Tensor.Ones<Half>(5))];
            return (parameters, Makers[kind](parameters));
        }

        static void Step(Parameter[] parameters, Optimizer optimizer, int seed)
        {
            optimizer.ZeroGradients();
            ((Parameter<float>)parameters[0]).AddGradient(Tensor.Normal<float>([3, 4], new TensorRandom(seed)));
            ((Parameter<Half>)parameters[1]).AddGradient(Tensor.Normal<Half>([5], new TensorRandom(seed)));
            optimizer.Step();
        }
    }

    [Fact]
    public void AStateThatDoesNotFitIsRefusedWhole()
    {
        Parameter<float> w = new(Tensor.Ones<float>(3)), v = new(Tensor.Ones<float>(4));
        Sgd first = new([w], 0.5, momentum: 0.9), second = new([v, w], 0.25);
        w.AddGradient(Tensor.Ones<float>(3));
        first.Step();
        string problem = Assert.Throws<InvalidDataException>(() => second.Load(first.State())).Message;
        Assert.Contains("'parameter.0.momentum' has the shape [3], not [4]", problem);
        Assert.Contains("'parameter.1.step_count' is missing", problem);
        Assert.Equal(0.25, second.ParameterGroups[0].LearningRate);
        problem = Assert.Throws<InvalidDataException>(() => new Adam([w]).Load(first.State())).Message;
        Assert.Contains("it is of Sgd", problem);
        Assert.Contains("'group.0.beta1' is missing", problem);
        Assert.Contains("'group.0.momentum' has no place", problem);
    }

    [Fact]
    public void GroupsHaveTheirOwnSettings()
    {
        Parameter<double> a = new(1.0), b = new(1.0);
        Sgd optimizer = new([a], learningRate: 0.1);
        optimizer.AddGroup([b]).LearningRate = 0.5;
        a.AddGradient(1.0);
        b.AddGradient(1.0);
        optimizer.Step();
        Assert.Equal(0.9, a.Value.Item(), 1e-15);
        Assert.Equal(0.5, b.Value.Item());
        Assert.Equal(0.1, optimizer.ParameterGroups[0].LearningRate);
    }

    [Fact]
    public void WhatIsFrozenOrHasNoGradientIsPassedOver()
    {
        Parameter<double> frozen = new(1.0), without = new(1.0), other = new(1.0);
        AdamW optimizer = new([frozen, without, other], weightDecay: 0.5);
        frozen.AddGradient(1.0);
        frozen.IsFrozen = true;
        other.AddGradient(1.0);
        optimizer.Step();
        Assert.Equal(1, frozen.Value.Item());
        Assert.Equal(1, without.Value.Item());
        Assert.NotEqual(1, other.Value.Item());
    }

    [Fact]
    public void WhatCannotBeMeantIsRefused()
    {
        Parameter<float> w = new(1f, "w");
        Assert.Throws<ArgumentException>(() => new Sgd([]));
        Assert.Contains("w is there twice", Assert.Throws<ArgumentException>(() => new Sgd([w, w])).Message);
        Assert.Throws<ArgumentException>(() => new Sgd([w]).AddGroup([w]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd([w], learningRate: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd([w], learningRate: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([w], beta1: 1));
        Assert.Throws<InvalidOperationException>(() => new Sgd([w], nesterov: true));
        Sgd optimizer = new([w], momentum: 0.9);
        optimizer.ParameterGroups[0].Nesterov = true;
        optimizer.ParameterGroups[0].Dampening = 0.1;
        Assert.Throws<InvalidOperationException>(() => optimizer.Step());
    }

    [Fact]
    public void TheContractsLoopFits()
    {
        // x² − 3x + 1 from 0.
        Parameter<float> x = new(0f);
        var optimizer = new Sgd([x], learningRate: 0.01f);
        for (int i = 0; i < 500; i++)
            optimizer.Step(() =>
            {
                optimizer.ZeroGradients();
                x.AddGradient(2 * x - 3);
                return ((x * x) - (3 * x) + 1).Item();
            });
        Assert.Equal(1.5, x.Value.Item(), 1e-4);
    }

    [Fact]
    public void AnOptimizerCanBeWrittenOutside()
    {
        Parameter<float> a = new([1f, 1f]);
        Parameter<double> b = new(1.0);
        a.AddGradient([5f, -7f]);
        b.AddGradient(0.1);
        SignDescent optimizer = new([a, b]);
        optimizer.Step();
        optimizer.Step();
        Assert.Equal([0.5f, 1.5f], a.Value.ToArray());
        Assert.Equal(0.5, b.Value.Item());
        Assert.Equal([2L, 2L], optimizer.State().Names.Where(n => n.EndsWith("step_count")).Select(n => optimizer.State().Get<long>(n).Item()));
    }

    private sealed class SignGroup() : ParameterGroup(learningRate: 0.25, weightDecay: 0);

    private sealed class SignDescent(IEnumerable<Parameter> parameters) : Optimizer<SignGroup>(new(), parameters)
    {
        protected override void Update<T>(SignGroup group, ParameterState<T> state, Span<T> value, ReadOnlySpan<T> gradient)
        {
            for (int i = 0; i < value.Length; i++) value[i] -= T.CreateTruncating(group.LearningRate * T.Sign(gradient[i]));
        }
    }
}
