partial interface ICurve
{
    [Differentiable]
    double At(double x, [NoGradient] double time);
}

partial class Line(double slope) : ICurve
{
    [Differentiable]
    public double At(double x, double time) => slope * x + time;
}
