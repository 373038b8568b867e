abstract partial class Curve
{
    [Differentiable]
    public abstract double At(double x);
}

partial class Line(double slope) : Curve
{
    public override double At(double x) => slope * x; // AD0038
}
