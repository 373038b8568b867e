namespace Cases.Arrays;

public static partial class ThreeDimensional
{
    [Differentiable]
    public static double Volume(double[,,] a)
    {
        double[,,] b = new double[a.GetLength(2), a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
            for (int j = 0; j < a.GetLength(1); j++)
                for (int k = 0; k < a.GetLength(2); k++)
                    b[k, j, i] = a[i, j, k] * a[0, j, k];
        double s = 1;
        for (int i = 0; i < b.GetLength(0); i++) s += b[i, 0, 0] * s * b.Length;
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[,,] { { { 0.5, 1.5 }, { -0.75, 2 } }, { { 0.25, 1 }, { 3, -1 } }, { { 0.1, 0.2 }, { 0.3, 0.4 } } }]];
}
