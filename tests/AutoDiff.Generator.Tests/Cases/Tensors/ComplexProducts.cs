using System.Numerics;

namespace Cases.Tensors;

/// <summary>Products and sums of complex tensors: the transpose of a matrix is conjugated.</summary>
public static partial class ComplexProducts
{
    [Differentiable]
    public static Tensor<Complex> Batched(Tensor<Complex> a, Tensor<Complex> b) => Tensor.MatMul(a, b);

    /// <summary>Of a matrix and its adjoint: the conjugates meet.</summary>
    [Differentiable(Order = 2)]
    public static double Gram(Tensor<Complex> a) => Tensor.MatMul(a.Conjugate().T, a).Abs().Square().Sum().Item();

    [Differentiable]
    public static Tensor<Complex> Vectors(Tensor<Complex> x, Tensor<Complex> y) => Tensor.Outer(x, y) * Tensor.Dot(x, y.Conjugate());

    [Differentiable]
    public static Tensor<Complex> Contracted(Tensor<Complex> a, Tensor<Complex> b, Tensor<Complex> c) => Tensor.Einsum("ij,kj,k->i", a, b, c);

    [Differentiable]
    public static Tensor<Complex> Accumulated(Tensor<Complex> x) => x.CumulativeProduct(1) + x.CumulativeSum(0) * x.Product(0) - x.Mean(1, true) * x.Sum();

    /// <summary>The discrete Fourier transform of a real signal, as a product with a constant matrix.</summary>
    [Differentiable]
    public static double Spectrum(Tensor<double> signal, [NoGradient] Tensor<Complex> transform)
    {
        Tensor<Complex> spectrum = Tensor.MatMul(transform, signal.To<Complex>());
        return (spectrum.Abs().Square() * spectrum.Angle().Sin()).Sum().Item();
    }

    private static Tensor<Complex> Some(int seed, params TensorShape shape) =>
        Tensor.ToComplex(Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed)), Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed + 100)));

    public static IEnumerable<object[]> BatchedPoints =>
        [[Some(1, 2, 3), Some(2, 3, 2)], [Some(3, 4, 2, 3), Some(4, 3, 2)], [Some(5, 2, 1, 2, 3), Some(6, 3, 3, 2)], [Some(7, 3), Some(8, 2, 3, 2)], [Some(9, 2, 2, 3), Some(10, 3)]];

    public static IEnumerable<object[]> GramPoints => [[Some(1, 3, 2)]];

    public static IEnumerable<object[]> VectorsPoints => [[Some(1, 3), Some(2, 3)]];

    public static IEnumerable<object[]> ContractedPoints => [[Some(1, 2, 3), Some(2, 2, 3), Some(3, 2)]];

    public static IEnumerable<object[]> AccumulatedPoints => [[Some(1, 2, 3)]];

    public static IEnumerable<object[]> SpectrumPoints => [[Tensor.Uniform([4], -1.0, 1.0, new TensorRandom(5)), Some(6, 4, 4)]];
}
