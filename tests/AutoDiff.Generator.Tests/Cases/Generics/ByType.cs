using System.Numerics;

namespace Cases.Generics;

/// <summary>Code for one type argument, chosen at compile time.</summary>
public static partial class ByType
{
    private static T Cube<T>(T x) where T : INumber<T>
    {
        if (typeof(T) == typeof(float)) return (T)(object)MathF.Pow((float)(object)x, 3);
        if (typeof(T) != typeof(double)) throw new NotSupportedException();
        return (T)(object)Math.Pow((double)(object)x, 3);
    }

    private static T Doubled<T>(T x) where T : INumber<T> => x switch
    {
        float f => T.CreateChecked(2 * f),
        double d => T.CreateChecked(d + d),
        _ => throw new NotSupportedException(),
    };

    private static double Weight<T>(T x) where T : INumber<T> => x is float ? 2 : 3;

    [Differentiable]
    public static double Double(double x) => Cube(x) + Doubled(x) * Weight(x);

    [Differentiable]
    public static float Single(float x) => Cube(x) * Doubled(x) * (float)Weight(x);

    public static IEnumerable<object[]> DoublePoints => [[1.5], [-0.5]];

    public static IEnumerable<object[]> SinglePoints => [[1.5f]];
}
