namespace Cases.Recursion;

/// <summary>Local functions that call themselves, and each other: the variables around them are parameters, by reference where they assign them.</summary>
public static partial class LocalFunctions
{
    [Differentiable]
    public static double Logistic(double x, double rate, int steps)
    {
        return Iterated(x, steps);

        double Iterated(double y, int n) => n == 0 ? y : Iterated(rate * y * (1 - y), n - 1) + 0.125 * x;
    }

    [Differentiable]
    public static double Assigned(double[] values, double scale)
    {
        double total = 0, product = 1;
        double[] halves = new double[values.Length];
        Visit(0);
        return total * product + halves[1];

        void Visit(int i)
        {
            if (i == values.Length) return;
            total += values[i] * scale;
            halves[i] = values[i] * total / 2;
            Visit(i + 1);
            product *= 1 + total * values[i];
        }
    }

    [Differentiable]
    public static double Mutual(double x, double weight, int n)
    {
        double Even(double y, int k) => k == 0 ? y : weight * Odd(Math.Sin(y), k - 1);
        double Odd(double y, int k) => k == 0 ? y * y : Even(y + weight, k - 1);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double w = weight;
            weight = w * 0.75;
            sum += Even(x, i);
        }
        return sum * weight;
    }

    // In a method that is inlined twice, and one that gets a function.
    private static double Power(double x, int n)
    {
        return Of(n);

        double Of(int k) => k == 0 ? 1 : k % 2 == 0 ? Square(Of(k / 2)) : x * Of(k - 1);

        static double Square(double y) => y * y;
    }

    private static double Repeated(Func<double, double> f, double x, int n)
    {
        return Step(x, n);

        double Step(double y, int k) => k == 0 ? y : f(Step(y, k - 1));
    }

    private static T Horner<T>(T[] c, T x) where T : System.Numerics.INumber<T>
    {
        return From(0);

        T From(int i) => i == c.Length ? T.Zero : c[i] + x * From(i + 1);
    }

    [Differentiable]
    public static double Both(double x, double y) => Power(x, 5) * Power(y, 3) + Repeated(t => t * y + x, x, 3) + Horner([x, y, 0.5, x * y], x);

    public static IEnumerable<object[]> LogisticPoints => [[0.375, 2.5, 4]];

    public static IEnumerable<object[]> AssignedPoints => [[new[] { 0.5, -1.25, 0.75 }, 0.875]];

    public static IEnumerable<object[]> MutualPoints => [[0.75, 1.25, 4]];

    public static IEnumerable<object[]> BothPoints => [[0.75, 1.25]];
}
