static class Powers
{
    public static double Slope(double x, int n) => Gradient.Of<Func<double, int, double>>((double y, int k) => Math.Pow(y, k))(x, n);
}
