namespace Cases.Signals;

/// <summary>The fast Fourier transform in place: bit reversal, then butterflies.</summary>
public static partial class Fourier
{
    [Differentiable]
    public static void Transform(double[] re, double[] im)
    {
        int n = re.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }
        for (int length = 2; length <= n; length <<= 1)
        {
            double angle = -2 * Math.PI / length;
            for (int i = 0; i < n; i += length)
                for (int k = 0; k < length / 2; k++)
                {
                    double c = Math.Cos(angle * k), s = Math.Sin(angle * k);
                    int a = i + k, b = a + length / 2;
                    double tr = c * re[b] - s * im[b], ti = c * im[b] + s * re[b];
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
        }
    }

    public static IEnumerable<object[]> Points => [[new[] { 1, 0.5, -1, 2, 0.75, 0, 3, -2 }, new double[8]], [new[] { 1.0 }, new[] { 2.0 }]];
}
