using System.Numerics;

namespace Cases.Generics;

/// <summary>Strategies as type arguments: static abstract members are those of the type that stands for the parameter.</summary>
public static partial class StaticAbstract
{
    private interface IActivation<TSelf> where TSelf : IActivation<TSelf>
    {
        static abstract double Gain { get; }

        static abstract double Apply(double x);

        static virtual double Scaled(double x, double scale) => scale * TSelf.Apply(x / scale);
    }

    private readonly struct SoftPlus : IActivation<SoftPlus>
    {
        public static double Gain => 1.5;

        public static double Apply(double x) => Math.Log(1 + Math.Exp(x));
    }

    private readonly struct Gaussian : IActivation<Gaussian>
    {
        public static double Gain => 0.5;

        public static double Apply(double x) => Math.Exp(-x * x);

        static double IActivation<Gaussian>.Scaled(double x, double scale) => scale * scale * Apply(x);
    }

    private interface IMetric<T>
    {
        static abstract T Distance(T a, T b);
    }

    private sealed class Squared<T> : IMetric<T> where T : INumber<T>
    {
        public static T Distance(T a, T b) => (a - b) * (a - b);
    }

    private static double Layer<TActivation>(double[] x, double[] w) where TActivation : IActivation<TActivation>
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += TActivation.Scaled(w[i] * x[i], 2) + TActivation.Apply(x[i]);
        return TActivation.Gain * sum;
    }

    private static T Total<T, TMetric>(T[] x, T origin) where T : INumber<T> where TMetric : IMetric<T>
    {
        T sum = T.AdditiveIdentity;
        foreach (T element in x) sum += TMetric.Distance(element, origin);
        return sum;
    }

    [Differentiable]
    public static double Network(double[] x, double[] w) => Layer<SoftPlus>(x, w) - Layer<Gaussian>(x, w) * Total<double, Squared<double>>(w, 0.25);

    public static IEnumerable<object[]> Points => [[new double[] { 0.5, -1.25 }, new double[] { 0.75, 1.5 }]];
}
