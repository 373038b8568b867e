using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left + right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Add<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, AddOperation<T>>(left, right, "Add");

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left + right.</returns>
    public static Tensor<T> Add<T>(this Tensor<T> left, T right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, AddOperation<T>>(left, right);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left + right.</returns>
    public static Tensor<T> Add<T>(T left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, AddOperation<T>>(left, right);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left − right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Subtract<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, SubtractOperation<T>>(left, right, "Subtract");

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left − right.</returns>
    public static Tensor<T> Subtract<T>(this Tensor<T> left, T right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, SubtractOperation<T>>(left, right);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left − right.</returns>
    public static Tensor<T> Subtract<T>(T left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, SubtractOperation<T>>(left, right);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left · right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Multiply<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, MultiplyOperation<T>>(left, right, "Multiply");

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left · right.</returns>
    public static Tensor<T> Multiply<T>(this Tensor<T> left, T right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, MultiplyOperation<T>>(left, right);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left · right.</returns>
    public static Tensor<T> Multiply<T>(T left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, MultiplyOperation<T>>(left, right);

    /// <summary>The quotient, of integers rounded towards zero, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left / right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Divide<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, DivideOperation<T>>(left, right, "Divide");

    /// <summary>The quotient, of integers rounded towards zero, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left / right.</returns>
    public static Tensor<T> Divide<T>(this Tensor<T> left, T right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, DivideOperation<T>>(left, right);

    /// <summary>The quotient, of integers rounded towards zero, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left / right.</returns>
    public static Tensor<T> Divide<T>(T left, Tensor<T> right)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, DivideOperation<T>>(left, right);

    /// <summary>The remainder of the division that rounds towards zero, as C#'s <c>%</c>, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left % right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Remainder<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, RemainderOperation<T>>(left, right, "Remainder");

    /// <summary>The remainder of the division that rounds towards zero, as C#'s <c>%</c>, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left % right.</returns>
    public static Tensor<T> Remainder<T>(this Tensor<T> left, T right)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, RemainderOperation<T>>(left, right);

    /// <summary>The remainder of the division that rounds towards zero, as C#'s <c>%</c>, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left % right.</returns>
    public static Tensor<T> Remainder<T>(T left, Tensor<T> right)
        where T : unmanaged, INumber<T> =>
        Elementwise.Apply<T, T, RemainderOperation<T>>(left, right);

    /// <summary>The negative, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: −x.</returns>
    public static Tensor<T> Negate<T>(this Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Elementwise.Apply<T, T, NegateOperation<T>>(x);

    private readonly struct AddOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x, T y) => x + y;

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Add(x, y, result);
            return true;
        }

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            TensorPrimitives.Add(x, y, result);
            return true;
        }

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Add(y, x, result);
            return true;
        }
    }

    private readonly struct SubtractOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x, T y) => x - y;

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Subtract(x, y, result);
            return true;
        }

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            TensorPrimitives.Subtract(x, y, result);
            return true;
        }

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Subtract(x, y, result);
            return true;
        }
    }

    private readonly struct MultiplyOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x, T y) => x * y;

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Multiply(x, y, result);
            return true;
        }

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            TensorPrimitives.Multiply(x, y, result);
            return true;
        }

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Multiply(y, x, result);
            return true;
        }
    }

    private readonly struct DivideOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x, T y) => x / y;

        public static bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Divide(x, y, result);
            return true;
        }

        public static bool TryInvoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            TensorPrimitives.Divide(x, y, result);
            return true;
        }

        public static bool TryInvoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            TensorPrimitives.Divide(x, y, result);
            return true;
        }
    }

    private readonly struct RemainderOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Invoke(T x, T y) => x % y;
    }

    private readonly struct NegateOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, INumberBase<T>
    {
        public static T Invoke(T x) => -x;

        public static bool TryInvoke(ReadOnlySpan<T> x, Span<T> result)
        {
            TensorPrimitives.Negate(x, result);
            return true;
        }
    }
}
