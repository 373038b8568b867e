partial class Circle
{
    [Differentiable]
    public static double Area(double radius, double scale) => Math.PI * radius * radius * scale;
}
