static class Roots
{
    public static double Slope(Func<double, double> f, double x) => Gradient.Of(f)(x); // AD0036
}
