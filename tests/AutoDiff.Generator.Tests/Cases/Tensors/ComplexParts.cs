using System.Numerics;

namespace Cases.Tensors;

/// <summary>Complex tensors cut up and put together.</summary>
public static partial class ComplexParts
{
    [Differentiable]
    public static Tensor<Complex> Turned(Tensor<Complex> x)
    {
        Tensor<Complex> turned = x.Transpose(0, 1).Flip(1) * x.Permute(new Axes(1, 0)).Unsqueeze(0).Squeeze(new Axes(0));
        return turned.Reshape(2, 3).T * x.MoveAxis(0, 1) + x[0, ..2].Expand(3, 2) - x.Flatten().Contiguous().Reshape(3, 2);
    }

    [Differentiable]
    public static double Sliced(Tensor<Complex> x, [NoGradient] Tensor<long> rows)
    {
        Tensor<Complex> part = x[1.., ..2] * x[..^1, 1..];
        return part.Abs().Sum().Item() + (x.Take(rows, 1) * Complex.ImaginaryOne).Real().Square().Sum().Item() + x.Tril().Sum().Abs().Item() + x.Diagonal().Product().Real().Item() + x[x.Real() > 0].Sum().Imaginary().Item();
    }

    [Differentiable]
    public static Tensor<Complex> Joined(Tensor<Complex> x, Tensor<Complex> y) =>
        Tensor.Concatenate([x * y, y.Conjugate()], 1) * Tensor.Stack([x, y], 1).Reshape(2, 6) + Tensor.Concatenate([x, x], 1).Repeat(1, 1) * x.Tile(1, 2);

    /// <summary>Parts and elements of a new tensor.</summary>
    [Differentiable]
    public static Tensor<Complex> Written(Tensor<Complex> x)
    {
        Tensor<Complex> y = Tensor.Zeros<Complex>(2, 3);
        y[0, ..] = x * x;
        y[1, 0] = y[0, 1] * x[0];
        y[1, ..] += y[0, ..] * Complex.ImaginaryOne;
        return y * Tensor.Full([3], x[1]);
    }

    private static Tensor<Complex> Some(int seed, params TensorShape shape) =>
        Tensor.ToComplex(Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed)), Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed + 100)));

    public static IEnumerable<object[]> SlicedPoints => [[Some(1, 3, 3), (Tensor<long>)new long[] { 2, 0, 2 }]];

    public static IEnumerable<object[]> JoinedPoints => [[Some(1, 2, 3), Some(2, 2, 3)]];

    public static IEnumerable<object[]> WrittenPoints => [[Some(1, 3)]];

    public static IEnumerable<object[]> TurnedPoints => [[Some(1, 2, 3)]];
}
