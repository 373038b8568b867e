namespace AutoDiff;

/// <summary>A derivative from function values.</summary>
internal static class NumericalDerivative
{
    /// <summary>
    /// Ridders' method (Advances in Engineering Software 4, 1982): central differences at shrinking steps, extrapolated to step zero by Neville's scheme;
    /// the answer is the entry of the table whose neighbours agree best. It starts anew with smaller steps, so that a kink or a pole that the first steps
    /// meet does no harm.
    /// </summary>
    /// <param name="slope">The central difference at a step.</param>
    /// <param name="x">Where: the steps are relative to its size.</param>
    /// <param name="isSingle">True if the function is computed in <c>float</c>: the steps are larger.</param>
    /// <param name="rounding">How far the function's values may be off: small steps show it, and may agree by chance.</param>
    /// <returns>The derivative and an estimate of its error.</returns>
    public static (double Value, double Error) Ridders(Func<double, double> slope, double x, bool isSingle, double rounding = 0)
    {
        const double shrink = 1.6;
        const int size = 8;
        double enough = isSingle ? 1e-4 : 1e-10;
        (double Value, double Error) best = (double.NaN, double.PositiveInfinity);
        foreach (double relative in isSingle ? new[] { 0.2, 0.05, 0.0125 } : [2e-2, 2e-3, 2e-4, 2e-5])
        {
            double step = relative * Math.Max(Math.Abs(x), 0.1);
            double[,] table = new double[size, size];
            for (int i = 0; i < size; i++, step /= shrink)
            {
                table[0, i] = slope(step);
                double factor = 1;
                for (int order = 1; order <= i; order++)
                {
                    factor *= shrink * shrink;
                    table[order, i] = (table[order - 1, i] * factor - table[order - 1, i - 1]) / (factor - 1);
                    double error = Math.Max(Math.Abs(table[order, i] - table[order - 1, i]), Math.Abs(table[order, i] - table[order - 1, i - 1])) + rounding / step;
                    if (error < best.Error) best = (table[order, i], error);
                }
            }
            if (best.Error <= enough * Math.Max(1, Math.Abs(best.Value))) break;
        }
        return best;
    }
}
