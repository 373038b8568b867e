namespace Cases.Numerics;

public static partial class LennardJones
{
    [Differentiable]
    public static double Energy(double[,] positions)
    {
        double energy = 0;
        int n = positions.GetLength(0);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
            {
                double r2 = 0;
                for (int k = 0; k < 3; k++)
                {
                    double d = positions[i, k] - positions[j, k];
                    r2 += d * d;
                }
                if (r2 > 9) continue;
                double s = 1 / (r2 * r2 * r2);
                energy += 4 * (s * s - s);
            }
        return energy;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0, 0, 0 }, { 1.2, 0.3, 0 }, { 0, 1, 0.9 }, { 4, 4, 4 } }]];
}
