namespace AutoDiff.Samples;

internal static class GaussianRandom
{
    /// <summary>A number from the standard normal distribution, by Box and Muller's transform.</summary>
    public static double NextGaussian(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
