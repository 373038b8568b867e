using System.Runtime.InteropServices;
using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>Matrix products by a library of the system, if there is one.</summary>
public sealed class SystemBlasTests
{
    private static readonly string? s_library = ((string[])["libopenblas.so.0", "openblas", "libblas.so.3", "mkl_rt"]).FirstOrDefault(n => NativeLibrary.TryLoad(n, typeof(SystemBlasTests).Assembly, null, out _));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Products_are_those_of_the_own_kernel(bool isLeftTransposed, bool isRightTransposed)
    {
        Assert.SkipWhen(s_library is null, "no BLAS library is installed");
        SystemBlas blas = new(s_library!);
        TensorRandom random = new(3);
        Tensor<double> left = Tensor.Normal<double>(isLeftTransposed ? [30, 20] : [20, 30], random), right = Tensor.Normal<double>(isRightTransposed ? [25, 30] : [30, 25], random);
        if (isLeftTransposed) left = left.T;
        if (isRightTransposed) right = right.T;
        double[] product = new double[20 * 25];
        Assert.True(blas.TryCompute<double>(left.Memory.AsSpan(left.Offset), MatrixOf(left), right.Memory.AsSpan(right.Offset), MatrixOf(right), product));
        double[] expected = Tensor.MatMul(left, right).ToArray();
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], product[i], 1e-12);

        float[] single = new float[20 * 25];
        Tensor<float> x = left.To<float>(), y = right.To<float>();
        Assert.True(blas.TryCompute<float>(x.Memory.AsSpan(x.Offset), MatrixOf(x), y.Memory.AsSpan(y.Offset), MatrixOf(y), single));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], single[i], 1e-4);
    }

    [Fact]
    public void What_lies_apart_is_left_to_the_own_kernel()
    {
        Assert.SkipWhen(s_library is null, "no BLAS library is installed");
        Assert.False(new SystemBlas(s_library!).TryCompute<double>(new double[100], new(5, 5, 20, 2), new double[100], new(5, 5, 5, 1), new double[25]));
    }

    [Fact]
    public void A_library_that_is_missing_is_named()
    {
        DllNotFoundException exception = Assert.Throws<DllNotFoundException>(() => AutoDiffOptions.Blas = "no-such-blas");
        Assert.Contains("'no-such-blas'", exception.Message, StringComparison.Ordinal);
        Assert.Null(AutoDiffOptions.Blas);
    }

    [Fact]
    public void A_library_that_is_no_blas_is_named()
    {
        string library = OperatingSystem.IsWindows() ? "kernel32" : OperatingSystem.IsMacOS() ? "libSystem.dylib" : "libc.so.6";
        Assert.Contains("sgemm", Assert.Throws<EntryPointNotFoundException>(() => AutoDiffOptions.Blas = library).Message, StringComparison.Ordinal);
    }

    private static Matrix MatrixOf(Tensor<double> x) => new(x.Shape[0], x.Shape[1], x.Strides[0], x.Strides[1]);

    private static Matrix MatrixOf(Tensor<float> x) => new(x.Shape[0], x.Shape[1], x.Strides[0], x.Strides[1]);
}
