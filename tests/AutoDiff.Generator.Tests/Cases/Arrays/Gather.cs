namespace Cases.Arrays;

public static partial class Gather
{
    [Differentiable]
    public static double Indexed(double[] table, int[] index, double[] weight)
    {
        double s = 0;
        for (int i = 0; i < index.Length; i++) s += weight[i] * table[index[i]] * table[index[i]];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75 }, new[] { 2, 0, 2, 2 }, new[] { 1.0, 2, 3, 4 }], [new[] { 1.0 }, new int[0], new double[0]]];
}
