partial class Circle
{
    public double Radius = 1;

    [Differentiable]
    public virtual double Area(double scale) => Math.PI * Radius * Radius * scale; // AD0011
}
