namespace Cases.Finance;

/// <summary>The error function by its series near zero and by a continued fraction elsewhere.</summary>
public static partial class NormalCdf
{
    [Differentiable]
    public static double Phi(double x)
    {
        double z = Math.Abs(x), density = Math.Exp(-0.5 * x * x) / 2.5066282746310002;
        double tail;
        if (z < 2.5)
        {
            double term = z, sum = z;
            for (int n = 3; n < 60; n += 2)
            {
                term *= z * z / n;
                sum += term;
            }
            tail = 0.5 - density * sum;
        }
        else
        {
            double fraction = z + 0.65;
            for (int n = 20; n > 0; n--) fraction = z + n / fraction;
            tail = density / fraction;
        }
        return x > 0 ? 1 - tail : tail;
    }

    public static IEnumerable<object[]> Points => [[0.5], [-1.5], [3], [-4]];
}
