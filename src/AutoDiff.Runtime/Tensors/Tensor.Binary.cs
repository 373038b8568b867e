using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The larger of two numbers; not a number if one is not, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: max(x, y).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Maximum<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, MaximumOperation<T>>(x, y, "Maximum");

    /// <summary>The larger of two numbers; not a number if one is not, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: max(x, y).</returns>
    public static Tensor<T> Maximum<T>(this Tensor<T> x, T y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, MaximumOperation<T>>(x, y);

    /// <summary>The larger of two numbers; not a number if one is not, element by element.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: max(x, y).</returns>
    public static Tensor<T> Maximum<T>(T x, Tensor<T> y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, MaximumOperation<T>>(x, y);

    /// <summary>The smaller of two numbers; not a number if one is not, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: min(x, y).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Minimum<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, MinimumOperation<T>>(x, y, "Minimum");

    /// <summary>The smaller of two numbers; not a number if one is not, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: min(x, y).</returns>
    public static Tensor<T> Minimum<T>(this Tensor<T> x, T y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, MinimumOperation<T>>(x, y);

    /// <summary>The smaller of two numbers; not a number if one is not, element by element.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: min(x, y).</returns>
    public static Tensor<T> Minimum<T>(T x, Tensor<T> y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, MinimumOperation<T>>(x, y);

    /// <summary>The absolute value of one number with the sign of another, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: ±|x|.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> CopySign<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, CopySignOperation<T>>(x, y, "CopySign");

    /// <summary>The absolute value of one number with the sign of another, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: ±|x|.</returns>
    public static Tensor<T> CopySign<T>(this Tensor<T> x, T y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, CopySignOperation<T>>(x, y);

    /// <summary>The absolute value of one number with the sign of another, element by element.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: ±|x|.</returns>
    public static Tensor<T> CopySign<T>(T x, Tensor<T> y)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, CopySignOperation<T>>(x, y);

    /// <summary>The power, element by element.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: x to the power of y.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Pow<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, IPowerFunctions<T> =>
        Elementwise.Apply<T, T, PowOperation<T>>(x, y, "Pow");

    /// <summary>The power, element by element.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x to the power of y.</returns>
    public static Tensor<T> Pow<T>(this Tensor<T> x, T y)
        where T : unmanaged, IPowerFunctions<T> =>
        Elementwise.Apply<T, T, PowOperation<T>>(x, y);

    /// <summary>The power, element by element.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The exponents.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: x to the power of y.</returns>
    public static Tensor<T> Pow<T>(T x, Tensor<T> y)
        where T : unmanaged, IPowerFunctions<T> =>
        Elementwise.Apply<T, T, PowOperation<T>>(x, y);

    /// <summary>The length of a vector of two components, without overflow in between, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: √(x² + y²).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Hypot<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, IRootFunctions<T> =>
        Elementwise.Apply<T, T, HypotOperation<T>>(x, y, "Hypot");

    /// <summary>The length of a vector of two components, without overflow in between, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: √(x² + y²).</returns>
    public static Tensor<T> Hypot<T>(this Tensor<T> x, T y)
        where T : unmanaged, IRootFunctions<T> =>
        Elementwise.Apply<T, T, HypotOperation<T>>(x, y);

    /// <summary>The length of a vector of two components, without overflow in between, element by element.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: √(x² + y²).</returns>
    public static Tensor<T> Hypot<T>(T x, Tensor<T> y)
        where T : unmanaged, IRootFunctions<T> =>
        Elementwise.Apply<T, T, HypotOperation<T>>(x, y);

    /// <summary>The angle of a vector to the positive axis of <paramref name="x"/>, element by element.</summary>
    /// <param name="y">A tensor.</param>
    /// <param name="x">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: atan2(y, x), between −π and π.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Atan2<T>(this Tensor<T> y, Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, Atan2Operation<T>>(y, x, "Atan2");

    /// <summary>The angle of a vector to the positive axis of <paramref name="x"/>, element by element.</summary>
    /// <param name="y">A tensor.</param>
    /// <param name="x">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: atan2(y, x), between −π and π.</returns>
    public static Tensor<T> Atan2<T>(this Tensor<T> y, T x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, Atan2Operation<T>>(y, x);

    /// <summary>The angle of a vector to the positive axis of <paramref name="x"/>, element by element.</summary>
    /// <param name="y">A number.</param>
    /// <param name="x">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: atan2(y, x), between −π and π.</returns>
    public static Tensor<T> Atan2<T>(T y, Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, Atan2Operation<T>>(y, x);

    /// <summary>The remainder of the division that rounds to the nearest integer, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: x − y · round(x / y).</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> IEEERemainder<T>(this Tensor<T> x, Tensor<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, IEEERemainderOperation<T>>(x, y, "IEEERemainder");

    /// <summary>The remainder of the division that rounds to the nearest integer, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: x − y · round(x / y).</returns>
    public static Tensor<T> IEEERemainder<T>(this Tensor<T> x, T y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, IEEERemainderOperation<T>>(x, y);

    /// <summary>The remainder of the division that rounds to the nearest integer, element by element.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="y"/>: x − y · round(x / y).</returns>
    public static Tensor<T> IEEERemainder<T>(T x, Tensor<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Elementwise.Apply<T, T, IEEERemainderOperation<T>>(x, y);

    private readonly struct MaximumOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x, T y) => T.Max(x, y);

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Max(x, y, result);
            return true;
        }

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            TensorPrimitives.Max(x, y, result);
            return true;
        }

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Max(y, x, result);
            return true;
        }
    }

    private readonly struct MinimumOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x, T y) => T.Min(x, y);

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Min(x, y, result);
            return true;
        }

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            TensorPrimitives.Min(x, y, result);
            return true;
        }

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Min(y, x, result);
            return true;
        }
    }

    private readonly struct CopySignOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x, T y) => T.CopySign(x, y);
    }

    private readonly struct PowOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IPowerFunctions<T>
    {
        public static T Invoke(T x, T y) => T.Pow(x, y);

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Pow>(x, y, result);

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Pow>(x, [y], result);

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Pow>([x], y, result);
    }

    private readonly struct HypotOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IRootFunctions<T>
    {
        public static T Invoke(T x, T y) => T.Hypot(x, y);
    }

    private readonly struct Atan2Operation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y) => T.Atan2(x, y);

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Atan2>(x, y, result);

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Atan2>(x, [y], result);

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result) => VectorFunctions.TryApply<T, VectorFunctions.Atan2>([x], y, result);
    }

    private readonly struct IEEERemainderOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Invoke(T x, T y) => T.Ieee754Remainder(x, y);
    }
}
