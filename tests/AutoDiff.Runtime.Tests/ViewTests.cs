using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ViewTests
{
    [Fact]
    public void ViewsShareMemory()
    {
        Tensor<float> x = Tensor.Zeros<float>(2, 3);
        x.T[2, 1] = 5;
        Assert.Equal(5, x[1, 2]);
        x.Reshape(6)[0] = 7;
        Assert.Equal(7, x[0, 0]);
        Assert.NotSame(x, x.Contiguous());
        Assert.NotSame(x, x.Reshape(x.Shape));
        Tensor<float> copy = x.Clone();
        copy[0, 0] = 1;
        Assert.Equal(7, x[0, 0]);
    }

    [Fact]
    public void ATensorOnAnArrayShowsTheArray()
    {
        float[] array = [1, 2, 3];
        Tensor<float> x = Tensor.Wrap(array);
        array[1] = 20;
        Assert.Equal(20, x[1]);
        x[2] = 30;
        Assert.Equal(30, array[2]);
        Tensor<float> copy = array;
        copy[0] = -1;
        Assert.Equal(1, array[0]);
    }

    [Fact]
    public void AxesAreAddedRemovedAndMoved()
    {
        Tensor<int> x = Tensor.Arange(24).Reshape(2, 3, 4);
        Assert.Equal([4, 2, 3], x.Permute(2, 0, 1).Shape);
        Assert.Equal([4, 3, 2], x.Permute().Shape);
        Assert.Equal(x[1, 2, 3], x.Permute(2, 0, 1)[3, 1, 2]);
        Assert.Equal([3, 2, 4], x.Transpose(0, 1).Shape);
        Assert.Equal([3, 4, 2], x.MoveAxis(0, -1).Shape);
        Assert.Equal([2, 3, 1, 4], x.Unsqueeze(2).Shape);
        Assert.Equal([2, 3, 4, 1], x.Unsqueeze(-1).Shape);
        Assert.Equal([2, 3, 4], x.Unsqueeze(0).Unsqueeze(-1).Squeeze().Shape);
        Assert.Equal([1, 2, 3, 4], x.Unsqueeze(0).Unsqueeze(-1).Squeeze(-1).Shape);
        Assert.Equal([2, 12], x.Flatten(1).Shape);
        Assert.Equal([24], x.Flatten().Shape);
        Assert.Equal([5, 2, 3, 4], x.Expand(5, -1, -1, 4).Shape);
        Assert.Equal([5, 6], x.Narrow(-1, 1, 2)[0, 1, ..].ToArray());
    }

    [Fact]
    public void WrongAxesSaySo()
    {
        Tensor<int> x = Tensor.Zeros<int>(2, 3);
        Assert.Contains("Transpose: there is no axis 2 in a tensor of 2 axes", Assert.Throws<ArgumentOutOfRangeException>(() => x.Transpose(0, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.Permute(0, 0));
        Assert.Contains("the shape [2, 3] does not broadcast to [3, 3]", Assert.Throws<ShapeException>(() => x.BroadcastTo(3, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReshapedViewsHaveTheElementsInOrder() =>
        (from a in Gen.Int[1, 4]
         from b in Gen.Int[1, 4]
         from c in Gen.Int[1, 4]
         from order in Gen.Shuffle(new[] { 0, 1, 2 })
         from cut in Gen.Int[0, 2]
         from flip in Gen.Int[-1, 2]
         from merge in Gen.Int[0, 4]
         select (a, b, c, order, cut, flip, merge)).Sample(s =>
        {
            Tensor<int> x = Tensor.Arange(s.a * s.b * s.c).Reshape(s.a, s.b, s.c).Permute(new Axes(s.order));
            if (s.flip >= 0) x = x.Flip(s.flip);
            x = x.Narrow(s.cut, x.Shape[s.cut] / 2, x.Shape[s.cut] - (x.Shape[s.cut] / 2));
            TensorShape shape = s.merge switch
            {
                0 => [x.Length],
                1 => [x.Shape[0] * x.Shape[1], x.Shape[2]],
                2 => [x.Shape[0], 1, x.Shape[1] * x.Shape[2]],
                3 => [x.Shape[2], 1, x.Shape[0], x.Shape[1]],
                _ => [1, x.Shape[0], x.Shape[1], 1, x.Shape[2], 1],
            };
            Assert.Equal(Naive(x), x.ToArray());
            Assert.Equal(Naive(x), x.Reshape(shape).ToArray());
            List<int> enumerated = [];
            foreach (int element in x) enumerated.Add(element);
            Assert.Equal(Naive(x), enumerated);
            Assert.Equal(Naive(x), x.Contiguous().AsSpan().ToArray());
        });

    private static List<int> Naive(Tensor<int> x)
    {
        List<int> elements = [];
        for (int i = 0; i < x.Shape[0]; i++)
        {
            for (int j = 0; j < x.Shape[1]; j++)
            {
                for (int k = 0; k < x.Shape[2]; k++) elements.Add(x[i, j, k]);
            }
        }
        return elements;
    }
}
