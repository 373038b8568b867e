using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// Elementary functions of all lanes of a vector, inlined: what tensor operations, and loops that run in lanes, are made of. They are accurate over the whole range, with the limits,
/// infinities, NaN and signed zeros that <see cref="Math"/> has.
/// </summary>
/// <remarks>
/// The polynomials are near-minimax, from Chebyshev's nodes. References: J.-M. Muller, "Elementary Functions"; W. J. Cody and W. Waite, "Software Manual for the Elementary Functions", for the
/// reductions. The functions of narrower vectors are the same text.
/// </remarks>
[SkipLocalsInit]
public static partial class SimdMath
{
    // Beyond, n or the parts of π/2 would be too coarse.
    private const double FarthestDouble = 1 << 30;
    private const float FarthestSingle = 1 << 18;

    // Mantissas from ¾ to 3/2, without sign; NaN for negative numbers.
    private const byte MantissaControl = 0b1111;
}
