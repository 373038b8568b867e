namespace Cases.Lanes;

/// <summary>Records of several numbers for each iteration, side by side in memory.</summary>
public static partial class Records
{
    // Five numbers for each iteration, side by side; four results, side by side. One pass, for each iteration writes results of its own.
    [Differentiable]
    public static void Moved(ReadOnlySpan<double> bodies, Span<double> moved)
    {
        for (int i = 0; i < bodies.Length / 5; i++)
        {
            double x = bodies[5 * i], y = bodies[5 * i + 1], u = bodies[5 * i + 2], v = bodies[5 * i + 3], time = bodies[5 * i + 4];
            double drag = Math.Exp(-time);
            moved[4 * i] = x + u * time;
            moved[4 * i + 1] = y + v * time;
            moved[4 * i + 2] = u * drag;
            moved[4 * i + 3] = v * drag;
        }
    }

    // Parts of records, at constant places; the sum is the same for all.
    [Differentiable]
    public static float Energy(ReadOnlySpan<float> bodies, float spring)
    {
        float energy = 0;
        for (int i = bodies.Length / 7 - 1; i >= 0; i--)
        {
            ReadOnlySpan<float> body = bodies.Slice(i * 7, 7), speed = body.Slice(4, 3);
            float stretch = MathF.Sqrt(body[1] * body[1] + body[2] * body[2] + body[3] * body[3]);
            energy += body[0] * (speed[0] * speed[0] + speed[1] * speed[1] + speed[2] * speed[2]) + spring * stretch;
        }
        return energy;
    }

    // In place, where only some lanes take the branch; a number between them is left alone.
    [Differentiable]
    public static void Relaxed(double[] states)
    {
        for (int i = 0; i < states.Length / 6; i++)
        {
            double a = states[6 * i], b = states[6 * i + 1], c = states[6 * i + 2], d = states[6 * i + 3], limit = states[6 * i + 5];
            double mean = 0.25 * (a + b + c + d), step = limit;
            if (mean > limit) step = Math.Exp(limit - mean);
            states[6 * i] = a - step * mean;
            states[6 * i + 1] = b - step * mean * a;
            states[6 * i + 2] = c * step;
            states[6 * i + 3] = d * d - step;
        }
    }

    public static IEnumerable<object[]> MovedPoints => [.. Sizes.Select(n => new object[] { Numbers(5 * n), new double[4 * n] })];

    public static IEnumerable<object[]> EnergyPoints => [.. Sizes.Select(n => new object[] { Numbers(7 * n).Select(x => (float)x).ToArray(), 0.7f })];

    public static IEnumerable<object[]> RelaxedPoints => [.. Sizes.Select(n => new object[] { Numbers(6 * n) })];

    private static IEnumerable<int> Sizes => [0, 1, 2, 3, 4, 5, 7, 8, 9, 21];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => 1.5 + Math.Sin(2.1 * i + 0.4))];
}
