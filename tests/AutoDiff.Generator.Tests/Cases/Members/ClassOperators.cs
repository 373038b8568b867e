namespace Cases.Members;

/// <summary>Operators and conversions of a class: what the objects hold is constant, the numbers that they are combined with are not.</summary>
public static partial class ClassOperators
{
    public sealed class Polynomial(params double[] coefficients)
    {
        public double[] Coefficients { get; } = coefficients;

        public static double operator *(Polynomial p, double x)
        {
            double value = 0;
            for (int i = p.Coefficients.Length - 1; i >= 0; i--) value = value * x + p.Coefficients[i];
            return value;
        }

        public static double operator -(Polynomial p) => -p.Coefficients[0];

        public static bool operator >(Polynomial p, double bound) => p.Coefficients[^1] > bound;

        public static bool operator <(Polynomial p, double bound) => p.Coefficients[^1] < bound;

        public static explicit operator double(Polynomial p) => p.Coefficients[^1];
    }

    [Differentiable]
    public static double Composed(Polynomial outer, Polynomial inner, double x)
    {
        double y = outer * (inner * x);
        if (inner > 1) y *= -inner * x;
        return y + (double)outer * x;
    }

    public static IEnumerable<object[]> ComposedPoints =>
    [
        [new Polynomial(1, -0.5, 0.25), new Polynomial(0.5, 2), 0.75],
        [new Polynomial(1, -0.5, 0.25), new Polynomial(0.5, 2, 0.5), -0.75],
    ];
}
