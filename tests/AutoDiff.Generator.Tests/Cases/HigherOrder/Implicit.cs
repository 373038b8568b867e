/// <summary>The gradient of a loop whose trips are not known records them on a tape; differentiated again, backwards and forwards.</summary>
public static partial class Implicit
{
    public static IEnumerable<object[]> RootPoints => [[2.0]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Root(double a)
    {
        double x = a, change;
        do
        {
            change = (x * x * x - a) / (3 * x * x);
            x -= change;
        }
        while (Math.Abs(change) > 1e-14);
        return x;
    }

    public static IEnumerable<object[]> SlopesPoints => [[new[] { 2.0, 5.0, 0.7 }]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Slopes(double[] a)
    {
        double sum = 0;
        foreach (double each in a) sum += each * RootGradient(each) * RootGradient(each);
        return sum;
    }
}
