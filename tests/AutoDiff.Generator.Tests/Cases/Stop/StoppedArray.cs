namespace Cases.Stop;

/// <summary>What is read through the stopped span is constant, what is read from the array itself is not.</summary>
public static partial class StoppedArray
{
    [Differentiable]
    public static double Product(double[] x)
    {
        double[] doubled = new double[x.Length];
        ReadOnlySpan<double> constant = Gradient.Stop(doubled);
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            doubled[i] = 2 * x[i];
            s += constant[i] * doubled[i];
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new double[] { 1, -3 }]];

    public static object[] ExpectedGradients => [new object[] { new double[] { 4, -12 } }];
}
