namespace Cases.Arrays;

/// <summary>A parameter array that a branch inside a branch re-points: what is written then is not the caller's.</summary>
public static partial class Repointed
{
    [Differentiable]
    public static void Scaled(double[] x, int mode)
    {
        double v = x[1] * x[2];
        if (mode < 2)
        {
            if (mode == 1) x = [x[1] * x[0], 1, v];
            x[mode] *= x[1] * v;
        }
        x[2] += x[0];
    }

    public static IEnumerable<object[]> ScaledPoints =>
        [[new double[] { 0.5, -1.5, 2 }, 0], [new double[] { 0.5, -1.5, 2 }, 1], [new double[] { 0.5, -1.5, 2 }, 2]];
}
