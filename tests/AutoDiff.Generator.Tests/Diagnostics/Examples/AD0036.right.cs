static class Roots
{
    public static double Slope(Func<double, double> gradient, double x) => gradient(x);

    public static double SlopeOfSquare(double x) => Slope(Gradient.Of((double y) => y * y), x);
}
