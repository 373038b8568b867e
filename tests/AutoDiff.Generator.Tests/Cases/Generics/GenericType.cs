using System.Numerics;

namespace Cases.Generics;

/// <summary>Methods, fields and local functions of generic types.</summary>
public static partial class GenericType
{
    private static class Series<T> where T : IFloatingPoint<T>
    {
        private static readonly T Half = T.One / T.CreateChecked(2);

        public static T Two => T.One + T.One;

        public static class Of<TIndex> where TIndex : IBinaryInteger<TIndex>
        {
            public static T Power(T x, TIndex exponent)
            {
                T power = T.One;
                for (TIndex i = TIndex.Zero; i < exponent; i++) power *= x;
                return power;
            }
        }

        public static T Sum(T[] terms, T ratio)
        {
            T sum = T.Zero;
            int i = 0;
            foreach (T term in terms) Add(ref sum, Weighted(term));
            return sum * Half;

            T Weighted(T term) => term * Of<int>.Power(ratio, i++);
            void Add<TTerm>(ref T total, TTerm next) where TTerm : INumber<TTerm> => total += T.CreateChecked(next) * Two;
        }
    }

    [Differentiable]
    public static double Geometric(double[] terms, double ratio) => Series<double>.Sum(terms, ratio) * Series<double>.Two;

    public static IEnumerable<object[]> Points => [[new double[] { 0.5, -1, 2.5, 1.25 }, 0.75]];
}
