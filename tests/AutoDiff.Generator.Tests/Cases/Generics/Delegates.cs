using System.Numerics;

namespace Cases.Generics;

/// <summary>Lambdas and method groups passed to generic methods keep the types of the place where they are written.</summary>
public static partial class Delegates
{
    private static TResult Fold<T, TResult>(T[] x, TResult start, Func<TResult, T, TResult> step)
    {
        TResult value = start;
        foreach (T element in x) value = step(value, element);
        return value;
    }

    private static T Simpson<T>(Func<T, T> f, T a, T b) where T : IFloatingPoint<T>
    {
        T middle = (a + b) / T.CreateChecked(2);
        return (b - a) / T.CreateChecked(6) * (f(a) + T.CreateChecked(4) * f(middle) + f(b));
    }

    private static T Cubic<T>(T x) where T : INumberBase<T> => x * x * x;

    private static T SumOfCubes<T>(T[] x, T scale) where T : IFloatingPoint<T> => Fold(x, T.Zero, (sum, element) => sum + Cubic(element * scale));

    [Differentiable]
    public static double Moments(double[] x, float scale) => SumOfCubes(x, 2.0) + Fold(x, scale, (s, e) => s * (float)e) + Simpson(Cubic, x[0], x[1]) * Simpson(Math.Sin, x[0], x[2]);

    public static IEnumerable<object[]> Points => [[new double[] { 0.5, -1, 1.25 }, 0.75f]];
}
