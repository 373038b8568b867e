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
    public unsafe void BuffersOfThePoolStartOnALineOfTheCache()
    {
        foreach (int length in new[] { 1024, 1025, 5000, 100_000, 1_000_000 })
        {
            Tensor.Recycle(Tensor.Zeros<float>(length));
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
        // What is allocated once, whenever that may be, is none of a step's.
        Assert.Contains(0, Enumerable.Range(0, 3).Select(_ => Allocated()));

        static long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++) Step();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>Every operation, in a chain whose intermediate results are all given back.</summary>
    [Fact]
    public void TenThousandWarmStepsOfAllOperationsAllocateNothing()
    {
        Tensor<float> weights = Tensor.Uniform<float>([30, 40], -1, 1, new TensorRandom(1)), x = Tensor.Uniform<float>([20, 30], -1, 1, new TensorRandom(2));
        Tensor<long> indices = (Tensor<long>)[3, 1, 4, 1, 5];
        Tensor<bool> mask = x > 0;
        List<Tensor<float>> rented = new(64);
        Tensor<float> Keep(Tensor<float> tensor)
        {
            rented.Add(tensor);
            return tensor;
        }

        void Step()
        {
            Tensor<float> h = Keep(Tensor.Tanh(Keep(Keep(x.MatMul(weights)) + 1)));
            Tensor<float> soft = Keep(Keep(h.T).Softmax(0)), loss = Keep(Keep(Keep(soft * soft) - Keep(2 * soft)).Mean());
            Tensor<float> column = Keep(h.Sum(0, keepDimensions: true)), back = Keep(Keep(column.BroadcastTo(h.Shape)).SumTo(1, 40));
            back.AddInPlace(loss);
            Keep(h.Variance(1));
            Keep(Keep(h.Take(indices)).Reshape(-1));
            Keep(h.CumulativeSum(1));
            Keep(h.LogSumExp(1));
            Keep(h.Norm());
            Keep(h.Max(0));
            Keep(h.Clamp(-0.5f, 0.5f));
            Keep(h.Pow(2));
            Keep(x.Select(mask));
            Keep(x.Sort(0));
            Keep(Tensor.Where(mask, x, Keep(-x)));
            Keep(Tensor.Concatenate([h, h], 1));
            Keep(Tensor.Einsum("ij,jk->ki", x, weights));
            Keep(weights[1..3, .., TensorIndex.NewAxis]);
            Keep(h.Tile(2, 1));
            Keep(h.Tril());
            Tensor<long> best = h.ArgMax(1);
            Tensor.Recycle(best);
            foreach (Tensor<float> tensor in rented) Tensor.Recycle(tensor);
            rented.Clear();
        }

        for (int i = 0; i < 20; i++) Step();
        long allocated = GC.GetAllocatedBytesForCurrentThread(), held = TensorPool.HeldBytes;
        for (int i = 0; i < 10_000; i++) Step();
        Assert.Equal(allocated, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(held, TensorPool.HeldBytes);
    }
}
