static class Waves
{
    public static double Slope(double x) => Gradient.Of((double angle) => Math.Sin(angle))(x);
}
