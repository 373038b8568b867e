namespace Cases.Arrays;

/// <summary>A local array of constants beside one of active values.</summary>
public static partial class ConstantTable
{
    [Differentiable]
    public static double Quadrature(double a, double b)
    {
        double[] node = [-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526];
        double[] weight = [0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538];
        double middle = 0.5 * (a + b), half = 0.5 * (b - a), s = 0;
        for (int i = 0; i < node.Length; i++)
        {
            double t = middle + half * node[i];
            s += weight[i] * Math.Exp(-t * t);
        }
        return s * half;
    }

    public static IEnumerable<object[]> Points => [[0, 1.5], [-0.5, 0.25]];
}
