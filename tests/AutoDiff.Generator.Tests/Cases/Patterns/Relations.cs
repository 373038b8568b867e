namespace Cases.Patterns;

/// <summary>Relational and logical patterns, var patterns and guards, on numbers and tuples of them.</summary>
public static partial class Relations
{
    private const double Limit = 2;

    [Differentiable]
    public static double Piecewise(double x, int order) => (x, order) switch
    {
        ( < -Limit or > Limit, _) => x * x,
        (_, 0) => x,
        (var y and >= 0, 1 or 2) when y < 1 => Math.Sin(y),
        (double.NaN, _) => 0,
        (not (> -1 and < 0), var n) => x * n,
        _ => 3 * x,
    };

    [Differentiable]
    public static double Stepped(double[] x)
    {
        double sum = 0;
        foreach (double element in x)
        {
            switch (element)
            {
                case > 0 and < 1: sum += element; break;
                case var e when e * e > 4: sum += e * e; break;
                case 1 or -1: break;
                default: sum -= element; break;
            }
        }
        return sum is var total and not 0 ? total * total : 0;
    }

    public static IEnumerable<object[]> PiecewisePoints => [[2.5, 1], [0.5, 0], [0.5, 2], [1.5, 2], [1.5, 3], [-0.5, 3]];

    public static IEnumerable<object[]> SteppedPoints => [[new double[] { 0.5, 3, -2.5, -0.5, 1.5 }]];
}
