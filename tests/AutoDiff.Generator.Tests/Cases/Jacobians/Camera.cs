namespace Cases.Jacobians;

/// <summary>Jacobians and Hessians with respect to structs: a column for each of their numbers, in order of declaration; and with respect to what is passed by in.</summary>
public static partial class Camera
{
    public readonly record struct Pose(double Angle, double X, double Y, int Id);

    [Differentiable]
    public static double[] Project(Pose pose, in double focus, double[] point)
    {
        double c = Math.Cos(pose.Angle), s = Math.Sin(pose.Angle);
        double u = c * point[0] - s * point[1] + pose.X, v = s * point[0] + c * point[1] + pose.Y;
        return [focus * u / v, focus * v + pose.Id, u * v];
    }

    [Differentiable(Order = 2)]
    public static double Error(Pose pose, [NoGradient] double target)
    {
        double e = Math.Exp(pose.Angle * pose.X) - target * pose.Y;
        return e * e;
    }

    [Differentiable(Order = 2)]
    public static double Area((double X, double Y) p) => p.X * p.X * Math.Sin(p.Y);

    public static IEnumerable<object[]> ProjectPoints => [[new Pose(0.3, 0.5, 2, 4), 1.5, new double[] { 0.7, 1.2 }]];

    public static IEnumerable<object[]> ErrorPoints => [[new Pose(0.3, 0.5, 2, 4), 0.6]];

    public static IEnumerable<object[]> AreaPoints => [[(0.8, 0.4)]];
}
