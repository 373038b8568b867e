namespace Cases.Signals;

/// <summary>A recursive filter: its state is carried in four locals.</summary>
public static partial class Biquad
{
    [Differentiable]
    public static double Error(double[] coefficients, double[] input, [NoGradient] double[] target)
    {
        double b0 = coefficients[0], b1 = coefficients[1], b2 = coefficients[2], a1 = coefficients[3], a2 = coefficients[4];
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0, error = 0;
        for (int i = 0; i < input.Length; i++)
        {
            double x = input[i];
            double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            double d = y - target[i];
            error += d * d;
        }
        return error;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 0.25, -0.1, -0.6, 0.3 }, new[] { 1, 0.5, -1, 2, 0.75 }, new[] { 0.5, 0.25, 0, 1, 1 }]];
}
