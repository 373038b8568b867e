using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class StatisticsTests
{
    private static readonly Tensor<double> X = new[,] { { 1.0, 2, 4 }, { -3, 0.5, 7 } };

    [Fact]
    public void MeansAndVariances()
    {
        Assert.Equal(11.5 / 6, X.Mean().Item(), 1e-15);
        Assert.Equal([-1, 1.25, 5.5], X.Mean(0).ToArray());
        Assert.Equal([2, 1], X.Mean(1, keepDimensions: true).Shape);
        Assert.Equal([8, 1.125, 4.5], X.Variance(0).ToArray());
        Assert.Equal([4, 0.5625, 2.25], X.Variance(0, correction: 0).ToArray());
        Assert.Equal([Math.Sqrt(8), Math.Sqrt(1.125), Math.Sqrt(4.5)], X.StandardDeviation(0).ToArray());
        Assert.True(double.IsNaN(Tensor.Variance<double>([1]).Item()));
        Assert.True(double.IsNaN(Tensor.Zeros<double>(0).Mean().Item()));
        Assert.Equal((Half)60000, Tensor.Full([100], (Half)60000f).Mean().Item());
        Assert.Equal((Half)1, Tensor.Tile<Half>([(Half)0, (Half)2], 50).Variance(correction: 0).Item());
        Assert.Equal([new Complex(2, 3)], Tensor.Mean((Tensor<Complex>)[new(1, 2), new(3, 4)]).Reshape(1).ToArray());
        // One pass with squares would lose all digits here.
        Assert.Equal(2.0 / 3, Tensor.Variance<float>([10001, 10002, 10003, 10001, 10002, 10003], correction: 0).Item(), 1e-6);
    }

    [Fact]
    public void Norms()
    {
        Assert.Equal([Math.Sqrt(21), Math.Sqrt(58.25)], X.Norm(1).ToArray());
        Assert.Equal([7, 10.5], X.Norm(1, order: 1).ToArray());
        Assert.Equal([4, 7], X.Norm(1, order: double.PositiveInfinity).ToArray());
        Assert.Equal([1, 0.5], X.Norm(1, order: double.NegativeInfinity).ToArray());
        Assert.Equal([3, 3], X.Norm(1, order: 0).ToArray());
        Assert.Equal(Math.Cbrt(1 + 8 + 64), X.Norm(1, order: 3)[0], 1e-14);
        Assert.Equal(5e30f, Tensor.Norm<float>([3e30f, 4e30f]).Item());
        Assert.Equal(5e-30f, Tensor.Norm<float>([3e-30f, 4e-30f]).Item(), 1e-36f);
        Assert.Equal(0, Tensor.Norm<float>([0, 0]).Item());
        Assert.Equal(5, Tensor.Norm((Tensor<Complex>)[new(0, 3), 4]).Item());
    }

    [Fact]
    public void SoftmaxNeitherOverflowsNorLosesDigits()
    {
        Tensor<double> soft = X.Softmax(0), logarithm = X.LogSoftmax(0), sum = X.LogSumExp(0);
        for (int j = 0; j < 3; j++)
        {
            double total = Math.Exp(X[0, j]) + Math.Exp(X[1, j]);
            Assert.Equal(Math.Log(total), sum[j], 1e-14);
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(Math.Exp(X[i, j]) / total, soft[i, j], 1e-15);
                Assert.Equal(Math.Log(Math.Exp(X[i, j]) / total), logarithm[i, j], 1e-14);
            }
        }
        Assert.Equal([0.5, 0.5], Tensor.Softmax<double>([1000, 1000]).ToArray());
        Assert.Equal(1000 + Math.Log(2), Tensor.LogSumExp<double>([1000, 1000]).Item(), 1e-12);
        Assert.Equal([0, -1000], Tensor.LogSoftmax<double>([1000, 0]).ToArray());
        Assert.Equal(double.NegativeInfinity, Tensor.LogSumExp<double>([double.NegativeInfinity, double.NegativeInfinity]).Item());
        Assert.Equal([0, 1], Tensor.Softmax<double>([double.NegativeInfinity, 3]).ToArray());
        Assert.Equal(X.Softmax(1).ToArray(), X.T.Softmax(0).T.ToArray());
        Assert.Equal([6], Tensor.Softmax<float>(Tensor.Ones<float>(6, 5)).Sum(1).Shape);
    }

    [Fact]
    public void Positions()
    {
        Assert.Equal(5, X.ArgMax().Item());
        Assert.Equal([0, 0, 1], X.ArgMax(0).ToArray());
        Assert.Equal([1, 3], X.ArgMin(0, keepDimensions: true).Shape);
        Assert.Equal([0, 0], X.ArgMin(1).ToArray());
        Assert.Equal(1, Tensor.ArgMax<double>([3, 5, 5]).Item());
        Assert.Equal(1, Tensor.ArgMax<double>([3, double.NaN, 5]).Item());
        Assert.Throws<ShapeException>(() => Tensor.Zeros<double>(0).ArgMax());
    }

    [Fact]
    public void SortingIsStableAndPutsWhatIsNotANumberLast()
    {
        Assert.Equal([1, 0, 2], Tensor.ArgSort<double>([2, 1, 3]).ToArray());
        Assert.Equal([1, 2, 3], Tensor.Sort<double>([2, 1, 3]).ToArray());
        Assert.Equal([3, 2, 1], Tensor.Sort<double>([2, 1, 3], descending: true).ToArray());
        Assert.Equal([1, 3, 0, 2], Tensor.ArgSort<int>([5, 1, 5, 1]).ToArray());
        Assert.Equal([0, 2, 1, 3], Tensor.ArgSort<int>([5, 1, 5, 1], descending: true).ToArray());
        Assert.Equal([1, 2, double.NaN], Tensor.Sort<double>([double.NaN, 2, 1]).ToArray());
        Assert.Equal([-3, 0.5, 4, 1, 2, 7], X.Sort(0).ToArray());
        (Tensor<double> values, Tensor<long> indices) = X.TopK(2);
        Assert.Equal([4, 2, 7, 0.5], values.ToArray());
        Assert.Equal([2, 1, 2, 1], indices.ToArray());
        Assert.Equal([1, 2], Tensor.TopK<double>([3, 2, 1], 2, largest: false).Values.ToArray());
        Tensor<double> random = Tensor.Uniform<double>([1000], new TensorRandom(3));
        Assert.Equal(random.ToArray().Order(), random.Sort().ToArray());
    }

    [Fact]
    public void RunningSumsAndTriangles()
    {
        Assert.Equal([1, 3, 7, -3, -2.5, 4.5], X.CumulativeSum(1).ToArray());
        Assert.Equal([1, 2, 4, -2, 2.5, 11], X.CumulativeSum(0).ToArray());
        Assert.Equal([1, 2, 8, -3, -1.5, -10.5], X.CumulativeProduct(1).ToArray());
        Tensor<int> m = Tensor.Arange(12).Reshape(3, 4);
        Assert.Equal([0, 5, 10], m.Diagonal().ToArray());
        Assert.Equal([1, 6, 11], m.Diagonal(1).ToArray());
        Assert.Equal([4, 9], m.Diagonal(-1).ToArray());
        Assert.Equal(0, m.Diagonal(4).Length);
        Assert.Equal(15, m.Trace().Item());
        Assert.Equal([0, 0, 0, 0, 4, 5, 0, 0, 8, 9, 10, 0], m.Tril().ToArray());
        Assert.Equal([0, 1, 0, 0, 4, 5, 6, 0, 8, 9, 10, 11], m.Tril(1).ToArray());
        Assert.Equal([0, 1, 2, 3, 0, 5, 6, 7, 0, 0, 10, 11], m.Triu().ToArray());
        Assert.Equal([2, 3, 3], Tensor.Ones<int>(2, 3, 3).Triu(-1).Shape);
    }
}
