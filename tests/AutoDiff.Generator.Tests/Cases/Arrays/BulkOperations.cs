namespace Cases.Arrays;

/// <summary>Copying, filling and clearing by the library's methods.</summary>
public static partial class BulkOperations
{
    [Differentiable]
    public static double Shuffle(double[] x, double y)
    {
        double[] a = (double[])x.Clone(), b = new double[x.Length + 2];
        Array.Copy(a, 0, b, 1, a.Length);
        a.AsSpan().Fill(y);
        x.AsSpan(1).CopyTo(a);
        Array.Copy(b, a, 2);
        double[] c = a.AsSpan(0, 2).ToArray();
        c[0] *= b[1] + y;
        Array.Fill(b, c[0] * y);
        Array.Clear(b, 0, 1);
        b.AsSpan(1, 1).Clear();
        double s = 0;
        for (int i = 0; i < a.Length; i++) s += a[i] * a[i] + b[i] * c[1];
        return s + b[^1] * c[0];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }, 2], [new[] { 3.0, -1 }, 0.5]];
}
