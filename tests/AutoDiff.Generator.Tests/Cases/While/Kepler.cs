namespace Cases.While;

/// <summary>Kepler's equation by Newton's method: the number of steps depends on the values.</summary>
public static partial class Kepler
{
    [Differentiable]
    public static double EccentricAnomaly(double mean, double eccentricity)
    {
        double e = mean;
        for (int i = 0; i < 50; i++)
        {
            double step = (e - eccentricity * Math.Sin(e) - mean) / (1 - eccentricity * Math.Cos(e));
            e -= step;
            if (Math.Abs(step) < 1e-13) break;
        }
        return e;
    }

    public static IEnumerable<object[]> Points => [[1.0, 0.3], [2.5, 0.7], [0.1, 0]];
}
