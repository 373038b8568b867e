/// <summary>An array variable that may be either argument, and then the other buffer: its tangent goes along.</summary>
public static partial class Repointed
{
    public static IEnumerable<object[]> Points => [[new[] { 0.4, 1.2, -0.3 }, new[] { 0.1, 0.5, 0.9 }, true], [new[] { 0.4, 1.2, -0.3 }, new[] { 0.1, 0.5, 0.9 }, false]];

    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double[] Smooth(double[] x, double[] y, bool first)
    {
        double[] current = first ? x : y;
        for (int round = 0; round < 3; round++)
        {
            double[] next = new double[current.Length];
            for (int i = 0; i < next.Length; i++) next[i] = 0.5 * current[i] + 0.25 * (current[(i + 1) % next.Length] + current[(i + next.Length - 1) % next.Length]);
            current = next;
        }
        return current;
    }
}
