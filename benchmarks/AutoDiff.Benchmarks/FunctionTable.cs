using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spectre.Console;

namespace AutoDiff.Benchmarks;

/// <summary>How many elements a second the functions of <see cref="SimdMath"/> take, over vectors of 512 bits in the first cache. The best of many short runs, since others use the machine.</summary>
internal static class FunctionTable
{
    private const int Length = 4096;

    /// <summary>Measures all rows, and prints them.</summary>
    public static void Print(TimeSpan duration)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("million elements/s").AddColumn("float").AddColumn("double");
        Add<Exp>(-5, 5);
        Add<ExpM1>(-5, 5);
        Add<Log>(0.01, 100);
        Add<LogP1>(-0.5, 10);
        Add<Log2>(0.01, 100);
        Add<Log10>(0.01, 100);
        Add<Sin>(-5, 5);
        Add<Cos>(-5, 5);
        Add<SinCos>(-5, 5);
        Add<Tan>(-5, 5);
        Add<Tanh>(-5, 5);
        Add<Sinh>(-5, 5);
        Add<Cosh>(-5, 5);
        Add<Sigmoid>(-5, 5);
        Add<Softplus>(-5, 5);
        Add<Erf>(-5, 5);
        Add<Pow>(0.1, 10);
        Add<Cbrt>(-5, 5);
        Add<Atan>(-5, 5);
        Add<Atan2>(-5, 5);
        Add<Asin>(-1, 1);
        Add<Acos>(-1, 1);
        AnsiConsole.Write(table);

        void Add<TFunction>(double from, double to)
            where TFunction : IFunction
        {
            Random random = new(1);
            double[] x = [.. Enumerable.Range(0, Length).Select(_ => from + ((to - from) * random.NextDouble()))], result = new double[Length];
            float[] y = [.. x.Select(e => (float)e)], single = new float[Length];
            table.AddRow(typeof(TFunction).Name, $"{Rate(() => Run<float, TFunction>(y, single), duration):N0}", $"{Rate(() => Run<double, TFunction>(x, result), duration):N0}");
        }
    }

    private static double Rate(Action run, TimeSpan duration)
    {
        const int Calls = 20;
        long best = long.MaxValue, start = Stopwatch.GetTimestamp();
        do
        {
            long before = Stopwatch.GetTimestamp();
            for (int i = 0; i < Calls; i++) run();
            best = Math.Min(best, Stopwatch.GetTimestamp() - before);
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
        return Calls * (double)Length * Stopwatch.Frequency / best / 1e6;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<T, TFunction>(T[] x, T[] result)
        where TFunction : IFunction
    {
        ref T from = ref MemoryMarshal.GetArrayDataReference(x), to = ref MemoryMarshal.GetArrayDataReference(result);
        for (nuint i = 0; i < Length; i += (nuint)Vector512<T>.Count) Of(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);

        static Vector512<T> Of(Vector512<T> x) => typeof(T) == typeof(float) ? TFunction.Of(x.AsSingle()).As<float, T>() : TFunction.Of(x.AsDouble()).As<double, T>();
    }

    private interface IFunction
    {
        static abstract Vector512<float> Of(Vector512<float> x);

        static abstract Vector512<double> Of(Vector512<double> x);
    }

    private readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Exp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Exp(x);
    }

    private readonly struct ExpM1 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.ExpM1(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.ExpM1(x);
    }

    private readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Log(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Log(x);
    }

    private readonly struct LogP1 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.LogP1(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.LogP1(x);
    }

    private readonly struct Log2 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Log2(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Log2(x);
    }

    private readonly struct Log10 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Log10(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Log10(x);
    }

    private readonly struct Sin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Sin(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Cos(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Cos(x);
    }

    private readonly struct SinCos : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x)
        {
            (Vector512<float> Sin, Vector512<float> Cos) both = SimdMath.SinCos(x);
            return both.Sin + both.Cos;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x)
        {
            (Vector512<double> Sin, Vector512<double> Cos) both = SimdMath.SinCos(x);
            return both.Sin + both.Cos;
        }
    }

    private readonly struct Tan : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Tan(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Tan(x);
    }

    private readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Tanh(x);
    }

    private readonly struct Sinh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Sinh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Sinh(x);
    }

    private readonly struct Cosh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Cosh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Cosh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Sigmoid(x);
    }

    private readonly struct Softplus : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Softplus(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Softplus(x);
    }

    private readonly struct Erf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Erf(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Erf(x);
    }

    private readonly struct Pow : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Pow(x, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Pow(x, x);
    }

    private readonly struct Cbrt : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Cbrt(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Cbrt(x);
    }

    private readonly struct Atan : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Atan(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Atan(x);
    }

    private readonly struct Atan2 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Atan2(x, x + Vector512<float>.One);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Atan2(x, x + Vector512<double>.One);
    }

    private readonly struct Asin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Asin(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Asin(x);
    }

    private readonly struct Acos : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => SimdMath.Acos(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => SimdMath.Acos(x);
    }
}
