using System.Numerics;

namespace AutoDiff.Runtime.Tests.Simd;

/// <summary>Numbers m·2^e of 240 bits, and elementary functions of them: what vectors are measured against. Slow, and as plain as can be.</summary>
internal readonly struct BigFloat
{
    private const int Precision = 240;

    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private BigFloat(BigInteger mantissa, int exponent)
    {
        int excess = (int)BigInteger.Abs(mantissa).GetBitLength() - Precision;
        (_mantissa, _exponent) = mantissa.IsZero ? (mantissa, 0) : excess > 0 ? (mantissa >> excess, exponent + excess) : (mantissa, exponent);
    }

    public static implicit operator BigFloat(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x)), fraction = bits & 0xFFFFFFFFFFFFF;
        int exponent = (int)(bits >> 52);
        BigInteger mantissa = exponent == 0 ? fraction : fraction | (1L << 52);
        return new(x < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static explicit operator double(BigFloat x) => x._mantissa.IsZero ? 0 : Math.ScaleB((double)(x._mantissa >> (x.Bits - 62)), x._exponent + x.Bits - 62);

    private int Bits => (int)BigInteger.Abs(_mantissa).GetBitLength();

    /// <summary>The exponent of the greatest power of two that is not greater.</summary>
    public int Magnitude => _exponent + Bits - 1;

    public bool IsZero => _mantissa.IsZero;

    public bool IsNegative => _mantissa.Sign < 0;

    public static BigFloat operator -(BigFloat x) => new(-x._mantissa, x._exponent);

    public static BigFloat operator +(BigFloat x, BigFloat y)
    {
        if (x.IsZero) return y;
        if (y.IsZero) return x;
        if (x._exponent < y._exponent) (x, y) = (y, x);
        // What is too small to be seen is left out.
        if (x.Magnitude - y.Magnitude > 2 * Precision) return x;
        if (y.Magnitude - x.Magnitude > 2 * Precision) return y;
        return new((x._mantissa << (x._exponent - y._exponent)) + y._mantissa, y._exponent);
    }

    public static BigFloat operator -(BigFloat x, BigFloat y) => x + -y;

    public static BigFloat operator *(BigFloat x, BigFloat y) => new(x._mantissa * y._mantissa, x._exponent + y._exponent);

    public static BigFloat operator /(BigFloat x, BigFloat y) => new((x._mantissa << (2 * Precision)) / y._mantissa, x._exponent - y._exponent - (2 * Precision));

    public static bool operator <(BigFloat x, BigFloat y) => (x - y).IsNegative;

    public static bool operator >(BigFloat x, BigFloat y) => (y - x).IsNegative;

    public static BigFloat Abs(BigFloat x) => x.IsNegative ? -x : x;

    /// <summary>x·2ⁿ.</summary>
    public static BigFloat Scale(BigFloat x, int n) => new(x._mantissa, x._exponent + n);

    public static BigFloat Pi { get; } = 4 * ((4 * ArctangentOfInverse(5)) - ArctangentOfInverse(239));

    private static BigFloat LogTwo { get; } = 2 * Odd((BigFloat)1 / 3, 1);

    /// <summary>x ± x³/3 + x⁵/5 ± …: atan x for the sign −1, artanh x for 1.</summary>
    private static BigFloat Odd(BigFloat x, int sign)
    {
        BigFloat sum = x, power = x;
        for (int k = 3; !power.IsZero && power.Magnitude > sum.Magnitude - Precision; k += 2)
        {
            power = power * x * x * sign;
            sum += power / k;
        }
        return sum;
    }

    private static BigFloat ArctangentOfInverse(int n) => Odd((BigFloat)1 / n, -1);

    public static BigFloat Exp(BigFloat x)
    {
        (BigFloat rest, int n) = Reduced(x);
        return Scale(rest + 1, n);
    }

    public static BigFloat ExpM1(BigFloat x)
    {
        (BigFloat rest, int n) = Reduced(x);
        return n == 0 ? rest : Scale(rest + 1, n) - 1;
    }

    /// <summary>eʳ − 1 for x = n·log 2 + r: the series of r/2⁸, then (e + 1)² − 1 = e·(e + 2).</summary>
    private static (BigFloat ExpM1, int N) Reduced(BigFloat x)
    {
        int n = (int)Math.Clamp(Math.Round((double)(x / LogTwo)), -4000, 4000);
        if (Math.Abs(n) == 4000) return (0, n);
        BigFloat r = Scale(x - (n * LogTwo), -8), sum = r, term = r;
        for (int k = 2; !term.IsZero && term.Magnitude > sum.Magnitude - Precision; k++)
        {
            term = term * r / k;
            sum += term;
        }
        for (int i = 0; i < 8; i++) sum *= sum + 2;
        return (sum, n);
    }

    /// <summary>log(1 + x) = 2·artanh(x/(x + 2)).</summary>
    public static BigFloat LogP1(BigFloat x)
    {
        if (x.IsZero) return x;
        if (x.Magnitude < -20) return 2 * Odd(x / (x + 2), 1);
        return Log(x + 1);
    }

    public static BigFloat Log(BigFloat x)
    {
        // x = m·2ᵏ with m near 1.
        int k = x.Magnitude;
        BigFloat m = Scale(x, -k);
        if (m > 1.5) (m, k) = (m * 0.5, k + 1);
        return (2 * Odd((m - 1) / (m + 1), 1)) + (k * LogTwo);
    }

    public static (BigFloat Sin, BigFloat Cos) SinCos(BigFloat x)
    {
        double n = Math.Round((double)(2 * x / Pi));
        BigFloat r = x - (n * Pi * 0.5), sin = r, cos = 1, term = r;
        for (int k = 2; !term.IsZero && term.Magnitude > -2 * Precision; k++)
        {
            term = term * r / k;
            BigFloat signed = k % 4 < 2 ? term : -term;
            if (k % 2 == 0) cos += signed;
            else sin += signed;
        }
        return ((long)n & 3) switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    public static BigFloat Sqrt(BigFloat x)
    {
        if (x.IsZero) return x;
        int shift = (2 * Precision) + ((x._exponent & 1) == 0 ? 0 : 1);
        BigInteger n = x._mantissa << shift, root = (BigInteger)1 << ((int)(n.GetBitLength() + 1) / 2);
        for (BigInteger next = (root + (n / root)) >> 1; next < root; next = (root + (n / root)) >> 1) root = next;
        return new(root, (x._exponent - shift) / 2);
    }

    public static BigFloat Cbrt(BigFloat x)
    {
        if (x.IsZero) return x;
        BigFloat y = Math.Cbrt((double)x);
        for (int i = 0; i < 4; i++) y -= ((y * y * y) - x) / (3 * y * y);
        return y;
    }

    /// <summary>By halving the argument: atan x = 2·atan(x/(1 + √(1 + x²))).</summary>
    public static BigFloat Atan(BigFloat x)
    {
        if (Abs(x) > 1) return (x.IsNegative ? -Pi : Pi) * 0.5 - Atan(1 / x);
        for (int i = 0; i < 4; i++) x /= 1 + Sqrt(1 + (x * x));
        return 16 * Odd(x, -1);
    }

    public static BigFloat Asin(BigFloat x) => Abs(x) - 1 is { IsZero: true } ? (x.IsNegative ? -Pi : Pi) * 0.5 : Atan(x / Sqrt((1 - x) * (1 + x)));

    public static BigFloat Acos(BigFloat x) => (x + 1).IsZero ? Pi : 2 * Atan(Sqrt((1 - x) / (1 + x)));

    /// <summary>By its series.</summary>
    public static BigFloat Erf(BigFloat x)
    {
        if (Abs(x) > 7) return x.IsNegative ? -1 : 1;
        BigFloat sum = x, power = x;
        for (int k = 1; !power.IsZero && (k < 200 || power.Magnitude > sum.Magnitude - Precision); k++)
        {
            power = -power * x * x / k;
            sum += power / ((2 * k) + 1);
        }
        return 2 * sum / Sqrt(Pi);
    }
}
