using System.Diagnostics;
using System.Runtime.Intrinsics;
using Xunit;

namespace AutoDiff.Runtime.Tests.Simd;

/// <summary>Functions of vectors are within 4 ulp of numbers of 240 bits over the whole range, and have the limits, NaN and signed zeros of those of single numbers.</summary>
public sealed class SimdMathTests
{
    private const double Bound = 4;

    private sealed record Function(
        Func<Vector512<double>, Vector512<double>> Double512, Func<Vector256<double>, Vector256<double>> Double256, Func<Vector128<double>, Vector128<double>> Double128,
        Func<Vector512<float>, Vector512<float>> Single512, Func<Vector256<float>, Vector256<float>> Single256, Func<Vector128<float>, Vector128<float>> Single128,
        Func<BigFloat, BigFloat> Precise, Func<double, double> Number)
    {
        /// <summary>Where the function is told from its limits.</summary>
        public double From { get; init; } = double.NegativeInfinity;

        public double To { get; init; } = double.PositiveInfinity;
    }

    private static readonly Dictionary<string, Function> s_functions = new()
    {
        ["Exp"] = new(SimdMath.Exp, SimdMath.Exp, SimdMath.Exp, SimdMath.Exp, SimdMath.Exp, SimdMath.Exp, BigFloat.Exp, Math.Exp) { From = -800, To = 800 },
        ["ExpM1"] = new(SimdMath.ExpM1, SimdMath.ExpM1, SimdMath.ExpM1, SimdMath.ExpM1, SimdMath.ExpM1, SimdMath.ExpM1, BigFloat.ExpM1, x => x == 0 ? x : Math.Exp(x) - 1) { From = -800, To = 800 },
        ["Sinh"] = new(SimdMath.Sinh, SimdMath.Sinh, SimdMath.Sinh, SimdMath.Sinh, SimdMath.Sinh, SimdMath.Sinh, x => 0.5 * (BigFloat.ExpM1(x) - BigFloat.ExpM1(-x)), Math.Sinh) { From = -800, To = 800 },
        ["Cosh"] = new(SimdMath.Cosh, SimdMath.Cosh, SimdMath.Cosh, SimdMath.Cosh, SimdMath.Cosh, SimdMath.Cosh, x => 0.5 * (BigFloat.Exp(x) + BigFloat.Exp(-x)), Math.Cosh) { From = -800, To = 800 },
        ["Tanh"] = new(SimdMath.Tanh, SimdMath.Tanh, SimdMath.Tanh, SimdMath.Tanh, SimdMath.Tanh, SimdMath.Tanh, x => BigFloat.ExpM1(2 * x) / (BigFloat.ExpM1(2 * x) + 2), Math.Tanh) { From = -800, To = 800 },
        ["Sigmoid"] = new(SimdMath.Sigmoid, SimdMath.Sigmoid, SimdMath.Sigmoid, SimdMath.Sigmoid, SimdMath.Sigmoid, SimdMath.Sigmoid, x => 1 / (1 + BigFloat.Exp(-x)), x => 1 / (1 + Math.Exp(-x))) { From = -800, To = 800 },
        ["Softplus"] = new(SimdMath.Softplus, SimdMath.Softplus, SimdMath.Softplus, SimdMath.Softplus, SimdMath.Softplus, SimdMath.Softplus, x => BigFloat.LogP1(BigFloat.Exp(x)), x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))) { From = -800, To = 800 },
        ["Log"] = new(SimdMath.Log, SimdMath.Log, SimdMath.Log, SimdMath.Log, SimdMath.Log, SimdMath.Log, BigFloat.Log, Math.Log) { From = double.Epsilon },
        ["LogP1"] = new(SimdMath.LogP1, SimdMath.LogP1, SimdMath.LogP1, SimdMath.LogP1, SimdMath.LogP1, SimdMath.LogP1, BigFloat.LogP1, x => x == 0 ? x : Math.Log(1 + x)) { From = -1 + 1e-16 },
        ["Log2"] = new(SimdMath.Log2, SimdMath.Log2, SimdMath.Log2, SimdMath.Log2, SimdMath.Log2, SimdMath.Log2, x => BigFloat.Log(x) / BigFloat.Log(2), Math.Log2) { From = double.Epsilon },
        ["Log10"] = new(SimdMath.Log10, SimdMath.Log10, SimdMath.Log10, SimdMath.Log10, SimdMath.Log10, SimdMath.Log10, x => BigFloat.Log(x) / BigFloat.Log(10), Math.Log10) { From = double.Epsilon },
        ["Sin"] = new(SimdMath.Sin, SimdMath.Sin, SimdMath.Sin, SimdMath.Sin, SimdMath.Sin, SimdMath.Sin, x => BigFloat.SinCos(x).Sin, Math.Sin) { From = -1e12, To = 1e12 },
        ["Cos"] = new(SimdMath.Cos, SimdMath.Cos, SimdMath.Cos, SimdMath.Cos, SimdMath.Cos, SimdMath.Cos, x => BigFloat.SinCos(x).Cos, Math.Cos) { From = -1e12, To = 1e12 },
        ["Sin of both"] = new(x => SimdMath.SinCos(x).Sin, x => SimdMath.SinCos(x).Sin, x => SimdMath.SinCos(x).Sin, x => SimdMath.SinCos(x).Sin, x => SimdMath.SinCos(x).Sin, x => SimdMath.SinCos(x).Sin, x => BigFloat.SinCos(x).Sin, Math.Sin) { From = -1e12, To = 1e12 },
        ["Cos of both"] = new(x => SimdMath.SinCos(x).Cos, x => SimdMath.SinCos(x).Cos, x => SimdMath.SinCos(x).Cos, x => SimdMath.SinCos(x).Cos, x => SimdMath.SinCos(x).Cos, x => SimdMath.SinCos(x).Cos, x => BigFloat.SinCos(x).Cos, Math.Cos) { From = -1e12, To = 1e12 },
        ["Tan"] = new(SimdMath.Tan, SimdMath.Tan, SimdMath.Tan, SimdMath.Tan, SimdMath.Tan, SimdMath.Tan, x => BigFloat.SinCos(x).Sin / BigFloat.SinCos(x).Cos, Math.Tan) { From = -1e12, To = 1e12 },
        ["Atan"] = new(SimdMath.Atan, SimdMath.Atan, SimdMath.Atan, SimdMath.Atan, SimdMath.Atan, SimdMath.Atan, BigFloat.Atan, Math.Atan),
        ["Asin"] = new(SimdMath.Asin, SimdMath.Asin, SimdMath.Asin, SimdMath.Asin, SimdMath.Asin, SimdMath.Asin, BigFloat.Asin, Math.Asin) { From = -1, To = 1 },
        ["Acos"] = new(SimdMath.Acos, SimdMath.Acos, SimdMath.Acos, SimdMath.Acos, SimdMath.Acos, SimdMath.Acos, BigFloat.Acos, Math.Acos) { From = -1, To = 1 },
        ["Erf"] = new(SimdMath.Erf, SimdMath.Erf, SimdMath.Erf, SimdMath.Erf, SimdMath.Erf, SimdMath.Erf, BigFloat.Erf, x => x == 0 ? x : double.IsNaN(x) ? x : Math.Sign(x)) { From = -30, To = 30 },
        ["Cbrt"] = new(SimdMath.Cbrt, SimdMath.Cbrt, SimdMath.Cbrt, SimdMath.Cbrt, SimdMath.Cbrt, SimdMath.Cbrt, BigFloat.Cbrt, Math.Cbrt),
    };

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    private static readonly double[] s_points =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, float.Epsilon, float.MaxValue,
        709.78, 709.79, -745.1, -745.2, 710.4, -708.5, 88.72, 88.73, -103.9, -104, 89.4, Math.PI, Math.PI / 2, 355, 411_557_987, 1e9, 2e9, 6.0, 0.41421356237309503, 2.414213562373095,
        .. Points(150, r => Math.Pow(10, (640 * r) - 320)), .. Points(100, r => Math.Pow(10, (24 * r) - 12)), .. Points(100, r => 800 * r), .. Points(100, r => 8 * r), .. Points(80, r => r),
        .. Points(60, r => 1 + Math.Pow(10, -16 * r)), .. Points(60, r => 1 - Math.Pow(10, -16 * r)),
    ];

    // A low-discrepancy sequence, with both signs.
    private static IEnumerable<double> Points(int count, Func<double, double> map) => Enumerable.Range(1, count).Select(i => (i % 2 == 0 ? 1 : -1) * map(i * 0.6180339887498949 % 1));

    [Theory]
    [MemberData(nameof(Functions))]
    public void WithinFourUlp(string name)
    {
        Function function = s_functions[name];
        for (int i = 0; i < s_points.Length; i += 8)
        {
            double[] x = [.. Enumerable.Range(i, 8).Select(j => s_points[j % s_points.Length])], y = new double[8], narrow = new double[8];
            function.Double512(Vector512.Create(x)).CopyTo(y);
            for (int j = 0; j < 8; j++) Check(name, function, x[j], y[j], 53, -1074);
            for (int j = 0; j < 8; j += 4) function.Double256(Vector256.Create(x, j)).CopyTo(narrow, j);
            Assert.Equal(y, narrow);
            for (int j = 0; j < 8; j += 2) function.Double128(Vector128.Create(x, j)).CopyTo(narrow, j);
            Assert.Equal(y, narrow);
        }
        for (int i = 0; i < s_points.Length; i += 16)
        {
            float[] x = [.. Enumerable.Range(i, 16).Select(j => (float)s_points[j % s_points.Length])], y = new float[16], narrow = new float[16];
            function.Single512(Vector512.Create(x)).CopyTo(y);
            for (int j = 0; j < 16; j++) Check(name, function, x[j], y[j], 24, -149);
            for (int j = 0; j < 16; j += 8) function.Single256(Vector256.Create(x, j)).CopyTo(narrow, j);
            Assert.Equal(y, narrow);
            for (int j = 0; j < 16; j += 4) function.Single128(Vector128.Create(x, j)).CopyTo(narrow, j);
            Assert.Equal(y, narrow);
        }
    }

    private static void Check(string name, Function function, double x, double found, int digits, int least)
    {
        double expected = function.Number(x);
        if (x == 0 || !(x >= function.From && x <= function.To) || !double.IsFinite(x) || double.IsNaN(expected))
        {
            // What single numbers give, with the sign of zeros; rounded.
            double rounded = digits == 24 ? (float)expected : expected;
            bool isSame = found.Equals(rounded) && (found != 0 || double.IsNegative(found) == double.IsNegative(rounded));
            Assert.True(isSame || Math.Abs(found - expected) <= Bound * Math.Abs(expected) * Math.ScaleB(1, 1 - digits), $"{name}({x:R}) is {found:R}, not {expected:R}");
            return;
        }
        BigFloat precise = function.Precise(x);
        if (precise.IsZero)
        {
            Assert.True(found == 0, $"{name}({x:R}) is {found:R}, not 0");
            return;
        }
        if (!double.IsFinite(found))
        {
            Assert.True(precise.Magnitude >= (digits == 24 ? 127 : 1023) && double.IsNegative(found) == precise.IsNegative, $"{name}({x:R}) is {found:R}, not {(double)precise:R}");
            return;
        }
        double ulps = Math.Abs((double)BigFloat.Scale(precise - found, -Math.Max(precise.Magnitude + 1 - digits, least)));
        Assert.True(ulps <= Bound, $"{name}({x:R}) is {found:R}, not {(double)precise:R}: {ulps} ulp");
        Assert.True(found != 0 || double.IsNegative(found) == precise.IsNegative, $"{name}({x:R}) has the wrong sign.");
    }

    private static readonly double[] s_specials = [0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 2.5, -3, double.MaxValue, double.Epsilon, 1e-310];

    [Fact]
    public void PowersAndAnglesOfTwoNumbers()
    {
        List<(double A, double B)> pairs = [.. from a in s_specials from b in s_specials select (a, b)];
        for (int i = 1; i <= 400; i++)
        {
            double r = i * 0.6180339887498949 % 1, q = ((i * 0.7548776662466927) + 0.3) % 1;
            double wide = Math.Pow(10, (600 * r) - 300), near = 1 + ((r - 0.5) * Math.Pow(10, -15 * q));
            pairs.Add((wide, ((2 * q) - 1) * 745 / Math.Max(1e-3, Math.Abs(Math.Log(wide)))));
            pairs.Add((0.3 + (3 * r), ((2 * q) - 1) * 40));
            pairs.Add((near, ((2 * q) - 1) * 700 / Math.Max(1e-16, Math.Abs(Math.Log(near)))));
            pairs.Add((r - 0.5, q - 0.5));
            pairs.Add(((r - 0.5) * Math.Pow(10, 500 * (q - 0.5)), (q - 0.5) * Math.Pow(10, 500 * (r - 0.5))));
        }
        while (pairs.Count % 16 != 0) pairs.Add((1, 1));
        for (int i = 0; i < pairs.Count; i += 16)
        {
            double[] a = [.. pairs.Skip(i).Take(16).Select(p => p.A)], b = [.. pairs.Skip(i).Take(16).Select(p => p.B)], power = new double[16], angle = new double[16];
            for (int j = 0; j < 16; j += 8)
            {
                SimdMath.Pow(Vector512.Create(a, j), Vector512.Create(b, j)).CopyTo(power, j);
                SimdMath.Atan2(Vector512.Create(a, j), Vector512.Create(b, j)).CopyTo(angle, j);
            }
            CheckPairs(a, b, power, angle, 53, -1074);
            float[] c = [.. a.Select(x => (float)x)], d = [.. b.Select(x => (float)x)], narrow = new float[32];
            SimdMath.Pow(Vector512.Create(c), Vector512.Create(d)).CopyTo(narrow);
            SimdMath.Atan2(Vector512.Create(c), Vector512.Create(d)).CopyTo(narrow, 16);
            CheckPairs([.. c.Select(x => (double)x)], [.. d.Select(x => (double)x)], [.. narrow.Take(16).Select(x => (double)x)], [.. narrow.Skip(16).Select(x => (double)x)], 24, -149);
        }
    }

    [Fact]
    public void WhatIsANumberIsExact()
    {
        for (int a = 1; a < 300; a++)
        {
            for (int b = 0; Math.Pow(a, b) < 1L << 53 && b < 53; b++) Assert.Equal((double)System.Numerics.BigInteger.Pow(a, b), SimdMath.Pow(Vector512.Create((double)a), Vector512.Create((double)b))[0]);
            Assert.Equal(a, SimdMath.Cbrt(Vector512.Create((double)a * a * a))[0]);
            Assert.Equal(a, SimdMath.Log2(Vector512.Create(Math.ScaleB(1, a)))[0]);
        }
        Assert.Equal([.. Enumerable.Range(1, 21).Select(n => (double)(n * n * n))], ((Tensor<double>)Enumerable.Range(1, 21).Select(n => (double)n).ToArray()).Pow(3).ToArray());
        Assert.Equal([.. Enumerable.Range(1, 21).Select(n => (double)(1 << n))], Tensor.Pow(2, (Tensor<double>)Enumerable.Range(1, 21).Select(n => (double)n).ToArray()).ToArray());
        Assert.Equal([1f, 4f, 27f], Tensor.Pow((float[])[1, 2, 3], (Tensor<float>)(float[])[1, 2, 3]).ToArray());
    }

    private static void CheckPairs(double[] a, double[] b, double[] power, double[] angle, int digits, int least)
    {
        for (int j = 0; j < a.Length; j++)
        {
            bool isRegular = a[j] > 0 && double.IsFinite(a[j]) && double.IsFinite(b[j]) && b[j] != 0 && Math.Abs(b[j] * Math.Log(a[j])) < 3000;
            Function of = new(null!, null!, null!, null!, null!, null!, x => BigFloat.Exp(b[j] * BigFloat.Log(x)), x => Math.Pow(x, b[j])) { From = isRegular ? a[j] : double.PositiveInfinity };
            Check($"(x ↦ x^{b[j]:R})", of, a[j], power[j], digits, least);
            bool hasAngle = a[j] != 0 && b[j] != 0 && double.IsFinite(a[j]) && double.IsFinite(b[j]);
            Function atan = new(null!, null!, null!, null!, null!, null!, y => Angle(y, b[j]), y => Math.Atan2(y, b[j])) { From = hasAngle ? a[j] : double.PositiveInfinity };
            Check($"(y ↦ atan2(y, {b[j]:R}))", atan, a[j], angle[j], digits, least);
        }
    }

    private static BigFloat Angle(BigFloat y, BigFloat x)
    {
        BigFloat angle = BigFloat.Atan(y / x);
        return !x.IsNegative ? angle : y.IsNegative ? angle - BigFloat.Pi : angle + BigFloat.Pi;
    }

    /// <summary>Where the machine has less than this one: the same tests run again in a process that does not see it.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public async Task SoTheyAreOnLesserMachines(string setting)
    {
        if (Environment.GetEnvironmentVariable(setting) == "0") return;
        ProcessStartInfo start = new(Environment.ProcessPath!, ["-method", "*" + nameof(WithinFourUlp), "-method", "*" + nameof(PowersAndAnglesOfTwoNumbers)])
        {
            Environment = { [setting] = "0", ["DOTNET_TieredPGO"] = "0" },
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Insert(0, typeof(SimdMathTests).Assembly.Location);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }
}
