using System.Numerics;

namespace Cases.Contracts;

/// <summary>Recursion of generic methods: for the type arguments of the call, and for a type parameter that stays open.</summary>
public static partial class Generic
{
    private interface IShape
    {
        static abstract double Bend(double x);
    }

    private struct Soft : IShape
    {
        public static double Bend(double x) => Math.Tanh(x);
    }

    private struct Hard : IShape
    {
        public static double Bend(double x) => x * x;
    }

    private static double Fold<TShape>(ReadOnlySpan<double> x) where TShape : struct, IShape =>
        x.Length == 1 ? TShape.Bend(x[0]) : Fold<TShape>(x[..(x.Length / 2)]) * 0.5 + TShape.Bend(Fold<TShape>(x[(x.Length / 2)..]));

    private static T Chain<T>(T x, int n) where T : IFloatingPointIeee754<T> => n == 0 ? x : T.Sin(Chain(x * x, n - 1)) + x;

    [Differentiable]
    public static T Power<T>(T x, int n) where T : INumber<T>
    {
        if (n == 0) return T.One;
        T half = Power(x, n / 2);
        return n % 2 == 0 ? half * half : half * half * x;
    }

    [Differentiable]
    public static double Both(double[] x) => Fold<Soft>(x) * Fold<Hard>(x) + Chain(x[0], 3) + Power(x[1], 5);

    public static IEnumerable<object[]> PowerPoints => [[1.25, 7]];

    public static IEnumerable<object[]> BothPoints => [[new[] { 0.5, -0.75, 1.25 }]];
}
