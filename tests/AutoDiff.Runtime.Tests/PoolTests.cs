using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class PoolTests
{
    [Fact]
    public void MemoryGoesBackWhenTheLastViewOfItDoes()
    {
        TensorPool.Clear();
        Tensor<float> x = Tensor.Zeros<float>(100, 100);
        Tensor<float> transposed = x.T, row = x[1, ..];
        Tensor.Recycle(x);
        Tensor.Recycle(row);
        Assert.Equal(0, TensorPool.HeldBytes);
        Assert.Equal(0, transposed[99, 99]);
        Tensor.Recycle(transposed);
        Assert.InRange(TensorPool.HeldBytes, 40_000, 50_000);
    }

    [Fact]
    public void ARecycledTensorSaysSo()
    {
        Tensor<float> x = Tensor.Zeros<float>(3);
        Tensor.Recycle(x);
        Assert.ThrowsAny<Exception>(() => x[0]);
        Assert.Throws<ObjectDisposedException>(() => x.AsSpan().Length);
        Assert.Throws<ObjectDisposedException>(() => Tensor.Recycle(x));
    }

    [Fact]
    public void ThePoolIsBounded()
    {
        long before = TensorPool.MaximumBytes;
        try
        {
            TensorPool.Clear();
            TensorPool.MaximumBytes = 1_000_000;
            Tensor<double>[] tensors = [.. Enumerable.Range(0, 100).Select(_ => Tensor.Zeros<double>(10_000))];
            foreach (Tensor<double> tensor in tensors) Tensor.Recycle(tensor);
            Assert.InRange(TensorPool.HeldBytes, 500_000, 1_000_000);
        }
        finally
        {
            TensorPool.MaximumBytes = before;
        }
    }

    [Fact]
    public void AUsersArrayIsNotPooled()
    {
        TensorPool.Clear();
        Tensor<float> x = Tensor.Wrap(new float[1000]);
        Tensor.Recycle(x);
        Assert.Equal(0, TensorPool.HeldBytes);
    }

    [Fact]
    public unsafe void LargeBuffersStartOnALineOfTheCache()
    {
        foreach (int length in new[] { 1024, 1025, 5000, 100_000, 1_000_000 })
        {
            Tensor<float> x = Tensor.Zeros<float>(length);
            fixed (float* first = x.AsSpan()) Assert.Equal(0, (nint)first % 64);
        }
    }

    [Fact]
    public void AWarmLoopAllocatesNothing()
    {
        static void Step()
        {
            Tensor<float> a = Tensor.Ones<float>(20, 30), scalar = 3f, t = a.T, part = t[1..5, ..], copy = part.Contiguous(), row = copy[0, ..];
            copy.CopyFrom(scalar);
            row[3] = 2;
            foreach (Tensor<float> x in (ReadOnlySpan<Tensor<float>>)[a, scalar, t, part, copy, row]) Tensor.Recycle(x);
        }

        for (int i = 0; i < 10; i++) Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
