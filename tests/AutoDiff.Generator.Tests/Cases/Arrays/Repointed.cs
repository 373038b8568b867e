namespace Cases.Arrays;

/// <summary>A parameter array that a branch inside a branch re-points: what is written then is not the caller's. Nor is what a loop then re-points, which is on the stack. That a write never happens does not change the signature.</summary>
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

    [Differentiable]
    public static double Filled(double[] x)
    {
        double v = x[1];
        Array.Fill(x, v);
        x = [v, 1, v * v];
        double[] y = x;
        for (int i = 0; i < 2; i++) x = y;
        return x[0] * x[2];
    }

    [Differentiable]
    public static double Unwritten(double[] x, int n)
    {
        const int choice = 0;
        double[] z = new double[3];
        z[1] = x[0] * x[1];
        for (int i = n; i >= 0; i--)
        {
            switch (choice)
            {
                case 0:
                    x = z;
                    break;
                case 1:
                    double[] y = x;
                    y[i] *= Math.Cos(1);
                    break;
            }
        }
        return x[1] * x[1];
    }

    public static IEnumerable<object[]> UnwrittenPoints => [[new double[] { 0.5, -1.5, 2 }, 1], [new double[] { 0.5, -1.5, 2 }, -1]];

    public static IEnumerable<object[]> FilledPoints => [[new double[] { 0.5, -1.5, 2 }]];

    public static IEnumerable<object[]> ScaledPoints =>
        [[new double[] { 0.5, -1.5, 2 }, 0], [new double[] { 0.5, -1.5, 2 }, 1], [new double[] { 0.5, -1.5, 2 }, 2]];
}
