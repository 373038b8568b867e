/// <summary>A variable that is given one array and another: forward shadows and their tangents.</summary>
public static partial class Relaxation
{
    public static IEnumerable<object[]> Points => [[new[] { 0.4, 1.2, -0.3 }, 3], [new[] { 0.2, 0.9 }, 2]];

    [Differentiable(Order = 2)]
    public static double Relax(double[] x, int rounds)
    {
        double[] current = x;
        for (int round = 0; round < rounds; round++)
        {
            double[] next = new double[current.Length];
            for (int i = 0; i < next.Length; i++) next[i] = current[i] * current[(i + 1) % next.Length] + 0.5 * x[i];
            current = next;
        }
        double sum = 0;
        foreach (double value in current) sum += Math.Exp(-value);
        return sum;
    }
}
