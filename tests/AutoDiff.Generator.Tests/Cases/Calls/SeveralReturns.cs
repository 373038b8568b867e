namespace Cases.Calls;

public static partial class SeveralReturns
{
    private static double Activation(double t, int kind)
    {
        if (kind == 0) return t > 0 ? t : 0.1 * t;
        switch (kind)
        {
            case 1: return Math.Tanh(t);
            case 2:
                if (t > 1) return t * t;
                break;
        }
        for (int i = 0; i < 3; i++)
        {
            t *= 0.5 + t;
            if (t > 2) return t - 1;
        }
        return -t;
    }

    [Differentiable]
    public static double Network(double[] x, int[] kinds)
    {
        double h = 0.5;
        for (int i = 0; i < kinds.Length; i++) h = Activation(h * x[i % x.Length] + 0.1, kinds[i]) + h;
        return h;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 3 }, new[] { 0, 1, 2, 3, 2, 3, 0 }], [new[] { 2.5 }, new[] { 2, 2, 9 }]];
}
