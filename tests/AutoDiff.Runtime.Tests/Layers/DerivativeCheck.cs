using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Holds derivatives of layers and losses against differences of values, and their two halves and forward mode against reverse mode.</summary>
internal static class DerivativeCheck
{
    private const double Step = 1e-5, Tolerance = 2e-7;

    public static void Layer(Layer<double> layer, Tensor<double> input, Func<Tensor<double>, Tensor<double>>? value = null)
    {
        value ??= layer.Forward;
        TensorRandom random = new(5);
        Tensor<double> cotangent = Tensor.Normal<double>(value(input).Shape, random), dInput = Tensor.ZerosLike(input);
        layer.ZeroGradients();
        Tensor<double> result = layer.ForwardVjp(input, cotangent, dInput);
        Close(value(input), result);
        double Scalar() => (value(input) * cotangent).Sum().Item();
        Differences(input, dInput, Scalar, "the input");
        foreach ((string name, Parameter parameter) in layer.NamedParameters())
            Differences(((Parameter<double>)parameter).Value, ((Parameter<double>)parameter).Gradient!, Scalar, name);

        Tensor<double>[] gradients = [.. layer.Parameters().Select(p => ((Parameter<double>)p).Gradient!.Clone())];
        layer.ZeroGradients();
        Tensor<double> halved = null!;
        Close(result, layer.ForwardPrimal(input, out object residuals));
        layer.ForwardPullback(residuals, cotangent, ref halved);
        Close(dInput, halved);
        foreach ((Tensor<double> gradient, Parameter parameter) in gradients.Zip(layer.Parameters())) Close(gradient, ((Parameter<double>)parameter).Gradient!);

        Tensor<double> tangent = Tensor.Normal<double>(input.Shape, random);
        (Tensor<double> pushed, Tensor<double> dot) = layer.ForwardJvp(input, tangent);
        Close(result, pushed);
        Assert.Equal((dInput * tangent).Sum().Item(), (dot * cotangent).Sum().Item(), Tolerance);
    }

    public static void Differences(Tensor<double> x, Tensor<double> gradient, Func<double> value, string name)
    {
        Assert.Equal(x.Shape, gradient.Shape);
        Span<double> elements = x.AsSpan();
        double[] found = gradient.Contiguous().AsSpan().ToArray();
        for (int i = 0; i < elements.Length; i++)
        {
            double before = elements[i];
            elements[i] = before + Step;
            double above = value();
            elements[i] = before - Step;
            double difference = (above - value()) / (2 * Step);
            elements[i] = before;
            Assert.True(Math.Abs(difference - found[i]) < Tolerance * (10 + Math.Abs(difference)), $"{name}, element {i}: {found[i]}, by differences {difference}");
        }
    }

    public static void Close(Tensor<double> expected, Tensor<double> found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        Assert.True(Tensor.AllClose(expected, found, 1e-9, 1e-11), $"{expected}\n{found}");
    }
}
