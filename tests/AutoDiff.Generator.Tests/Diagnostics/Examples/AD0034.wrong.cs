static class Scaling
{
    public static double Slope(double factor) => Gradient.Of((double x) => factor * x * x)(1); // AD0034
}
