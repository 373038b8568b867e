static class Geometry
{
    [Differentiable]
    public static double Area(double radius) => Math.PI * radius * radius; // AD0010
}
