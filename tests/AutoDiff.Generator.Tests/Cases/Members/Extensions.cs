namespace Cases.Members;

/// <summary>Extension methods, and the methods, properties and operators of extension blocks, are inlined as any other.</summary>
public static partial class Extensions
{
    public static double Clamp01(this double x) => Math.Clamp(x, 0, 1);

    private static void Scale(this double[] x, double by)
    {
        for (int i = 0; i < x.Length; i++) x[i] *= by;
    }

    extension(double x)
    {
        public double Cubed => x * x * x;

        public double Blend(double y, double t) => x + (y - x) * t.Clamp01();

        public static double Softplus(double z) => Math.Log(1 + Math.Exp(z));
    }

    extension(double[] x)
    {
        public double Mean
        {
            get
            {
                double sum = 0;
                foreach (double value in x) sum += value;
                return sum / x.Length;
            }
        }

        public static double[] operator +(double[] a, double[] b)
        {
            double[] sum = new double[a.Length];
            for (int i = 0; i < a.Length; i++) sum[i] = a[i] + b[i];
            return sum;
        }
    }

    [Differentiable]
    public static double Mix(double x, double y, double t) => x.Blend(y.Cubed, t) * double.Softplus(t);

    [Differentiable]
    public static double Center(double[] x, [NoGradient] double[] shift)
    {
        double[] y = x + shift;
        y.Scale(x[0]);
        return y.Mean;
    }

    public static IEnumerable<object[]> MixPoints => [[0.5, -1.25, 0.25], [0.5, 0.75, 1.5]];

    public static IEnumerable<object[]> CenterPoints => [[new[] { 0.5, -1.25, 2.0 }, new[] { 0.25, 0.5, 1.0 }]];
}
