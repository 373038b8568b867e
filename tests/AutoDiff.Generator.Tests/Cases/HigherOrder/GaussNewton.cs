/// <summary>A step of Gauss and Newton: the Jacobian of the residuals is differentiated again, that of an array and of a number.</summary>
public static partial class GaussNewton
{
    [Differentiable]
    public static double[] Residuals(double[] p, double scale)
    {
        double[] r = new double[3];
        for (int i = 0; i < r.Length; i++) r[i] = scale * Math.Exp(-p[0] * i) + p[1] * p[1] * i - 0.5;
        return r;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Slope(double[] p, double scale)
    {
        double[] r = Residuals(p, scale);
        var jacobian = ResidualsJacobian(p, scale);
        double s = 0;
        for (int i = 0; i < r.Length; i++)
            for (int j = 0; j < p.Length; j++) s += r[i] * jacobian.p[i, j] * (j + 1) + jacobian.scale[i, 0] * jacobian.p[i, j];
        return s;
    }

    public static IEnumerable<object[]> ResidualsPoints => [[new double[] { 0.3, -0.2 }, 1.5]];

    public static IEnumerable<object[]> SlopePoints => [[new double[] { 0.3, -0.2 }, 1.5]];
}
