namespace Cases.Overwrites;

/// <summary>Two buffers that change places after every step.</summary>
public static partial class PingPong
{
    [Differentiable]
    public static double Diffuse(double[] initial, double rate, int steps)
    {
        double[] now = (double[])initial.Clone(), next = new double[initial.Length];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < now.Length; i++)
            {
                double left = now[Math.Max(i - 1, 0)], right = now[Math.Min(i + 1, now.Length - 1)];
                next[i] = now[i] + rate * (left - 2 * now[i] + right) * now[i];
            }
            (now, next) = (next, now);
        }
        double s = 0;
        for (int i = 0; i < now.Length; i++) s += now[i] * now[i];
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 1 }, 0.1, 3], [new[] { 0.75, 1.5 }, 0.2, 2], [new[] { 1.0, 2 }, 0.2, 0]];
}
