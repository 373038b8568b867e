using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>Arrays for the length of a call: of the shape asked for, zero, and kept for the next call.</summary>
public sealed class ArrayScopeTests
{
    [Fact]
    public void An_array_comes_back_zeroed_to_who_asks_for_the_same_shape()
    {
        double[,] first;
        using (ArrayScope scope = ArrayScope.Rent())
        {
            first = scope.New<double>(3, 5);
            first[2, 4] = 7;
        }
        using ArrayScope next = ArrayScope.Rent();
        double[,] other = next.New<double>(5, 3), second = next.New<double>(3, 5);
        Assert.Same(first, second);
        Assert.Equal(0, second[2, 4]);
        Assert.Equal((5, 3), (other.GetLength(0), other.GetLength(1)));
    }

    [Fact]
    public void Two_arrays_in_use_are_two_in_nested_scopes_too()
    {
        using ArrayScope outer = ArrayScope.Rent();
        double[] first = outer.New<double>(4), second = outer.New<double>(4);
        using ArrayScope inner = ArrayScope.Rent();
        double[] third = inner.New<double>(4);
        Assert.NotSame(first, second);
        Assert.NotSame(second, third);
        Assert.NotSame(first, third);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        static long Round()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            using (ArrayScope scope = ArrayScope.Rent())
            {
                double[][] rows = scope.New<double[]>(3);
                for (int i = 0; i < rows.Length; i++) rows[i] = scope.New<double>(i + 1);
                scope.New<double>(16, 16);
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Round();
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Round()));
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.ThrowsAny<OverflowException>(() =>
    {
        using ArrayScope scope = ArrayScope.Rent();
        scope.New<double>(-1);
    });
}
