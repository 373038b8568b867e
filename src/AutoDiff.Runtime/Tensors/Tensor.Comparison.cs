using System.Numerics;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>Whether two elements are equal, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: whether they are.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Equal<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, EqualOperation<T>>(left, right, "Equal");

    /// <summary>Whether two elements are equal, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: whether they are.</returns>
    public static Tensor<bool> Equal<T>(this Tensor<T> left, T right)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, EqualOperation<T>>(left, right);

    /// <summary>Whether two elements are equal, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: whether they are.</returns>
    public static Tensor<bool> Equal<T>(T left, Tensor<T> right)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, EqualOperation<T>>(left, right);

    /// <summary>Whether two elements differ, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: whether they do.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> NotEqual<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, NotEqualOperation<T>>(left, right, "NotEqual");

    /// <summary>Whether two elements differ, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: whether they do.</returns>
    public static Tensor<bool> NotEqual<T>(this Tensor<T> left, T right)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, NotEqualOperation<T>>(left, right);

    /// <summary>Whether two elements differ, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: whether they do.</returns>
    public static Tensor<bool> NotEqual<T>(T left, Tensor<T> right)
        where T : unmanaged, IEqualityOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, NotEqualOperation<T>>(left, right);

    /// <summary>Whether one element is less than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left &lt; right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Less<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, LessOperation<T>>(left, right, "Less");

    /// <summary>Whether one element is less than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left &lt; right.</returns>
    public static Tensor<bool> Less<T>(this Tensor<T> left, T right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, LessOperation<T>>(left, right);

    /// <summary>Whether one element is less than another, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left &lt; right.</returns>
    public static Tensor<bool> Less<T>(T left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, LessOperation<T>>(left, right);

    /// <summary>Whether one element is not more than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left ≤ right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> LessOrEqual<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, LessOrEqualOperation<T>>(left, right, "LessOrEqual");

    /// <summary>Whether one element is not more than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left ≤ right.</returns>
    public static Tensor<bool> LessOrEqual<T>(this Tensor<T> left, T right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, LessOrEqualOperation<T>>(left, right);

    /// <summary>Whether one element is not more than another, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left ≤ right.</returns>
    public static Tensor<bool> LessOrEqual<T>(T left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, LessOrEqualOperation<T>>(left, right);

    /// <summary>Whether one element is more than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left &gt; right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Greater<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, GreaterOperation<T>>(left, right, "Greater");

    /// <summary>Whether one element is more than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left &gt; right.</returns>
    public static Tensor<bool> Greater<T>(this Tensor<T> left, T right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, GreaterOperation<T>>(left, right);

    /// <summary>Whether one element is more than another, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left &gt; right.</returns>
    public static Tensor<bool> Greater<T>(T left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, GreaterOperation<T>>(left, right);

    /// <summary>Whether one element is not less than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape that both broadcast to: left ≥ right.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> GreaterOrEqual<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, GreaterOrEqualOperation<T>>(left, right, "GreaterOrEqual");

    /// <summary>Whether one element is not less than another, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A number.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="left"/>: left ≥ right.</returns>
    public static Tensor<bool> GreaterOrEqual<T>(this Tensor<T> left, T right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, GreaterOrEqualOperation<T>>(left, right);

    /// <summary>Whether one element is not less than another, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape of <paramref name="right"/>: left ≥ right.</returns>
    public static Tensor<bool> GreaterOrEqual<T>(T left, Tensor<T> right)
        where T : unmanaged, IComparisonOperators<T, T, bool> =>
        Elementwise.Apply<T, bool, GreaterOrEqualOperation<T>>(left, right);

    private readonly struct EqualOperation<T> : IBinaryOperation<T, bool>
        where T : unmanaged, IEqualityOperators<T, T, bool>
    {
        public static bool Invoke(T x, T y) => x == y;
    }

    private readonly struct NotEqualOperation<T> : IBinaryOperation<T, bool>
        where T : unmanaged, IEqualityOperators<T, T, bool>
    {
        public static bool Invoke(T x, T y) => x != y;
    }

    private readonly struct LessOperation<T> : IBinaryOperation<T, bool>
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        public static bool Invoke(T x, T y) => x < y;
    }

    private readonly struct LessOrEqualOperation<T> : IBinaryOperation<T, bool>
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        public static bool Invoke(T x, T y) => x <= y;
    }

    private readonly struct GreaterOperation<T> : IBinaryOperation<T, bool>
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        public static bool Invoke(T x, T y) => x > y;
    }

    private readonly struct GreaterOrEqualOperation<T> : IBinaryOperation<T, bool>
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        public static bool Invoke(T x, T y) => x >= y;
    }
}
