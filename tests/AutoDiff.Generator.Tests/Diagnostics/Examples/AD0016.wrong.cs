static partial class Parsing
{
    [Differentiable]
    public static double RoundTrip(double x) => double.Parse(x.ToString()); // AD0016
}
