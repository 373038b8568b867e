namespace Cases.Signals;

public static partial class Kalman
{
    [Differentiable]
    public static double LogLikelihood(double[] z, double q, double r)
    {
        double x = 0, p = 1, logLikelihood = 0;
        foreach (double measured in z)
        {
            p += q * q;
            double s = p + r * r, innovation = measured - x, gain = p / s;
            x += gain * innovation;
            p *= 1 - gain;
            logLikelihood -= 0.5 * (Math.Log(2 * Math.PI * s) + innovation * innovation / s);
        }
        return logLikelihood;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1, 0.5, -1, 2, 0.75 }, 0.5, 0.75]];
}
