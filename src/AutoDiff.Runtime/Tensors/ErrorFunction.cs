namespace AutoDiff;

/// <summary>
/// erf x = 2/√π ∫₀ˣ e^(−t²) dt and erfc x = 1 − erf x, within 1 ulp: rational approximations on five intervals, of x²  near 0, of |x| − 1 around 1 and of 1/x² beyond, where
/// erfc x = e^(−x²)/x · (1 + R/S).
/// </summary>
/// <remarks>Reference: W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969); the coefficients are fdlibm's.</remarks>
internal static class ErrorFunction
{
    /// <summary>erf 1, rounded to single precision so that what is added to it is exact.</summary>
    private const double ErfOne = 8.45062911510467529297e-01;

    private static ReadOnlySpan<double> NearZeroNumerator =>
        [1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05];

    private static ReadOnlySpan<double> NearZeroDenominator =>
        [1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827877536812320e-06];

    private static ReadOnlySpan<double> NearOneNumerator =>
        [
            -2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01, -1.10894694282396677476e-01,
            3.54783043256182359371e-02, -2.16637559486879084300e-03,
        ];

    private static ReadOnlySpan<double> NearOneDenominator =>
        [
            1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02, 1.26171219808761642112e-01, 1.36370839120290507362e-02,
            1.19844998467991074170e-02,
        ];

    private static ReadOnlySpan<double> MiddleNumerator =>
        [
            -9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01, -1.62396669462573470355e+02,
            -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00,
        ];

    private static ReadOnlySpan<double> MiddleDenominator =>
        [
            1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02, 4.29008140027567833386e+02,
            1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02,
        ];

    private static ReadOnlySpan<double> FarNumerator =>
        [
            -9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02, -6.37566443368389627722e+02,
            -1.02509513161107724954e+03, -4.83519191608651397019e+02,
        ];

    private static ReadOnlySpan<double> FarDenominator =>
        [
            1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03, 3.19985821950859553908e+03, 2.55305040643316442583e+03,
            4.74528541206955367215e+02, -2.24409524465858183362e+01,
        ];

    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        if (size < 0.84375) return x + (x * NearZero(x * x));
        if (size < 1.25) return Math.CopySign(ErfOne + NearOne(size - 1), x);
        return size >= 6 ? Math.CopySign(1, x) : Math.CopySign(1 - Tail(size), x);
    }

    public static double Erfc(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        if (size < 0.84375)
        {
            double part = x * NearZero(x * x);
            return x < 0.25 ? 1 - (x + part) : 0.5 - (part + (x - 0.5));
        }
        if (size < 1.25) return x > 0 ? 1 - ErfOne - NearOne(size - 1) : 1 + (ErfOne + NearOne(size - 1));
        if (size >= 28) return x > 0 ? 0 : 2;
        return x > 0 ? Tail(size) : x < -6 ? 2 : 2 - Tail(size);
    }

    private static double NearZero(double square) => Polynomial(NearZeroNumerator, square) / Polynomial(NearZeroDenominator, square);

    private static double NearOne(double distance) => Polynomial(NearOneNumerator, distance) / Polynomial(NearOneDenominator, distance);

    /// <summary>erfc x for x from 1.25 on.</summary>
    private static double Tail(double x)
    {
        double s = 1 / (x * x);
        double ratio = x < 1 / 0.35 ? Polynomial(MiddleNumerator, s) / Polynomial(MiddleDenominator, s) : Polynomial(FarNumerator, s) / Polynomial(FarDenominator, s);
        // x² = z² + (x − z)(x + z), where z has so few digits that z² is exact.
        double z = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & unchecked((long)0xFFFFFFFF00000000));
        return Math.Exp((-z * z) - 0.5625) * Math.Exp(((z - x) * (z + x)) + ratio) / x;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--) sum = (sum * x) + coefficients[i];
        return sum;
    }
}
