using System.Numerics;

namespace Cases.Generics;

public static partial class NumberMembers
{
    private static T Sigmoid<T>(T x) where T : IExponentialFunctions<T> => T.One / (T.One + T.Exp(-x));

    private static T Wave<T>(T x, int harmonics) where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero, half = T.CreateChecked(0.5);
        for (int k = 1; k <= harmonics; k++)
        {
            T frequency = T.CreateTruncating(k);
            sum += T.Sin(frequency * T.Pi * x) / (frequency + half);
            sum -= T.Log(T.Abs(x) + T.E, T.CreateChecked(10));
        }
        return T.IsNaN(sum) ? T.NegativeOne : T.Max(sum, -T.Tau) % T.CreateChecked(4);
    }

    private static TTo Through<TFrom, TTo>(TFrom x) where TFrom : INumber<TFrom> where TTo : INumber<TTo> => TTo.CreateChecked(x) * TTo.CreateSaturating(3);

    [Differentiable]
    public static double Double(double x) => Sigmoid(x) + Wave(x, 3);

    [Differentiable]
    public static float Single(float x) => Sigmoid(x) * Wave(x, 2);

    [Differentiable]
    public static double Mixed(double x, float y) => Through<float, double>(y) * x + Through<double, float>(x * y) + Through<int, double>(4) * x;

    public static IEnumerable<object[]> DoublePoints => [[0.25], [-0.625]];

    public static IEnumerable<object[]> SinglePoints => [[0.25f]];

    public static IEnumerable<object[]> MixedPoints => [[0.75, 1.5f]];
}
