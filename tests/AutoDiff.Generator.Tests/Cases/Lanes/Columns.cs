namespace Cases.Lanes;

/// <summary>Several numbers for each iteration, one column each.</summary>
public static partial class Columns
{
    // Several numbers for each iteration, by columns; records of a branch.
    [Differentiable]
    public static double[] Turned(double[] points, [NoGradient] int count)
    {
        double[] turned = new double[2 * count];
        for (int o = 0; o < count; o++)
        {
            double x = points[o], y = points[count + o], angle = points[2 * count + o];
            if (angle > 0)
            {
                double sin = Math.Sin(Math.Exp(angle)), cos = Math.Cos(angle * angle);
                turned[o] = x * cos - y * sin;
                turned[count + o] = x * sin + y * cos;
            }
            else
            {
                turned[o] = x * Math.Exp(angle);
                turned[count + o] = y / x;
            }
        }
        return turned;
    }

    public static IEnumerable<object[]> TurnedPoints => [[Numbers(3 * 21), 21], [Numbers(3 * 7), 7]];

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => 1.5 * Math.Sin(2.1 * i + 0.4))];
}
