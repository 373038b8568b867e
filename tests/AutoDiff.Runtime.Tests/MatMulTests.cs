using System.Numerics;
using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class MatMulTests
{
    [Fact]
    public void VectorsAndMatrices()
    {
        Tensor<float> m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, v = [1, 2, 3];
        Assert.Equal([14, 32], Tensor.MatMul(m, v).ToArray());
        Assert.Equal(14, Tensor.MatMul(v, v).Item());
        Assert.Equal([], Tensor.MatMul(v, v).Shape);
        Assert.Equal([14, 32], v.MatMul(m.T).ToArray());
        Assert.Equal([14, 32, 32, 77], m.MatMul(m.T).ToArray());
        Assert.Equal([17, 22, 27, 22, 29, 36, 27, 36, 45], m.T.MatMul(m).ToArray());
        Assert.Equal(14, v.Dot(v).Item());
        Assert.Equal([1, 2, 3, 2, 4, 6, 3, 6, 9], v.Outer(v).ToArray());
        Assert.Equal((Half)1000, Tensor.Full([10_000], (Half)0.1f).Dot(Tensor.Ones<Half>(10_000)).Item());
        Assert.Equal([3, 2], Tensor.MatMul(Tensor.Zeros<float>(3, 0), Tensor.Zeros<float>(0, 2)).Shape);
    }

    [Fact]
    public void ShapesThatDoNotMatchAreNamed()
    {
        Tensor<float> m = Tensor.Zeros<float>(2, 3), v = Tensor.Zeros<float>(4), s = 1f;
        Assert.Equal(
            "MatMul: a of shape [2, 3] and b of shape [4] do not match: 3 columns against 4 elements (argument 'm', 'v').",
            Assert.Throws<ShapeException>(() => Tensor.MatMul(m, v)).Message);
        Assert.Equal(
            "MatMul: a of shape [4] and b of shape [2, 3] do not match: 4 elements against 2 rows (argument 'v', 'm').",
            Assert.Throws<ShapeException>(() => v.MatMul(m)).Message);
        Assert.Throws<ShapeException>(() => s.MatMul(m));
        Assert.Throws<ShapeException>(() => m.Dot(v));
    }

    [Fact]
    public void StacksAreBroadcast()
    {
        Tensor<double> a = Tensor.Arange(24.0).Reshape(2, 1, 3, 4), b = Tensor.Arange(40.0).Reshape(5, 4, 2);
        Tensor<double> c = a.MatMul(b);
        Assert.Equal([2, 5, 3, 2], c.Shape);
        Assert.Equal(a[1, 0, .., ..].MatMul(b[3, .., ..]).ToArray(), c[1, 3, .., ..].ToArray());
        Assert.Equal([2, 1, 3], a.MatMul((Tensor<double>)[1, 2, 3, 4]).Shape);
        Assert.Equal([5, 2], ((Tensor<double>)[1, 2, 3, 4]).MatMul(b).Shape);
        Assert.Equal(((Tensor<double>)[1, 2, 3, 4]).MatMul(b[2, .., ..]).ToArray(), ((Tensor<double>)[1, 2, 3, 4]).MatMul(b)[2, ..].ToArray());
    }

    [Fact]
    public void ProductsAgreeWithLoops() =>
        (from m in Gen.OneOf(Gen.Int[1, 12], Gen.Int[30, 130])
         from k in Gen.OneOf(Gen.Int[1, 12], Gen.Int[30, 300])
         from n in Gen.OneOf(Gen.Int[1, 12], Gen.Int[30, 130])
         from left in Gen.Int[0, 2]
         from right in Gen.Int[0, 2]
         select (m, k, n, left, right)).Sample(
            s =>
            {
                Tensor<double> a = Make(s.m, s.k, s.left, 1), b = Make(s.k, s.n, s.right, 2), c = a.MatMul(b);
                Tensor<float> single = a.To<float>().MatMul(b.To<float>());
                Tensor<Complex> complex = a.To<Complex>().MatMul(b.To<Complex>());
                for (int i = 0; i < s.m; i++)
                {
                    for (int j = 0; j < s.n; j++)
                    {
                        double sum = 0;
                        for (int k = 0; k < s.k; k++) sum += a[i, k] * b[k, j];
                        Assert.Equal(sum, c[i, j], 1e-13 * s.k);
                        Assert.Equal(sum, single[i, j], 1e-6 * s.k);
                        Assert.Equal(sum, complex[i, j].Real, 1e-13 * s.k);
                    }
                }
            },
            iter: 60);

    /// <summary>A matrix that lies in memory row by row, column by column, or as every other column of a larger one.</summary>
    private static Tensor<double> Make(int rows, int columns, int layout, long seed)
    {
        TensorRandom random = new(seed + rows + (1000 * columns));
        return layout switch
        {
            0 => Tensor.Uniform([rows, columns], -1.0, 1, random),
            1 => Tensor.Uniform([columns, rows], -1.0, 1, random).T,
            _ => Tensor.Uniform([rows, 2 * columns], -1.0, 1, random)[.., TensorIndex.Slice(.., 2)],
        };
    }
}
