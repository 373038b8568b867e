namespace Cases.Calls;

public static partial class LocalFunctions
{
    [Differentiable]
    public static double Captured(double x, double y)
    {
        double scale = x * y;
        double f = Scaled(x) + Scaled(y);
        scale = Twice(scale);
        Bump();
        return f * Scaled(scale);

        double Scaled(double t) => scale * Math.Sin(t);

        static double Twice(double t) => t + t;

        void Bump()
        {
            scale += x;
            x = scale * y;
        }
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5], [2, -0.75]];
}
