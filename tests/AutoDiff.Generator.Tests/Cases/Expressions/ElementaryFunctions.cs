namespace Cases.Expressions;

public static partial class ElementaryFunctions
{
    [Differentiable]
    public static double Powers(double x, double y) =>
        Math.Exp(x) * Math.Log(y) + Math.Sqrt(y) / Math.Cbrt(y) - Math.Log10(y) * Math.Log2(y) + Math.Pow(y, x) + Math.Log(y, 3);

    [Differentiable]
    public static double Angles(double x, double y) =>
        Math.Sin(x) * Math.Cos(y) + Math.Tan(x) - Math.Asin(x / 4) + Math.Acos(x / 4) * Math.Atan(y) + Math.Atan2(y, x);

    [Differentiable]
    public static double Hyperbolics(double x, double y) =>
        Math.Sinh(x) * Math.Cosh(y) + Math.Tanh(x * y) + Math.Asinh(x) - Math.Acosh(1 + y) * Math.Atanh(x / 4);

    [Differentiable]
    public static double Pieces(double x, double y) =>
        Math.Abs(x) * Math.Max(x, y) - Math.Min(x, y) + Math.Clamp(x, -1, 1) * y + Math.Sign(x) * y + Math.Floor(x) * y + Math.Round(y) * x
        + Math.Truncate(y) + Math.Ceiling(x) * x + Math.CopySign(x, -y) + Math.MaxMagnitude(x, y) * Math.MinMagnitude(x, y) + Math.FusedMultiplyAdd(x, y, x);

    public static IEnumerable<object[]> Points => [[0.75, 1.45], [-1.25, 0.7], [1.6, 2.2]];
}
