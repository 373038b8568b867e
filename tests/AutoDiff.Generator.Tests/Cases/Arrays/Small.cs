namespace Cases.Arrays;

/// <summary>Small arrays of fixed size become variables, their loops straight code.</summary>
public static partial class Small
{
    /// <summary>The product of two matrices in two dimensions, in loops.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Turned(double angle, double x, double y)
    {
        double[,] r = { { Math.Cos(angle), -Math.Sin(angle) }, { Math.Sin(angle), Math.Cos(angle) } }, s = { { 2, 0 }, { 0, x } }, product = new double[2, 2];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                for (int k = 0; k < 2; k++) product[i, j] += r[i, k] * s[k, j];
        Span<double> point = stackalloc double[2];
        for (int i = 0; i < point.Length; i++) point[i] = product[i, 0] * x + product[i, 1] * y;
        return point[0] * point[1];
    }

    /// <summary>A triangular factor: inner loops depend on the outer counter.</summary>
    [Differentiable]
    public static double LogDeterminant(double a, double b, double c)
    {
        double[,] m = { { 4 + a * a, b, c }, { b, 5, a }, { c, a, 6 } }, l = new double[3, 3];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = m[i, j];
                for (int k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }
        double log = 0;
        for (int i = 0; i < 3; i++) log += Math.Log(l[i, i]);
        return 2 * log;
    }

    private static void Slope(ReadOnlySpan<double> y, Span<double> dy)
    {
        dy[0] = y[1];
        dy[1] = -Math.Sin(y[0]) - 0.1 * y[1];
    }

    /// <summary>The state of a pendulum is carried through a loop, and through one whose number of trips is not known.</summary>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Pendulum(double angle, double speed, int steps)
    {
        double[] y = [angle, speed], k = new double[2];
        for (int s = 0; s < steps; s++)
        {
            Slope(y, k);
            for (int i = 0; i < 2; i++) y[i] += 0.1 * k[i];
            if (y[1] > 1) y[1] = 1;
        }
        int passes = 0;
        while (y[0] > 0.2 && passes++ < 20)
        {
            Slope(y, k);
            foreach (ref double e in y.AsSpan()) e *= 0.9;
            y[0] += 0.05 * k[0];
        }
        return y[0] * y[0] + y[1];
    }

    /// <summary>An index that only the data know keeps the array.</summary>
    [Differentiable]
    public static double Chosen(double x, int which)
    {
        double[] options = [x, x * x, Math.Sin(x)];
        return options[which] * options[0];
    }

    public static IEnumerable<object[]> TurnedPoints => [[0.4, 1.2, -0.7]];

    public static IEnumerable<object[]> LogDeterminantPoints => [[0.3, -0.5, 0.8]];

    public static IEnumerable<object[]> PendulumPoints => [[1.2, 0.9, 5], [0.5, 0.1, 0]];

    public static IEnumerable<object[]> ChosenPoints => [[0.8, 0], [0.8, 2]];
}
