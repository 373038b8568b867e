using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class InitializerTests
{
    private static readonly TensorShape s_kernel = [64, 32, 3, 3];
    private const double FanIn = 32 * 9, FanOut = 64 * 9;

    [Fact]
    public void UniformOnesReachTheirBounds()
    {
        IsUniform(Initializers.XavierUniform<float>(s_kernel, 2, new(1)), 2 * Math.Sqrt(6 / (FanIn + FanOut)));
        IsUniform(Initializers.KaimingUniform<float>(s_kernel, random: new(1)), Math.Sqrt(6 / FanIn));
        IsUniform(Initializers.KaimingUniform<double>(s_kernel, FanMode.Out, Nonlinearity.Tanh, random: new(1)), 5.0 / 3 * Math.Sqrt(3 / FanOut));
        IsUniform(Initializers.KaimingUniform<double>([100, 200], slope: Math.Sqrt(5), random: new(1)), 1 / Math.Sqrt(200));
    }

    [Fact]
    public void NormalOnesHaveTheirStandardDeviation()
    {
        HasDeviation(Initializers.XavierNormal<float>(s_kernel, random: new(1)), Math.Sqrt(2 / (FanIn + FanOut)));
        HasDeviation(Initializers.KaimingNormal<float>(s_kernel, FanMode.Out, Nonlinearity.Relu, random: new(1)), Math.Sqrt(2 / FanOut));
    }

    [Theory]
    [InlineData(20, 50)]
    [InlineData(50, 20)]
    [InlineData(30, 30)]
    public void OrthogonalOnesAre(int rows, int columns)
    {
        Tensor<double> q = Initializers.Orthogonal<double>([rows, columns], 3, new(2));
        Tensor<double> gram = rows < columns ? Tensor.MatMul(q, q.T) : Tensor.MatMul(q.T, q);
        for (int i = 0; i < gram.Shape[0]; i++)
            for (int j = 0; j < gram.Shape[0]; j++) Assert.Equal(i == j ? 9 : 0, gram[i, j], 1e-13);
    }

    [Fact]
    public void TruncatedOnesStayInside()
    {
        float[] x = Initializers.TruncatedNormal<float>([10_000], 1, 2, 0, 4, new(3)).ToArray();
        Assert.All(x, e => Assert.InRange(e, 0, 4));
        Assert.InRange(x.Max(), 3.9, 4);
        Assert.Throws<ArgumentException>(() => Initializers.TruncatedNormal<float>([1], low: 5, high: 6));
    }

    [Fact]
    public void AVectorHasNoFans() => Assert.Throws<ShapeException>(() => Initializers.XavierUniform<float>([3]));

    private static void IsUniform<T>(Tensor<T> tensor, double bound)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        double[] x = [.. tensor.ToArray().Select(double.CreateChecked)];
        Assert.InRange(x.Max() / bound, 0.99, 1);
        Assert.InRange(x.Min() / bound, -1.000001, -0.99);
        Assert.InRange(x.Average() / bound, -0.02, 0.02);
    }

    private static void HasDeviation(Tensor<float> tensor, double deviation)
    {
        float[] x = tensor.ToArray();
        Assert.InRange(Math.Sqrt(x.Average(e => (double)e * e)) / deviation, 0.97, 1.03);
        Assert.InRange(x.Average() / deviation, -0.03, 0.03);
    }
}
