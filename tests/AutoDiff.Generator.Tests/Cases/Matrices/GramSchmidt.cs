namespace Cases.Matrices;

public static partial class GramSchmidt
{
    [Differentiable]
    public static double Orthogonalize(double[][] v)
    {
        double[][] q = new double[v.Length][];
        double volume = 1;
        for (int i = 0; i < v.Length; i++)
        {
            double[] u = (double[])v[i].Clone();
            for (int j = 0; j < i; j++)
            {
                double dot = 0;
                for (int k = 0; k < u.Length; k++) dot += q[j][k] * u[k];
                for (int k = 0; k < u.Length; k++) u[k] -= dot * q[j][k];
            }
            double norm = 0;
            for (int k = 0; k < u.Length; k++) norm += u[k] * u[k];
            norm = Math.Sqrt(norm);
            for (int k = 0; k < u.Length; k++) u[k] /= norm;
            q[i] = u;
            volume *= norm;
        }
        return volume * q[^1][0];
    }

    public static IEnumerable<object[]> Points => [[new double[][] { [0.5, 1.5, -0.75], [2, 0.25, 1] }]];
}
