namespace Cases.Arrays;

/// <summary>The last write to an element counts, and reads in between see the one before.</summary>
public static partial class ScatterOverwrite
{
    [Differentiable]
    public static void Latest(double[] x, int[] slot, double[] memory)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double old = memory[slot[i]];
            memory[slot[i]] = x[i] * old + x[i];
        }
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }, new[] { 2, 0, 2, 2 }, new[] { 1, 2, 3.0 }]];
}
