using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Gradients of intermediate values, against what they are by hand.</summary>
public sealed class RetainTests
{
    [Fact]
    public void ANumberHasItsGradient()
    {
        RetainedGradient<double> square = new();
        Assert.Equal(2 * 3 * Math.Cos(9), RetainedPrograms.SineGradient(3, square), 1e-12);
        Assert.Equal(Math.Cos(9), square.Value, 1e-12);
        RetainedPrograms.SineGradient(3, square);
        Assert.Equal(2 * Math.Cos(9), square.Value, 1e-12);
        square.Clear();
        Assert.Equal(0, square.Value);
    }

    [Fact]
    public void InALoopItIsTheSumOverTheTrips()
    {
        RetainedGradient<double> states = new();
        // The states are x, 2x and 4x; the sum of their squares has the gradients 2s + 2·(the next one's).
        RetainedPrograms.DoublingGradient(1, 3, states);
        double third = 2 * 4, second = (2 * 2) + (2 * third), first = (2 * 1) + (2 * second);
        Assert.Equal(first + second + third, states.Value, 1e-12);
    }

    [Fact]
    public void ATensorHasItsGradientAndOneThatIsNotUsedHasNone()
    {
        RetainedTensorGradient<double> hidden = new(), unused = new();
        Tensor<double> x = (double[])[0.5, -1, 2];
        Tensor<double> dX = RetainedPrograms.LayersGradient(x, hidden, unused);
        Tensor<double> expected = 2.0 * Tensor.Tanh(x);
        DerivativeCheck.Close(expected, hidden.Value!);
        DerivativeCheck.Close(expected * (1.0 - Tensor.Square(Tensor.Tanh(x))), dX);
        Assert.Null(unused.Value);
        Assert.Equal("gradient", Assert.Throws<ArgumentNullException>(() => RetainedPrograms.Layers(x, null!, unused)).ParamName);
    }
}

internal static partial class RetainedPrograms
{
    [Differentiable]
    public static double Sine(double x, RetainedGradient<double> square) => Math.Sin(Gradient.Retain(x * x, square));

    [Differentiable]
    public static double Doubling(double x, int n, RetainedGradient<double> states)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double state = Gradient.Retain(x, states);
            sum += state * state;
            x = 2 * state;
        }
        return sum;
    }

    [Differentiable]
    public static double Layers(Tensor<double> x, RetainedTensorGradient<double> hidden, RetainedTensorGradient<double> unused)
    {
        Tensor<double> h = Gradient.Retain(Tensor.Tanh(x), hidden);
        Tensor<double> other = Gradient.Retain(Tensor.Exp(x), unused);
        return Tensor.Sum(h * h + 0.0 * Gradient.Stop(other)).Item();
    }
}
