using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>The texts are PyTorch's own for the same elements.</summary>
public sealed class PrintingTests
{
    [Fact]
    public void Floats()
    {
        Prints("tensor(42.)", Tensor.Scalar(42f));
        Prints("tensor(1.5000)", Tensor.Scalar(1.5f));
        Prints("tensor([1., 2., 3.])", (Tensor<float>)[1, 2, 3]);
        Prints("tensor([1.0000, 2.5000])", (Tensor<float>)[1, 2.5f]);
        Prints("tensor([ 1., -2.])", (Tensor<float>)[1, -2]);
        Prints("tensor([-0.])", (Tensor<float>)[-0f]);
        Prints("tensor([[1., 2., 3.],\n        [4., 5., 6.]])", (Tensor<float>)new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Prints("tensor([[[0., 1.],\n         [2., 3.]],\n\n        [[4., 5.],\n         [6., 7.]]])", Tensor.Arange(8f).Reshape(2, 2, 2));
    }

    [Fact]
    public void Exponents()
    {
        Prints("tensor([1.0000e+00, 1.0000e-04])", (Tensor<float>)[1, 1e-4f]);
        Prints("tensor([1.0000e-05])", (Tensor<float>)[1e-5f]);
        Prints("tensor([1.0000e+09])", (Tensor<float>)[1e9f]);
        Prints("tensor([1.0000e+00, 1.0010e+03])", (Tensor<float>)[1, 1001]);
        Prints("tensor([   1., 1000.])", (Tensor<float>)[1, 1000]);
        Prints("tensor([-1.0000e+00,  1.0000e-04])", (Tensor<float>)[-1, 1e-4f]);
        Prints("tensor([9.9999e-05])", (Tensor<float>)[9.9999e-5f]);
        Prints("tensor([1.0000e+10])", (Tensor<float>)[9.99999999e9f]);
        Prints("tensor([1.0000e-100], dtype=double)", (Tensor<double>)[1e-100]);
    }

    [Fact]
    public void TiesGoToTheEvenDigit()
    {
        Prints("tensor(0.0312)", Tensor.Scalar(0.03125f));
        Prints("tensor(0.0938)", Tensor.Scalar(0.09375f));
        Prints("tensor([3.9062e-03, 1.0000e+02])", (Tensor<float>)[0.00390625f, 100]);
    }

    [Fact]
    public void NotFinite()
    {
        Prints("tensor([nan, inf, -inf])", (Tensor<float>)[float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        Prints("tensor([1., nan, inf])", (Tensor<float>)[1, float.NaN, float.PositiveInfinity]);
        Prints("tensor([1.5000,    nan,   -inf])", (Tensor<float>)[1.5f, float.NaN, float.NegativeInfinity]);
    }

    [Fact]
    public void OtherTypes()
    {
        Prints("tensor([1., 2.], dtype=double)", (Tensor<double>)[1, 2]);
        Prints("tensor([1.0996], dtype=Half)", (Tensor<Half>)[(Half)1.1f]);
        Prints("tensor([  1, -20], dtype=int)", (Tensor<int>)[1, -20]);
        Prints("tensor([  1, -20])", (Tensor<long>)[1, -20]);
        Prints("tensor([ True, False])", (Tensor<bool>)[true, false]);
        Prints("tensor(True)", Tensor.Scalar(true));
        Prints("tensor([1, 2], dtype=byte)", (Tensor<byte>)[1, 2]);
        Prints("tensor([1.+2.j, 3.-4.j])", (Tensor<Complex64>)[new(1, 2), new(3, -4)]);
        Prints("tensor([1.+0.5000j], dtype=Complex)", (Tensor<Complex>)[new(1, 0.5)]);
        Prints("tensor(1.+2.j)", Tensor.Scalar(new Complex64(1, 2)));
    }

    [Fact]
    public void Empty()
    {
        Prints("tensor([])", (Tensor<float>)[]);
        Prints("tensor([], size=(0, 3))", Tensor.Zeros<float>(0, 3));
        Prints("tensor([], dtype=long)", (Tensor<long>)[]);
        Prints("tensor([], size=(2, 0), dtype=int)", Tensor.Zeros<int>(2, 0));
    }

    [Fact]
    public void LongRowsBreakAtEightyCharacters()
    {
        Prints("tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,\n        14., 15., 16., 17., 18., 19.])", Tensor.Arange(20f));
    }

    [Fact]
    public void MoreThanAThousandElementsAreSummarised()
    {
        Prints("tensor([   0,    1,    2,  ..., 1998, 1999, 2000])", Tensor.Arange(2001L));
        Prints(
            "tensor([[   0,    1,    2,  ...,   47,   48,   49],\n        [  50,   51,   52,  ...,   97,   98,   99],\n        [ 100,  101,  102,  ...,  147,  148,  149],\n        ...,\n"
            + "        [1850, 1851, 1852,  ..., 1897, 1898, 1899],\n        [1900, 1901, 1902,  ..., 1947, 1948, 1949],\n        [1950, 1951, 1952,  ..., 1997, 1998, 1999]])",
            Tensor.Arange(2000L).Reshape(40, 50));
        Prints("tensor([0., 0., 0.,  ..., 0., 0., 0.])", Tensor.Zeros<float>(1001));
    }

    [Fact]
    public void ViewsPrintWhatTheyShow() =>
        Prints("tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])", Tensor.Arange(6f).Reshape(2, 3).T);

    private static void Prints<T>(string expected, Tensor<T> x)
        where T : unmanaged =>
        Assert.Equal(expected, x.ToString());
}
