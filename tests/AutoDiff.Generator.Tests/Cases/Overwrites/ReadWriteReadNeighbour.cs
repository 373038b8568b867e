namespace Cases.Overwrites;

/// <summary>Each step reads an element that the step before has written, and one that the next will write.</summary>
public static partial class ReadWriteReadNeighbour
{
    [Differentiable]
    public static void Smooth(double[] x)
    {
        for (int i = 1; i < x.Length - 1; i++)
        {
            double left = x[i - 1] * x[i];
            x[i] = 0.5 * x[i] * x[i + 1] + left;
            x[i - 1] += x[i] * left;
        }
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.75, 1.5, -0.5, 1.25, 2 }], [new[] { 2.0, 1 }]];
}
