namespace Cases.Loops;

public static partial class ZeroTripsInner
{
    [Differentiable]
    public static double Ragged(double[] x, int[] counts)
    {
        double s = 1;
        int k = 0;
        foreach (int count in counts)
        {
            double product = 1;
            for (int j = 0; j < count; j++) product *= x[k++];
            s += product * s;
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, -2, 3 }, new[] { 0, 3, 0, 1 }], [new double[0], new[] { 0, 0 }], [new double[0], new int[0]]];
}
