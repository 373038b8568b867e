using System.Numerics;

namespace Cases.Generics;

public static partial class VectorNorm
{
    [Differentiable]
    public static T Norm<T>(T[] x) where T : IRootFunctions<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++) sum += x[i] * x[i];
        return T.Sqrt(sum);
    }

    [Differentiable]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : INumberBase<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    [Differentiable]
    public static void Scale<T>(Span<T> x, T factor) where T : INumberBase<T>
    {
        foreach (ref T element in x) element *= factor;
    }

    public static IEnumerable<object[]> NormPoints => [[new double[] { 0.5, -1.25, 2 }]];

    public static IEnumerable<object[]> DotPoints => [[new double[] { 0.5, -1.25, 2 }, new double[] { 1.5, 0.75, -0.5 }]];

    public static IEnumerable<object[]> ScalePoints => [[new double[] { 0.5, -1.25, 2 }, 1.5]];
}
