using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class EinsumTests
{
    private static readonly Tensor<double> A = Tensor.Arange(6.0).Reshape(2, 3), B = Tensor.Arange(12.0).Reshape(3, 4), V = (Tensor<double>)[1, 2, 3];

    [Fact]
    public void KnownProducts()
    {
        Assert.True(Tensor.Einsum("ij,jk->ik", A, B).ElementsEqual(A.MatMul(B)));
        Assert.True(Tensor.Einsum("ij,jk", A, B).ElementsEqual(A.MatMul(B)));
        Assert.True(Tensor.Einsum("ij,jk->ki", A, B).ElementsEqual(A.MatMul(B).T));
        Assert.True(Tensor.Einsum("ij,j", A, V).ElementsEqual(A.MatMul(V)));
        Assert.Equal(14, Tensor.Einsum("i,i", V, V).Item());
        Assert.Equal(36, Tensor.Einsum("i,j->", V, V).Item());
        Assert.True(Tensor.Einsum("i,j", V, V).ElementsEqual(V.Outer(V)));
        Assert.True(Tensor.Einsum("ij->ji", A).ElementsEqual(A.T));
        Assert.True(Tensor.Einsum("ba", A).ElementsEqual(A.T));
        Assert.True(Tensor.Einsum("ij->j", A).ElementsEqual(A.Sum(0)));
        Assert.Equal(15, Tensor.Einsum("ij->", A).Item());
        Tensor<double> square = Tensor.Arange(9.0).Reshape(3, 3);
        Assert.Equal(12, Tensor.Einsum("ii", square).Item());
        Assert.Equal([0, 4, 8], Tensor.Einsum("ii->i", square).ToArray());
        Assert.Equal([0, 8, 24], Tensor.Einsum("ii,i->i", square, V).ToArray());
        Assert.Equal(V.MatMul(square).Dot(V).Item(), Tensor.Einsum("i,ij,j", V, square, V).Item());
    }

    [Fact]
    public void AnEllipsisIsBroadcast()
    {
        Tensor<double> x = Tensor.Arange(24.0).Reshape(2, 1, 3, 4), y = Tensor.Arange(40.0).Reshape(5, 4, 2);
        Assert.True(Tensor.Einsum("...ij,...jk->...ik", x, y).ElementsEqual(x.MatMul(y)));
        Assert.True(Tensor.Einsum("...ij,...jk", x, y).ElementsEqual(x.MatMul(y)));
        Assert.True(Tensor.Einsum("...ij->...ji", x).ElementsEqual(x.T));
        Assert.True(Tensor.Einsum("...i,i->...", x, (Tensor<double>)[1, 2, 3, 4]).ElementsEqual(x.MatMul((Tensor<double>)[1, 2, 3, 4])));
        Assert.True(Tensor.Einsum("...,...", y, (Tensor<double>)2).ElementsEqual(y * 2));
    }

    [Fact]
    public void AgreesWithLoops() =>
        (from lengths in Gen.Int[1, 3].Array[4]
         from left in Gen.Shuffle(new[] { 0, 1, 2, 3 }, 3)
         from right in Gen.Shuffle(new[] { 0, 1, 2, 3 }, 3)
         from result in Gen.Shuffle(new[] { 0, 1, 2, 3 }, 2)
         select (lengths, left, right, result)).Sample(s =>
        {
            int[] known = [.. s.result.Where(name => s.left.Contains(name) || s.right.Contains(name))];
            Tensor<double> x = Tensor.Uniform<double>([.. s.left.Select(n => s.lengths[n])], new TensorRandom(1)), y = Tensor.Uniform<double>([.. s.right.Select(n => s.lengths[n])], new TensorRandom(2));
            Tensor<double> expected = Tensor.Zeros<double>([.. known.Select(n => s.lengths[n])]);
            int[] p = new int[4];
            for (p[0] = 0; p[0] < s.lengths[0]; p[0]++)
            {
                for (p[1] = 0; p[1] < s.lengths[1]; p[1]++)
                {
                    for (p[2] = 0; p[2] < s.lengths[2]; p[2]++)
                    {
                        for (p[3] = 0; p[3] < s.lengths[3]; p[3]++)
                        {
                            // A name that nothing has takes no part.
                            if (Enumerable.Range(0, 4).Any(n => !s.left.Contains(n) && !s.right.Contains(n) && p[n] > 0)) continue;
                            int[] at = [.. known.Select(n => p[n])];
                            expected[at] += x[s.left.Select(n => p[n]).ToArray()] * y[s.right.Select(n => p[n]).ToArray()];
                        }
                    }
                }
            }
            Assert.True(Tensor.Einsum($"{Text(s.left)},{Text(s.right)}->{Text(known)}", x, y).AllClose(expected));
        });

    [Fact]
    public void WrongEquationsSaySo()
    {
        Assert.Contains("'j' has the length 3 and, in operand 1 of shape [2, 3], 2", Assert.Throws<ShapeException>(() => Tensor.Einsum("ij,jk", A, A)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Tensor.Einsum("ij,jk", A));
        Assert.Throws<ArgumentException>(() => Tensor.Einsum("ijk", A));
        Assert.Throws<ArgumentException>(() => Tensor.Einsum("ij->ik", A));
        Assert.Throws<ArgumentException>(() => Tensor.Einsum("ij->ii", A));
        Assert.Throws<ArgumentException>(() => Tensor.Einsum("i?", A));
    }

    private static string Text(int[] names) => string.Concat(names.Select(n => "jaZk"[n]));
}
