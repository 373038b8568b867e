using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Xunit;

namespace AutoDiff.Runtime.Tests.Simd;

/// <summary>What two vectors do as one is what each of them does.</summary>
public sealed class Vector1024Tests
{
    private static readonly double[] s_numbers = [0.5, -0.25, 1.75, -3.5, 0, 12.5, -0.75, double.NaN, 2.25, 1, -0.5, double.PositiveInfinity, 0.125, -0.0, 3, 0.875];

    /// <summary>The functions and operators of <see cref="Vector1024{T}"/>, <see cref="Vector1024"/> and <see cref="SimdMath"/> over vectors, each for double and float.</summary>
    public static TheoryData<string, string> Functions =>
    [
        .. from type in (Type[])[typeof(double), typeof(float)]
           from method in Methods(type)
           where method.Name is not ("CreateSequence" or "Create")
           select (method.ToString()!, type.Name)
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_are_those_of_both_halves(string name, string type)
    {
        Type number = type == "Double" ? typeof(double) : typeof(float);
        MethodInfo method = Methods(number).Single(m => m.ToString() == name);
        object[] arguments = [.. method.GetParameters().Select((p, i) => Numbers(p.ParameterType, 5 * i))];
        ITuple Parts(object result) => result as ITuple ?? ValueTuple.Create(result);
        ITuple whole = Parts(method.Invoke(null, arguments)!);
        for (int half = 0; half < 2; half++)
        {
            object[] halves = [.. arguments.Select(a => Half(a, half))];
            ITuple expected = Parts(Twin(method).Invoke(null, halves)!);
            for (int i = 0; i < whole.Length; i++) Assert.Equal(Bits(expected[i]!), Bits(Half(whole[i]!, half)));
        }
    }

    [Fact]
    public void Accesses_are_those_of_the_elements()
    {
        double[] source = [.. Enumerable.Range(0, 80).Select(i => i + 0.5)];
        int[] integers = [.. Enumerable.Range(0, 80)];
        Vector1024<long> places = Vector1024.CreateSequence<long>(3, 2);
        Vector1024<double> strided = Lanes1024.Load(source, 70, -3), gathered = Lanes1024.Load(source, places), loaded = Lanes1024.Load<double>(source, 5);
        Vector1024<long> wide = Lanes1024.LoadWide(integers, 2, 4);
        Assert.Equal(16, Vector1024<double>.Count);
        for (int lane = 0; lane < 16; lane++)
        {
            Assert.Equal(source[5 + lane], loaded.GetElement(lane));
            Assert.Equal(source[70 - 3 * lane], strided.GetElement(lane));
            Assert.Equal(source[3 + 2 * lane], gathered.GetElement(lane));
            Assert.Equal(2 + 4 * lane, wide.GetElement(lane));
            Assert.Equal(-1.5, Vector1024.Create(-1.5).GetElement(lane));
        }
        Vector1024<float> single = Lanes1024.Load([.. source.Select(x => (float)x)], 1, 2);
        for (int lane = 0; lane < 32; lane++) Assert.Equal(1.5f + (2 * lane), single.GetElement(lane));
        Assert.Equal(loaded.GetElement(0) * 16 + 120, Lanes1024.Sum(loaded));
        for (int skipped = 0; skipped < 16; skipped++)
        {
            Assert.Equal(source.Skip(5).Take(16).Skip(skipped).Sum(), Lanes1024.Sum(loaded, new LastLanes(skipped)));
            for (int lane = 0; lane < 16; lane++) Assert.Equal(lane < skipped ? 0 : loaded.GetElement(lane), Lanes1024.Counted(loaded, new LastLanes(skipped)).GetElement(lane));
        }
        double[] target = new double[80];
        Vector1024<double> mask = Vector1024.GreaterThan(loaded, Vector1024.Create(10.0));
        Lanes1024.Store(target, 4, loaded);
        Lanes1024.Add(target, 8, mask, loaded);
        for (int i = 0; i < 80; i++) Assert.Equal((i is >= 4 and < 20 ? i + 1.5 : 0) + (i is >= 13 and < 24 ? i - 2.5 : 0), target[i]);
        Assert.True(Lanes1024.Any(mask));
        Assert.False(Lanes1024.Any(Vector1024<double>.Zero));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes1024.Load<double>(source, 65));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes1024.Load(source, 40, 3));
    }

    private static IEnumerable<MethodInfo> Methods(Type number) =>
        from type in (Type[])[typeof(Vector1024<>).MakeGenericType(number), typeof(Vector1024), typeof(SimdMath)]
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where !method.Name.StartsWith("get_", StringComparison.Ordinal)
        let closed = method.IsGenericMethodDefinition ? method.MakeGenericMethod(number) : method
        where closed.GetParameters() is [{ ParameterType: { IsGenericType: true } first }, ..] && first.GetGenericTypeDefinition() == typeof(Vector1024<>)
            && (first.GetGenericArguments()[0] == number || (method.Name.StartsWith("Convert", StringComparison.Ordinal) && closed.ReturnType.GetGenericArguments()[0] == number))
        select closed;

    private static MethodInfo Twin(MethodInfo method)
    {
        Type home = method.DeclaringType!;
        Type[] parameters = [.. method.GetParameters().Select(p => Narrow(p.ParameterType))];
        home = home.IsGenericType ? Narrow(home) : home == typeof(Vector1024) ? typeof(Vector512) : home;
        return home.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == method.Name && m.GetParameters().Length == parameters.Length)
            .Select(m => m.IsGenericMethodDefinition ? m.MakeGenericMethod(method.GetGenericArguments()) : m)
            .Single(m => m.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters));
    }

    private static Type Narrow(Type type) => typeof(Vector512<>).MakeGenericType(type.GetGenericArguments());

    private static object Numbers(Type vector, int shift)
    {
        Type number = vector.GetGenericArguments()[0];
        int lanes = 1024 / 8 / System.Runtime.InteropServices.Marshal.SizeOf(number);
        Array values = Array.CreateInstance(number, lanes);
        for (int i = 0; i < lanes; i++)
        {
            double value = s_numbers[(i + shift) % s_numbers.Length];
            values.SetValue(Convert.ChangeType(number == typeof(int) || number == typeof(long) ? i - 7 : value, number, null), i);
        }
        return typeof(Vector1024Tests).GetMethod(nameof(Loaded), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(number).Invoke(null, [values])!;
    }

    private static Vector1024<T> Loaded<T>(T[] values) => Lanes1024.Load<T>(values, 0);

    private static object Half(object vector, int half) =>
        typeof(Vector1024Tests).GetMethod(nameof(HalfOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(vector.GetType().GetGenericArguments()).Invoke(null, [vector, half])!;

    private static Vector512<T> HalfOf<T>(Vector1024<T> vector, int half)
    {
        T[] lanes = new T[2 * Vector512<T>.Count];
        Lanes1024.Store<T>(lanes, 0, vector);
        return Vector512.Create(lanes, half * Vector512<T>.Count);
    }

    private static string Bits(object vector) => Convert.ToHexString((byte[])typeof(Vector1024Tests).GetMethod(nameof(BytesOf), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(vector.GetType().GetGenericArguments()).Invoke(null, [vector])!);

    private static byte[] BytesOf<T>(Vector512<T> vector)
    {
        byte[] bytes = new byte[64];
        vector.AsByte().CopyTo(bytes);
        return bytes;
    }
}
