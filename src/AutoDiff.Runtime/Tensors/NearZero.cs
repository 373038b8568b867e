using System.Numerics;

namespace AutoDiff;

/// <summary>
/// e^x − 1 and log(1 + x) with all their digits near 0. The platform's own <c>ExpM1</c> and <c>LogP1</c> are <c>Exp(x) - 1</c> and <c>Log(x + 1)</c>, which lose them.
/// </summary>
/// <remarks>W. Kahan's formulas: with u = e^x rounded, (u − 1)·x / log u; with u = 1 + x rounded, log u · x / (u − 1). The rounding of u cancels. Narrower numbers go through double.</remarks>
internal static class NearZero
{
    public static T ExpM1<T>(T x)
        where T : INumberBase<T> =>
        T.CreateTruncating(ExpM1(double.CreateTruncating(x)));

    public static T LogP1<T>(T x)
        where T : INumberBase<T> =>
        T.CreateTruncating(LogP1(double.CreateTruncating(x)));

    private static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1) return x;
        double difference = u - 1;
        return difference == -1 || double.IsPositiveInfinity(u) ? difference : difference * x / Math.Log(u);
    }

    private static double LogP1(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(x) ? x : Math.Log(u) * x / (u - 1);
    }
}
