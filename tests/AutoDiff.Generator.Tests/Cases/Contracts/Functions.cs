namespace Cases.Contracts;

/// <summary>A method that calls itself gets functions: its derivative is made for them, and what they capture is passed along.</summary>
public static partial class Functions
{
    private static double Simpson(Func<double, double> f, double from, double to) => (to - from) * (f(from) + 4 * f((from + to) / 2) + f(to)) / 6;

    private static double Adaptive(Func<double, double> f, double from, double to, double whole, double tolerance)
    {
        double middle = (from + to) / 2, left = Simpson(f, from, middle), right = Simpson(f, middle, to);
        double error = left + right - whole;
        if (Math.Abs(error) <= 15 * tolerance) return left + right + error / 15;
        return Adaptive(f, from, middle, left, tolerance / 2) + Adaptive(f, middle, to, right, tolerance / 2);
    }

    private static double Integral(Func<double, double> f, double from, double to) => Adaptive(f, from, to, Simpson(f, from, to), 1e-4);

    private static double Bell(double x) => Math.Exp(-x * x);

    private static double Fold(double[] x, int from, int to, Func<double, double, double> join, Action<int, double> visit)
    {
        if (to - from == 1)
        {
            visit(from, x[from]);
            return x[from];
        }
        int middle = (from + to) / 2;
        return join(Fold(x, from, middle, join, visit), Fold(x, middle, to, join, visit));
    }

    [Checkpoint]
    private static double Twice(Func<double, double> f, double x) => f(f(x));

    [Differentiable]
    public static double Areas(double a, double b, double[] c) =>
        Integral(Bell, a, b) + Integral(Math.Sqrt, a, b) * Integral(t => a * t * t + c[0], 0, b) + Integral(t => Integral(u => u * t * c[1], 0, t), a, b);

    [Differentiable]
    public static double Chosen(double a, double b, bool isBell) => Integral(isBell ? Bell : t => t * b, a, b) * a;

    // What the functions assign comes back.
    [Differentiable]
    public static double Folded(double[] x, double weight)
    {
        double sum = 0;
        int count = 0;
        double[] seen = new double[x.Length];
        double product = Fold(x, 0, x.Length, (p, q) => p * q + weight, (i, v) =>
        {
            sum += v * weight;
            seen[i] = v * v;
            count++;
        });
        return product * sum + seen[0] * seen[^1] * count;
    }

    [Differentiable]
    public static double Kept(double x, double y)
    {
        double z = x * y;
        double first = Twice(t => Math.Sin(t) * z, x);
        z += first;
        return Twice(t => t * z + y, first);
    }

    public static IEnumerable<object[]> AreasPoints => [[0.25, 1.5, new[] { 0.75, -0.5 }]];

    public static IEnumerable<object[]> ChosenPoints => [[0.25, 1.5, true], [0.25, 1.5, false]];

    public static IEnumerable<object[]> FoldedPoints => [[new[] { 0.5, -1.25, 0.75 }, 0.875]];

    public static IEnumerable<object[]> KeptPoints => [[0.75, 1.25]];
}
