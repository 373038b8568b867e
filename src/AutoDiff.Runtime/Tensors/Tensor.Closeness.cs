using System.Numerics;

namespace AutoDiff;

/// <content>Whether two tensors agree.</content>
public static partial class Tensor
{
    /// <summary>Whether all elements agree but for rounding: |x − y| ≤ absolute + relative·|y|.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <param name="relative">The relative tolerance.</param>
    /// <param name="absolute">The absolute tolerance.</param>
    /// <param name="equalNaN">Whether two that are not numbers agree.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>Whether they agree.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static bool AllClose<T>(this Tensor<T> x, Tensor<T> y, double relative = 1e-5, double absolute = 1e-8, bool equalNaN = false)
        where T : unmanaged, INumberBase<T>
    {
        TensorShape shape = Layout.Broadcast(x.Shape, y.Shape, "AllClose", "x", "y");
        LoopNest nest = new(shape, Layout.BroadcastStrides(x, shape, "AllClose"), Layout.BroadcastStrides(y, shape, "AllClose"));
        if (nest.Count == 0) return true;
        do
        {
            int first = x.Offset + nest.Offset0, second = y.Offset + nest.Offset1;
            for (int i = 0; i < nest.Count; i++, first += nest.Stride0, second += nest.Stride1)
            {
                if (!AreClose(x.Memory[first], y.Memory[second], relative, absolute, equalNaN)) return false;
            }
        }
        while (nest.Next());
        return true;
    }

    /// <summary>Whether two tensors have the same shape and equal elements; one that is not a number equals none.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>Whether they are equal.</returns>
    public static bool ElementsEqual<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, IEqualityOperators<T, T, bool>
    {
        if (x.Shape != y.Shape) return false;
        Tensor<bool> equal = Equal(x, y), all = All(equal);
        bool result = all.Item();
        equal.Recycle();
        all.Recycle();
        return result;
    }

    private static bool AreClose<T>(T x, T y, double relative, double absolute, bool equalNaN)
        where T : INumberBase<T> =>
        x == y || (T.IsFinite(x) && T.IsFinite(y)
            ? double.CreateTruncating(T.Abs(x - y)) <= absolute + (relative * double.CreateTruncating(T.Abs(y)))
            : equalNaN && T.IsNaN(x) && T.IsNaN(y));
}
