static partial class Parsing
{
    [Differentiable]
    public static double Scaled(double x, string factor) => x * double.Parse(factor);
}
