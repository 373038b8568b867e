static class Powers
{
    public static double Slope(double x, int n) => Gradient.Of((double y, int k) => Math.Pow(y, k))(x, n).Item1; // AD0037
}
