namespace Cases.Checkpoint;

/// <summary>A body that works in place: its arrays are copied before each call, and it runs again on the copy.</summary>
public static partial class InPlace
{
    [Checkpoint]
    [Differentiable]
    public static void Diffuse(Span<double> u, double[] rates)
    {
        double left = u[0];
        for (int i = 1; i < u.Length - 1; i++)
        {
            double old = u[i];
            u[i] += rates[i] * (left - 2 * old + u[i + 1]) * old;
            left = old;
        }
    }

    [Differentiable]
    public static double Energy(double[] initial, double[] rates)
    {
        double[] u = (double[])initial.Clone();
        for (int step = 0; step < 3; step++) Diffuse(u, rates);
        double sum = 0;
        for (int i = 0; i < u.Length; i++) sum += u[i] * u[i];
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1, 0.5, -0.25, 2 }, new double[] { 0.1, 0.2, 0.3, 0.4 }]];
}
