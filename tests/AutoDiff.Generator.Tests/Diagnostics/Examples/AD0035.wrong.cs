static class Waves
{
    public static double Slope(double x) => Gradient.Of(Math.Sin)(x); // AD0035
}
