using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void AShapeIsItsLengths()
    {
        TensorShape shape = [2, 3, 4];
        Assert.Equal(3, shape.Rank);
        Assert.Equal(24, shape.FlattenedLength);
        Assert.Equal(4, shape[^1]);
        Assert.Equal([2, 3, 4], shape.ToArray());
        Assert.Equal([1, 2, 3, 4], (int[])[1, .. shape]);
        Assert.Equal("[2, 3, 4]", shape.ToString());
        Assert.True(shape == new TensorShape(2, 3, 4));
        Assert.True(shape != [2, 3]);
        Assert.Equal(1, default(TensorShape).FlattenedLength);
        Assert.Equal("[]", default(TensorShape).ToString());
        int sum = 0;
        foreach (int length in shape) sum += length;
        Assert.Equal(9, sum);
    }

    [Fact]
    public void AShapeHasAtMostEightAxes() => Assert.Throws<ArgumentException>(() => new TensorShape(1, 1, 1, 1, 1, 1, 1, 1, 1));

    [Fact]
    public void TooManyElementsAreSeenUnlessAnAxisIsEmpty()
    {
        Assert.Throws<OverflowException>(() => new TensorShape(65536, 65536).FlattenedLength);
        Assert.Equal(0, new TensorShape(65536, 65536, 0).FlattenedLength);
    }

    [Fact]
    public void ShapesStandAsArgumentsOrAsAValue()
    {
        Tensor<float> x = Tensor.Arange(6f);
        Tensor<float> y = x.Reshape(2, 3);
        Assert.Equal([2, 3], y.Shape);
        Assert.Equal([3, 2], x.Reshape([3, -1]).Shape);
        Assert.Equal([2, 3], x.Reshape(y.Shape).Shape);
        Assert.Equal([2, 3], Tensor.Zeros<float>(2, 3).Shape);
        Assert.Equal([], Tensor.Zeros<float>([]).Shape);
        Assert.Contains("6 elements do not fill the shape [4, -1]", Assert.Throws<ShapeException>(() => x.Reshape(4, -1)).Message, StringComparison.Ordinal);
    }
}
