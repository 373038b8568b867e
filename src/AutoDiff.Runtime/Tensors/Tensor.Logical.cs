using System.Numerics;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>The conjunction of truth values, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to: left &amp; right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> And(this Tensor<bool> left, Tensor<bool> right) => Elementwise.Apply<bool, bool, BoolAnd>(left, right, "And");

    /// <summary>The conjunction of the bits, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left &amp; right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> And<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, AndOperation<T>>(left, right, "And");

    /// <summary>The conjunction of the bits, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left &amp; right.</returns>
    public static Tensor<T> And<T>(this Tensor<T> left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, AndOperation<T>>(left, right);

    /// <summary>The conjunction of the bits, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left &amp; right.</returns>
    public static Tensor<T> And<T>(T left, Tensor<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, AndOperation<T>>(left, right);

    /// <summary>The disjunction of truth values, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to: left | right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Or(this Tensor<bool> left, Tensor<bool> right) => Elementwise.Apply<bool, bool, BoolOr>(left, right, "Or");

    /// <summary>The disjunction of the bits, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left | right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Or<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, OrOperation<T>>(left, right, "Or");

    /// <summary>The disjunction of the bits, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left | right.</returns>
    public static Tensor<T> Or<T>(this Tensor<T> left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, OrOperation<T>>(left, right);

    /// <summary>The disjunction of the bits, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left | right.</returns>
    public static Tensor<T> Or<T>(T left, Tensor<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, OrOperation<T>>(left, right);

    /// <summary>The exclusive disjunction of truth values, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to: left ^ right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Xor(this Tensor<bool> left, Tensor<bool> right) => Elementwise.Apply<bool, bool, BoolXor>(left, right, "Xor");

    /// <summary>The exclusive disjunction of the bits, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left ^ right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> Xor<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, XorOperation<T>>(left, right, "Xor");

    /// <summary>The exclusive disjunction of the bits, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left ^ right.</returns>
    public static Tensor<T> Xor<T>(this Tensor<T> left, T right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, XorOperation<T>>(left, right);

    /// <summary>The exclusive disjunction of the bits, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left ^ right.</returns>
    public static Tensor<T> Xor<T>(T left, Tensor<T> right)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, XorOperation<T>>(left, right);

    /// <summary>The negation of truth values, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: !x.</returns>
    public static Tensor<bool> Not(this Tensor<bool> x) => Elementwise.Apply<bool, bool, BoolNot>(x);

    /// <summary>The complement of the bits, element by element.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="x"/>: ~x.</returns>
    public static Tensor<T> Not<T>(this Tensor<T> x)
        where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Apply<T, T, NotOperation<T>>(x);

    private readonly struct AndOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Invoke(T x, T y) => x & y;
    }

    private readonly struct BoolAnd : IBinaryOperation<bool, bool>
    {
        public static bool Invoke(bool x, bool y) => x & y;
    }

    private readonly struct OrOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Invoke(T x, T y) => x | y;
    }

    private readonly struct BoolOr : IBinaryOperation<bool, bool>
    {
        public static bool Invoke(bool x, bool y) => x | y;
    }

    private readonly struct XorOperation<T> : IBinaryOperation<T, T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Invoke(T x, T y) => x ^ y;
    }

    private readonly struct BoolXor : IBinaryOperation<bool, bool>
    {
        public static bool Invoke(bool x, bool y) => x ^ y;
    }

    private readonly struct NotOperation<T> : IUnaryOperation<T, T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Invoke(T x) => ~x;
    }

    private readonly struct BoolNot : IUnaryOperation<bool, bool>
    {
        public static bool Invoke(bool x) => !x;
    }
}
