using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ReductionTests
{
    [Fact]
    public void ReductionsTakeAxes()
    {
        Tensor<float> m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal(21, m.Sum().Item());
        Assert.Equal([], m.Sum().Shape);
        Assert.Equal([5, 7, 9], m.Sum(0).ToArray());
        Assert.Equal([6, 15], m.Sum(-1).ToArray());
        Assert.Equal([2, 1], m.Sum(-1, keepDimensions: true).Shape);
        Assert.Equal([1, 1], m.Sum(keepDimensions: true).Shape);
        Assert.Equal(m.ToArray(), m.Sum([]).ToArray());
        Assert.Equal(720, m.Product().Item());
        Assert.Equal([3, 6], m.Max(1).ToArray());
        Assert.Equal([1, 2, 3], m.Min(0).ToArray());
        Assert.Equal([1, 1], m.T.Sum([0, 1], true).Shape);
        Assert.Equal(0, Tensor.Zeros<float>(0, 3).Sum().Item());
        Assert.Equal([0, 0, 0], Tensor.Zeros<float>(0, 3).Sum(0).ToArray());
        Assert.Equal([1, 1, 1], Tensor.Zeros<float>(0, 3).Product(0).ToArray());
        Assert.Throws<ShapeException>(() => Tensor.Zeros<float>(0, 3).Max(0));
        Assert.True(float.IsNaN(Tensor.Max<float>([1, float.NaN, 2]).Item()));
        Assert.Equal([true, false], ((Tensor<bool>)new[,] { { true, true }, { true, false } }).All(1).ToArray());
        Assert.Equal([true, true], ((Tensor<bool>)new[,] { { true, true }, { true, false } }).Any(1).ToArray());
        Assert.Equal([2, 1], ((Tensor<bool>)new[,] { { true, true }, { true, false } }).Count(1).ToArray());
    }

    [Fact]
    public void ReductionsAgreeWithLoops() =>
        (from lengths in Gen.Int[1, 5].Array[3]
         from mask in Gen.Int[0, 7]
         from order in Gen.Shuffle(new[] { 0, 1, 2 })
         from keep in Gen.Bool
         from flip in Gen.Int[-1, 2]
         select (lengths, mask, order, keep, flip)).Sample(s =>
        {
            Tensor<double> x = Tensor.Arange(1.0, 1.0 + (s.lengths[0] * s.lengths[1] * s.lengths[2])).Reshape(s.lengths).Permute(s.order);
            if (s.flip >= 0) x = x.Flip(s.flip);
            int[] axes = [.. Enumerable.Range(0, 3).Where(axis => (s.mask >> axis & 1) != 0)];
            Tensor<double> sum = x.Sum(axes, s.keep), largest = x.Max(axes, s.keep), smallest = x.Min(axes, s.keep);
            Dictionary<(int, int, int), List<double>> groups = [];
            for (int i = 0; i < x.Shape[0]; i++)
            {
                for (int j = 0; j < x.Shape[1]; j++)
                {
                    for (int k = 0; k < x.Shape[2]; k++)
                    {
                        (int, int, int) key = ((s.mask & 1) != 0 ? 0 : i, (s.mask & 2) != 0 ? 0 : j, (s.mask & 4) != 0 ? 0 : k);
                        if (!groups.TryGetValue(key, out List<double>? group)) groups[key] = group = [];
                        group.Add(x[i, j, k]);
                    }
                }
            }
            double[][] expected = [.. groups.OrderBy(g => g.Key).Select(g => g.Value.ToArray())];
            Assert.Equal(expected.Select(g => g.Sum()), sum.ToArray());
            Assert.Equal(expected.Select(g => g.Max()), largest.ToArray());
            Assert.Equal(expected.Select(g => g.Min()), smallest.ToArray());
        });

    [Fact]
    public void SumsOfAMillionAreExactToAFewUlp()
    {
        Tensor<float> x = Tensor.Uniform<float>([1000, 1000], new TensorRandom(1));
        double exact = 0;
        foreach (float element in x) exact += element;
        Assert.Equal(exact, x.Sum().Item(), exact * 3e-7);
        double[] columns = new double[1000];
        for (int i = 0; i < 1000; i++)
        {
            for (int j = 0; j < 1000; j++) columns[j] += x[i, j];
        }
        Tensor<float> sums = x.Sum(0), transposed = x.T.Sum(-1);
        for (int j = 0; j < 1000; j++)
        {
            Assert.Equal(columns[j], sums[j], columns[j] * 3e-7);
            Assert.Equal(columns[j], transposed[j], columns[j] * 3e-7);
        }
        Tensor<float> tenth = Tensor.Full([1_000_000], 0.1f);
        Assert.Equal(0.1f * 1e6, tenth.Sum().Item(), 0.02);
        Assert.Equal((Half)1000, Tensor.Full([10_000], (Half)0.1f).Sum().Item());
    }
}
