using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

public sealed class TapeTests
{
    [Fact]
    public void Pops_in_reverse_order_however_long_it_grows()
    {
        using Tape<double> tape = Tape<double>.Rent();
        for (int i = 0; i < 100_000; i++) tape.Push(i);
        Assert.Equal(100_000, tape.Count);
        for (int i = 99_999; i >= 0; i--) Assert.Equal(i, tape.Pop());
        Assert.Throws<InvalidOperationException>(() => tape.Pop());
    }

    [Fact]
    public void Tapes_in_use_at_once_do_not_share_memory()
    {
        using Tape<int> outer = Tape<int>.Rent();
        outer.Push(1);
        using (Tape<int> inner = Tape<int>.Rent())
        {
            inner.Push(2);
            Assert.Equal(2, inner.Pop());
        }
        using Tape<int> next = Tape<int>.Rent();
        Assert.Equal(0, next.Count);
        Assert.Equal(1, outer.Pop());
    }

    [Fact]
    public void Disposed_twice_it_goes_back_once()
    {
        Tape<float> tape = Tape<float>.Rent();
        tape.Dispose();
        tape.Dispose();
        using Tape<float> first = Tape<float>.Rent();
        using Tape<float> second = Tape<float>.Rent();
        Assert.NotSame(first, second);
    }

    [Fact]
    public void Allocates_nothing_once_warm()
    {
        Sweep();
        Sweep();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 100; k++) Sweep();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Sweep()
        {
            using Tape<double> tape = Tape<double>.Rent();
            for (int i = 0; i < 5000; i++) tape.Push(i);
            for (int i = 0; i < 5000; i++) tape.Pop();
            using var recordScratch = Scratch.Rent(1000, out Span<double> record);
            record[999] = 1;
        }
    }

    [Fact]
    public void Many_threads_use_tapes_at_once() => Parallel.For(0, 64, thread =>
    {
        using Tape<long> tape = Tape<long>.Rent();
        for (int i = 0; i < 2000; i++) tape.Push(thread + i);
        for (int i = 1999; i >= 0; i--) Assert.Equal(thread + i, tape.Pop());
    });

    [Fact]
    public void Rented_memory_has_the_length_asked_for_and_zeros_where_asked()
    {
        for (int n = 0; n < 70; n++)
        {
            using var dirty = Scratch.Rent(n, out Span<double> first);
            Assert.Equal(n, first.Length);
            first.Fill(1);
            using var clean = Scratch.RentZeroed(n, out Span<double> second);
            Assert.Equal(n, second.Length);
            Assert.True(second.IndexOfAnyExcept(0.0) < 0);
            second.Fill(2);
            Assert.True(first.IndexOfAnyExcept(1.0) < 0);
        }
    }
}
