using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>Rented array objects: of the shape asked for, zero, and kept for the next who asks.</summary>
public sealed class ArrayRentalTests
{
    [Fact]
    public void An_array_comes_back_zeroed_to_who_asks_for_the_same_shape()
    {
        using (Scratch.RentArray(3, 5, out double[,] first)) first[2, 4] = 7;
        double[,] kept;
        using (Scratch.RentArray(3, 5, out kept)) Assert.Equal(0, kept[2, 4]);
        using (Scratch.RentArray(5, 3, out double[,] other))
        {
            Assert.NotSame(kept, other);
            Assert.Equal((5, 3), (other.GetLength(0), other.GetLength(1)));
        }
    }

    [Fact]
    public void Two_arrays_in_use_are_two()
    {
        using var a = Scratch.RentArray(4, out double[] first);
        using var b = Scratch.RentArray(4, out double[] second);
        Assert.NotSame(first, second);
        Assert.Equal(4, second.Length);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        static long Round()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            using (Scratch.RentArray(16, 16, out double[,] _))
            using (Scratch.RentArray(9, out double[][] _))
            {
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Round();
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Round()));
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.ThrowsAny<OverflowException>(() =>
    {
        using var rental = Scratch.RentArray(-1, out double[] _);
    });
}
