using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class IndexerTests
{
    [Fact]
    public void ElementsAreReadAndWritten()
    {
        Tensor<float> m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal(6, m[1, 2]);
        Assert.Equal(6, m[^1, ^1]);
        m[0, 1] = 20;
        m[^1, 0] = 40;
        Assert.Equal([1, 20, 3, 40, 5, 6], m.ToArray());
        Tensor<double> v = [1, 2, 3];
        v[^1] = 30;
        Assert.Equal(30, v[2]);
        Tensor<int> t = Tensor.Arange(120).Reshape(2, 3, 4, 5);
        Assert.Equal(119, t[1, 2, 3, 4]);
        Assert.Equal(59, t.Reshape(2, 3, 20)[0, 2, 19]);
        Assert.Equal(119, t.Reshape(2, 3, 4, 5, 1)[1, 2, 3, 4, 0]);
        Tensor<float> s = 3;
        Assert.Equal(3, s.Item());
        Assert.Equal(3, (float)s);
    }

    [Fact]
    public void PartsAreViews()
    {
        Tensor<int> x = Tensor.Arange(24).Reshape(2, 3, 4);
        Assert.Equal([12, 13, 14, 15], x[1, 0, ..].ToArray());
        Assert.Equal([2, 1], x[.., 1..2, ^1].Shape);
        Assert.Equal([7, 19], x[.., 1, ^1].ToArray());
        Assert.Equal([0, 2, 4, 6, 8, 10], x[0, .., TensorIndex.Slice(.., 2)].ToArray());
        Assert.Equal([2, 1, 3, 4], x[.., TensorIndex.NewAxis].Shape);
        x[1, .., 0] = (Tensor<int>)[-1, -2, -3];
        Assert.Equal(-2, x[1, 1, 0]);
        x[0, ..] = 7;
        Assert.Equal(7, x[0, 2, 3]);
    }

    [Fact]
    public void WrongIndicesSaySo()
    {
        Tensor<float> m = Tensor.Zeros<float>(2, 3);
        Assert.Contains("no position 2 on axis 0 of shape [2, 3]", Assert.Throws<ArgumentOutOfRangeException>(() => m[2, 0]).Message, StringComparison.Ordinal);
        Assert.Contains("^1 is the last", Assert.Throws<ArgumentOutOfRangeException>(() => m[0, -1]).Message, StringComparison.Ordinal);
        Assert.Contains("ranges", Assert.Throws<ArgumentException>(() => m[0]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => m[.., 2..5]);
        Assert.Throws<ArgumentException>(() => m[.., .., ..]);
        Assert.Throws<InvalidOperationException>(() => m.Item());
        Assert.Throws<InvalidOperationException>(() => m.T.AsSpan().Length);
    }

    [Fact]
    public void SlicesAgreeWithLoops() =>
        (from n in Gen.Int[1, 6]
         from m in Gen.Int[1, 6]
         from a in Gen.Int[0, n]
         from b in Gen.Int[a, n]
         from c in Gen.Int[0, m]
         from d in Gen.Int[c, m]
         from step in Gen.Int[1, 3]
         from transposed in Gen.Bool
         from flipped in Gen.Bool
         select (n, m, a, b, c, d, step, transposed, flipped)).Sample(s =>
        {
            Tensor<int> x = s.transposed ? Tensor.Arange(s.n * s.m).Reshape(s.m, s.n).T : Tensor.Arange(s.n * s.m).Reshape(s.n, s.m);
            if (s.flipped) x = x.Flip(-1);
            List<int> expected = [];
            for (int i = s.a; i < s.b; i++)
            {
                for (int j = s.c; j < s.d; j += s.step) expected.Add(x[i, j]);
            }
            Tensor<int> part = x[s.a..s.b, TensorIndex.Slice(s.c..s.d, s.step)];
            Assert.Equal(expected, part.ToArray());
            Assert.Equal(expected, part.Reshape(part.Length).ToArray());
        });
}
