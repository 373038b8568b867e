using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class GatheringTests
{
    [Fact]
    public void PartsAreTakenByPosition()
    {
        Tensor<int> m = Tensor.Arange(6).Reshape(2, 3);
        Assert.Equal([3, 4, 5, 0, 1, 2], m.Take([1, 0]).ToArray());
        Assert.Equal([2, 2, 0, 5, 5, 3], m.Take([2, 2, 0], 1).ToArray());
        Tensor<int> indices = new[,] { { 0, 1 }, { 1, 1 } };
        Assert.Equal([2, 2, 3], m.Take(indices).Shape);
        Assert.Equal([2, 2, 2], m.Take(indices, 1).Shape);
        Assert.Equal(m[1, 1], m.Take(indices, 1)[1, 1, 0]);
        Assert.Contains("Take: there is no position 2 on axis 0", Assert.Throws<ArgumentOutOfRangeException>(() => m.Take([2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ElementsAreGatheredByPosition()
    {
        Tensor<int> m = Tensor.Arange(6).Reshape(2, 3);
        Assert.Equal([0, 4, 2], m.Gather(0, new long[,] { { 0, 1, 0 } }).ToArray());
        Assert.Equal([2, 0, 4, 4], m.Gather(1, new long[,] { { 2, 0 }, { 1, 1 } }).ToArray());
        Tensor<int> target = Tensor.Zeros<int>(2, 3);
        target.ScatterAddInPlace(1, new long[,] { { 2, 2 }, { 1, 0 } }, new[,] { { 10, 20 }, { 30, 40 } });
        Assert.Equal([0, 0, 30, 40, 30, 0], target.ToArray());
        Assert.Equal([0, 1, 32, 43, 34, 5], m.ScatterAdd(1, new long[,] { { 2, 2 }, { 1, 0 } }, new[,] { { 10, 20 }, { 30, 40 } }).ToArray());
        Assert.Throws<ShapeException>(() => m.Gather(0, new long[,] { { 0, 1, 0, 1 } }));
    }

    [Fact]
    public void AMaskSelects()
    {
        Tensor<float> m = new float[,] { { 1, -2, 3 }, { -4, 5, -6 } };
        Assert.Equal([1, 3, 5], m[m > 0].ToArray());
        Assert.Equal([-2, -4, -6], m.T.Select(m.T < 0).ToArray().OrderDescending());
        Assert.Equal([1, 3, -4, -6], m[(Tensor<bool>)[true, false, true]].ToArray());
        m[m < 0] = 0;
        Assert.Equal([1, 0, 3, 0, 5, 0], m.ToArray());
        m[m > 0] = (Tensor<float>)[10, 20, 30];
        Assert.Equal([10, 0, 20, 0, 30, 0], m.ToArray());
        m.AddSelectedInPlace(m > 10, (Tensor<float>)[1, 2]);
        Assert.Equal([10, 0, 21, 0, 32, 0], m.ToArray());
        Assert.Throws<ShapeException>(() => m[m > 10] = (Tensor<float>)[1, 2, 3]);
    }

    [Fact]
    public void AddingWhatWasTakenIsTheTranspose() =>
        (from shape in Gen.Int[1, 4].Array[3]
         from axis in Gen.Int[0, 2]
         from indices in Gen.Long[0, shape[axis] - 1].Array[1, 5]
         from order in Gen.Shuffle(new[] { 0, 1, 2 })
         select (shape, axis, indices, order)).Sample(s =>
        {
            // ⟨take(x), y⟩ = ⟨x, takeᵀ(y)⟩ with x and y of small integers, exactly.
            Tensor<double> x = Tensor.Arange(1.0, 1.0 + (s.shape[0] * s.shape[1] * s.shape[2])).Reshape(s.shape);
            Tensor<long> indices = s.indices;
            Tensor<double> taken = x.Take(indices, s.axis), y = Tensor.Arange(2.0, 2.0 + taken.Length).Reshape(taken.Shape), back = Tensor.ZerosLike(x);
            back.AddTakenInPlace(indices, y, s.axis);
            Assert.Equal((taken * y).Sum().Item(), (x * back).Sum().Item());
            for (int i = 0; i < s.indices.Length; i++)
                Assert.True(taken.Narrow(s.axis, i, 1).ElementsEqual(x.Narrow(s.axis, (int)s.indices[i], 1)));
            Tensor<double> permuted = x.Permute(s.order);
            int moved = Array.IndexOf(s.order, s.axis);
            Assert.True(permuted.Take(indices, moved).ElementsEqual(taken.Permute(s.order)));

            Tensor<long> wide = indices.Reshape([.. Enumerable.Range(0, 3).Select(i => i == s.axis ? indices.Length : 1)]).BroadcastTo(taken.Shape);
            Assert.True(x.Gather(s.axis, wide).ElementsEqual(taken));
            Assert.True(Tensor.ZerosLike(x).ScatterAdd(s.axis, wide, y).ElementsEqual(back));
        });

    [Fact]
    public void TensorsAreJoinedAndCut()
    {
        Tensor<int> a = Tensor.Arange(6).Reshape(2, 3), b = Tensor.Arange(6, 12).Reshape(2, 3);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Tensor.Concatenate([a, b]).ToArray());
        Assert.Equal([0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11], Tensor.Concatenate([a, b], 1).ToArray());
        Assert.Equal([2, 2, 3], Tensor.Stack([a, b]).Shape);
        Assert.Equal([2, 3, 2], Tensor.Stack([a, b], -1).Shape);
        Assert.Equal([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11], Tensor.Stack([a, b], -1).ToArray());
        Assert.Throws<ShapeException>(() => Tensor.Concatenate([a, b.T]));
        Assert.Equal([[0, 1, 3, 4], [2, 5]], a.Split(2, 1).Select(part => part.ToArray()));
        Assert.Equal([[0, 3], [1, 2, 4, 5]], a.Split([1, 2], 1).Select(part => part.ToArray()));
        Assert.Equal(2, Tensor.Arange(10).Chunk(3)[^1].Length);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], a.Repeat(2, 1).ToArray());
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5], a.Repeat(2).ToArray());
        Assert.Equal([1, 2, 1, 2], Tensor.Tile<int>([1, 2], 2).ToArray());
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5], a.Tile(1, 2).ToArray());
        Assert.Equal([3, 2, 6], a.Tile(3, 1, 2).Shape);
    }

    [Fact]
    public void ThePlatformsTensorsShareMemory()
    {
        Tensor<float> x = Tensor.Arange(6f).Reshape(2, 3);
        System.Numerics.Tensors.TensorSpan<float> span = x.T.AsTensorSpan();
        Assert.Equal(5, span[2, 1]);
        span[2, 1] = 50;
        Assert.Equal(50, x[1, 2]);
        System.Numerics.Tensors.Tensor<float> tensor = x[.., 1..].ToPlatformTensor();
        tensor[0, 0] = -1;
        Assert.Equal(-1, x[0, 1]);
        Assert.Equal(x[.., 1..].ToArray(), Tensor.FromTensor(tensor).ToArray());
        Assert.Equal([2, 2], Tensor.FromTensorSpan<float>(tensor).Shape);
        Assert.Throws<ArgumentException>(() => x.Flip().ToPlatformTensor());
        Assert.Equal(1, ((Tensor<float>)3).ToPlatformTensor().FlattenedLength);
    }
}
