namespace AutoDiff.Benchmarks;

/// <summary>What the rows of the tensor table compute, as users write it.</summary>
public static partial class TensorPrograms
{
    /// <summary>Σ sin((w + 1)³).</summary>
    [Differentiable]
    public static float Wave(Tensor<float> w) => Tensor.Sum(Tensor.Sin(Tensor.Pow(w + 1f, 3f))).Item();

    /// <summary>A mean of two tensors: next to nothing to compute for what is read and written.</summary>
    [Differentiable(Modes = DerivativeModes.Value)]
    public static Tensor<float> Blend(Tensor<float> x, Tensor<float> y) => 0.75f * x + 0.25f * y;

    /// <summary>The mean squared error of a line.</summary>
    [Differentiable]
    public static float LineLoss(Line line, [NoGradient] Tensor<float> x, [NoGradient] Tensor<float> y)
    {
        Tensor<float> error = line.W * x + line.B - y;
        return Tensor.Mean(error * error).Item();
    }

    /// <summary>The cross entropy of three layers, where the classes are rows of one-hot vectors.</summary>
    [Differentiable]
    public static float DigitsLoss(Perceptron model, [NoGradient] Tensor<float> images, [NoGradient] Tensor<float> classes) =>
        -Tensor.Mean(Tensor.Sum(classes * Tensor.LogSoftmax(model.Forward(images), -1), -1)).Item();

    /// <summary>Half the sum of the squares of what a layer makes of a batch.</summary>
    [Differentiable]
    public static float NormLoss(LayerNorm<float> layer, Tensor<float> x) => 0.5f * Tensor.Sum(Tensor.Square(layer.Forward(x))).Item();

    /// <summary>The same of a convolution.</summary>
    [Differentiable]
    public static float ConvolutionLoss(Conv2d<float> layer, Tensor<float> x) => 0.5f * Tensor.Sum(Tensor.Square(layer.Forward(x))).Item();

    /// <summary>The same of a step of an LSTM cell.</summary>
    [Differentiable]
    public static float RecurrentLoss(LstmCell<float> cell, Tensor<float> x, (Tensor<float> H, Tensor<float> C) state)
    {
        (Tensor<float> h, Tensor<float> c) = cell.Forward(x, state);
        return 0.5f * (Tensor.Sum(Tensor.Square(h)) + Tensor.Sum(Tensor.Square(c))).Item();
    }

    /// <summary>A biquad filter, direct form I, and the energy of what comes out: (y · y) / n.</summary>
    [Differentiable]
    public static double FilterEnergy([NoGradient] double[] x, double b0, double b1, double b2, double a1, double a2)
    {
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0, sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double y = b0 * x[i] + b1 * x1 + b2 * x2 - a2 * y2 - a1 * y1;
            (x2, x1, y2, y1) = (x1, x[i], y1, y);
            sum += y * y;
        }
        return sum / x.Length;
    }
}

/// <summary>y = W x + B.</summary>
public sealed partial class Line : Module
{
    /// <summary>The slope.</summary>
    public Parameter<float> W { get; } = new((float[])[0.5f]);

    /// <summary>The value at 0.</summary>
    public Parameter<float> B { get; } = new((float[])[0f]);
}

/// <summary>An affine map.</summary>
/// <param name="inputs">How many numbers go in.</param>
/// <param name="outputs">How many come out.</param>
/// <param name="random">Where the weights come from.</param>
public sealed partial class Affine(int inputs, int outputs, TensorRandom random) : Module
{
    /// <summary>Of shape [inputs, outputs].</summary>
    public Parameter<float> Weight { get; } = new(Tensor.Uniform([inputs, outputs], -1 / MathF.Sqrt(inputs), 1 / MathF.Sqrt(inputs), random));

    /// <summary>Of shape [outputs].</summary>
    public Parameter<float> Bias { get; } = new(Tensor.Zeros<float>(outputs));

    /// <summary>x W + b.</summary>
    public Tensor<float> Forward(Tensor<float> x) => Tensor.MatMul(x, Weight.Value) + Bias.Value;
}

/// <summary>784 → 256 → 128 → 10, with ReLU between.</summary>
/// <param name="random">Where the weights come from.</param>
public sealed partial class Perceptron(TensorRandom random) : Module
{
    /// <summary>784 → 256.</summary>
    public Affine First { get; } = new(784, 256, random);

    /// <summary>256 → 128.</summary>
    public Affine Second { get; } = new(256, 128, random);

    /// <summary>128 → 10.</summary>
    public Affine Third { get; } = new(128, 10, random);

    /// <summary>The logits.</summary>
    public Tensor<float> Forward(Tensor<float> x) => Third.Forward(Tensor.Relu(Second.Forward(Tensor.Relu(First.Forward(x)))));
}
