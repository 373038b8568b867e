namespace Cases.Parameters;

/// <summary>Names that are keywords, or that clash with those of generated parameters and locals.</summary>
public static partial class Keywords
{
    [Differentiable]
    public static double Clash(double @in, double cotangent, double[] dX, double x)
    {
        double result = @in * cotangent, xBar = x * x, i = result;
        for (int @for = 0; @for < dX.Length; @for++)
        {
            double value = dX[@for] * i;
            i += value * xBar;
        }
        return i * result;
    }

    public static IEnumerable<object[]> Points => [[0.5, 1.5, new[] { 0.25, 2 }, 0.75]];
}
