namespace Cases.Arrays;

public static partial class CircularBuffer
{
    [Differentiable]
    public static double Echo(double[] input, double feedback, int delay)
    {
        double[] buffer = new double[delay];
        double energy = 0;
        for (int i = 0; i < input.Length; i++)
        {
            int k = i % delay;
            double y = input[i] + feedback * buffer[k];
            buffer[k] = y * (1 - 0.1 * y);
            energy += y * y;
        }
        return energy;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2, 0.25 }, 0.5, 2], [new[] { 0.5, 1.5 }, 0.5, 3]];
}
