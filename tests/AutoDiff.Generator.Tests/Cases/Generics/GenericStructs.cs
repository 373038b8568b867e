using System.Numerics;

namespace Cases.Generics;

/// <summary>Generic structs with operators, and code that is generic over them.</summary>
public static partial class GenericStructs
{
    public readonly record struct Pair<T>(T X, T Y) : IAdditionOperators<Pair<T>, Pair<T>, Pair<T>>, IShape<T> where T : IFloatingPointIeee754<T>
    {
        public T Length => T.Sqrt(X * X + Y * Y);

        public static Pair<T> operator +(Pair<T> a, Pair<T> b) => new(a.X + b.X, a.Y + b.Y);

        public static Pair<T> operator *(T s, Pair<T> p) => p with { X = s * p.X, Y = s * p.Y };

        public T Measure(T scale) => scale * X * Y;
    }

    public interface IShape<T>
    {
        T Measure(T scale);
    }

    private static TSum Sum<TSum>(TSum a, TSum b) where TSum : IAdditionOperators<TSum, TSum, TSum> => a + b;

    private static T Measured<T, TShape>(TShape shape, T scale) where TShape : IShape<T> where T : INumber<T> => shape.Measure(scale) + shape.Measure(scale * scale);

    [Differentiable]
    public static T Distance<T>(Pair<T> p, Pair<T> q, T scale) where T : IFloatingPointIeee754<T> => Sum(p, -scale * q).Length;

    [Differentiable]
    public static double Areas(Pair<double> p, double scale) => Measured(p, scale) + Measured<double, Pair<double>>(scale * p, 2);

    [Differentiable]
    public static (T Sum, T Product) Both<T>(T a, (T X, T Y) b) where T : INumber<T> => (a + b.X, a * b.Y);

    public static IEnumerable<object[]> DistancePoints => [[new Pair<double>(0.5, -1), new Pair<double>(2, 1.25), 0.75]];

    public static IEnumerable<object[]> AreasPoints => [[new Pair<double>(0.5, -1), 0.75]];

    public static IEnumerable<object[]> BothPoints => [[1.5, (0.5, 2.0)]];
}
