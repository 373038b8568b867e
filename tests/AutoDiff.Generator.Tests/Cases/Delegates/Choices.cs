namespace Cases.Delegates;

/// <summary>A function chosen by a condition or a switch, passed on through two methods, by a delegate type of the user's own.</summary>
public static partial class Choices
{
    public delegate double Activation(double x);

    private static double Cube(double x) => x * x * x;

    private static double Leaky(double x) => x > 0 ? x : 0.1 * x;

    private static double Sum(double[] x, Activation f)
    {
        double sum = 0;
        foreach (double value in x) sum += Twice(value, f);
        return sum;
    }

    private static double Twice(double x, Activation f) => f(f(x));

    [Differentiable]
    public static double Layer(double[] x, int kind)
    {
        Activation f = kind switch
        {
            0 => Math.Tanh,
            1 => Leaky,
            _ => static value => value / (1 + value * value),
        };
        return Sum(x, f);
    }

    [Differentiable]
    public static double Signed(double x, double y)
    {
        Func<double, double> f = x > y ? Cube : Math.Exp;
        return f(x) * f.Invoke(y);
    }

    public static IEnumerable<object[]> LayerPoints => [[new[] { 0.5, -1.25 }, 0], [new[] { 0.5, -1.25 }, 1], [new[] { 0.5, -1.25 }, 2]];

    public static IEnumerable<object[]> SignedPoints => [[1.5, 0.5], [0.25, 0.75]];
}
