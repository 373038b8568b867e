using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>What the contract and the first tutorial write, as they write it.</summary>
public sealed class ContractTests
{
    [Fact]
    public void TheFirstSteps()
    {
        Tensor<float> s = 42f;
        Tensor<float> v = [1f, 2f, 3f];
        Tensor<float> m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal("tensor(42.)", $"{s}");
        Assert.Equal("tensor([2., 4., 6.])", $"{v + v}");
        Assert.Equal("tensor([ 42.,  84., 126.])", $"{s * v}");
        Assert.Equal("tensor([[ 1.,  4.,  9.],\n        [ 4., 10., 18.]])", $"{m * v}");
        Assert.Equal("tensor([14., 32.])", $"{Tensor.MatMul(m, v)}");
        Assert.Equal("tensor([ 8., 27., 64.])", $"{Tensor.Pow(v + 1, 3)}");
        Assert.Equal(MathF.Sin(27), Tensor.Sin(Tensor.Pow(v + 1, 3))[1], 1e-6f);
        Assert.Same(Device.Cpu, v.Device);
        Assert.Equal([1], Tensor.Uniform<float>([1], -1, 1).Shape);
    }

    [Fact]
    public void MethodsOfTheTensorGoBeforeThoseOfSequences()
    {
        Tensor<float> v = [3f, 1f, 2f];
        Tensor<float> sum = v.Sum(), largest = v.Max(), first = v.Take([0L]), chosen = v.Select(v > 1);
        Assert.Equal([6, 3, 3], [sum.Item(), largest.Item(), first[0]]);
        Assert.Equal([3, 2], chosen.ToArray());
        Assert.Equal([3, 0, 2], Tensor.Where(v > 1, v, 0).ToArray());
    }

    [Fact]
    public void RandomTensorsFollowFromTheirSeed()
    {
        Tensor.Seed(1);
        Tensor<double> a = Tensor.Normal<double>([1000], 1, 2);
        Tensor<long> order = Tensor.Permutation(100);
        Tensor.Seed(1);
        Assert.True(a.ElementsEqual(Tensor.Normal<double>([1000], 1, 2)));
        Assert.Equal(order.ToArray(), Tensor.Permutation(100).ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), order.Sort().ToArray());
        Assert.InRange(a.Mean().Item(), 0.8, 1.2);
        Assert.InRange(a.StandardDeviation().Item(), 1.85, 2.15);
        Assert.InRange(Tensor.Uniform<float>([10_000], -1, 1).Mean().Item(), -0.05f, 0.05f);
        Tensor<int> integers = Tensor.Integers([1000], -2, 3);
        Assert.Equal([-2, 2], [integers.Min().Item(), integers.Max().Item()]);
        Assert.InRange(Tensor.Bernoulli<float>([10_000], 0.3).Mean().Item(), 0.27f, 0.33f);
    }

    [Fact]
    public void TensorsAreCreated()
    {
        Assert.Equal([0, 1, 2, 3], Tensor.Arange(4).ToArray());
        Assert.Equal([1, 1.5f, 2], Tensor.Arange(1f, 2.5f, 0.5f).ToArray());
        Assert.Equal([3, 2, 1], Tensor.Arange(3, 0, -1).ToArray());
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Tensor.Linspace(0.0, 1.0, 5).ToArray());
        Assert.Equal([1, 0, 0, 0, 1, 0], Tensor.Eye<int>(2, 3).ToArray());
        Assert.Equal([7, 7], Tensor.Full([2], 7).ToArray());
        Assert.Equal([2, 2], Tensor.OnesLike(Tensor.Zeros<Half>(2, 2)).Shape);
        Assert.Throws<ArgumentException>(() => Tensor.Arange(0, 3, -1));
        Assert.Throws<ShapeException>(() => Tensor.Zeros<float>(2, -1));
    }
}
