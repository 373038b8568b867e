using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ClippingTests
{
    private static (Parameter<float> A, Parameter<double> B, Parameter[] All) Gradients()
    {
        Parameter<float> a = new(Tensor.Zeros<float>(2));
        Parameter<double> b = new(Tensor.Zeros<double>(1)), without = new(1.0), frozen = new(1.0);
        a.AddGradient([3f, 0f]);
        b.AddGradient([-4.0]);
        frozen.AddGradient(100.0);
        frozen.IsFrozen = true;
        return (a, b, [a, b, without, frozen]);
    }

    [Fact]
    public void TheNormIsThatOfAllTogether()
    {
        (Parameter<float> a, Parameter<double> b, Parameter[] all) = Gradients();
        Assert.Equal(5, GradientClipping.ByNorm(all, 1), 1e-14);
        Assert.Equal(0.6, a.Gradient![0], 1e-6);
        Assert.Equal(-4 / (5 + 1e-6), b.Gradient!.Item(), 1e-15);
        Assert.Equal(1, GradientClipping.ByNorm(all.Where(_ => true), 10), 1e-6);
        Assert.Equal(-4 / (5 + 1e-6), b.Gradient!.Item(), 1e-15);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 4.497941445275415)]
    [InlineData(double.PositiveInfinity, 4)]
    public void OtherNorms(double order, double norm)
    {
        (_, Parameter<double> b, Parameter[] all) = Gradients();
        Assert.Equal(norm, GradientClipping.ByNorm(all, 2, order), 1e-14);
        Assert.Equal(-4 * 2 / (norm + 1e-6), b.Gradient!.Item(), 1e-14);
    }

    [Fact]
    public void HugeGradientsHaveANorm()
    {
        Parameter<double> x = new([0.0, 0]);
        x.AddGradient([3e200, 4e200]);
        Assert.Equal(5e200, GradientClipping.ByNorm([x], 5), 1e186);
        Assert.Equal(3, x.Gradient![0], 1e-14);
    }

    [Fact]
    public void ANormThatIsNotFiniteCanBeAnError()
    {
        Parameter<double> x = new([0.0, 0]);
        x.AddGradient([double.NaN, 1]);
        Assert.Throws<ArithmeticException>(() => GradientClipping.ByNorm([x], 1, throwIfNotFinite: true));
        Assert.Equal(1, x.Gradient![1]);
        Assert.True(double.IsNaN(GradientClipping.ByNorm([x], 1)));
        Assert.True(double.IsNaN(x.Gradient![1]));
    }

    [Fact]
    public void ValuesAreClamped()
    {
        (Parameter<float> a, Parameter<double> b, Parameter[] all) = Gradients();
        GradientClipping.ByValue(all, 3.5);
        Assert.Equal([3f, 0f], a.Gradient!.ToArray());
        Assert.Equal(-3.5, b.Gradient!.Item());
        GradientClipping.ByValue(all.Where(_ => true), 1);
        Assert.Equal([1f, 0f], a.Gradient!.ToArray());
    }
}
