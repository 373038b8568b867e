partial interface ICurve
{
    [Differentiable]
    double At(double x, double time);
}

partial class Line(double slope) : ICurve
{
    [Differentiable]
    public double At(double x, [NoGradient] double time) => slope * x + time; // AD0039
}
