using System.Numerics;

namespace AutoDiff;

/// <content>Conversions of the elements' type.</content>
public static partial class Tensor
{
    /// <summary>The numbers of another type, as C# casts them.</summary>
    internal static Tensor<TResult> Convert<T, TResult>(Tensor<T> x)
        where T : unmanaged, INumberBase<T>
        where TResult : unmanaged, INumberBase<TResult> =>
        Elementwise.Apply<T, TResult, Conversion<T, TResult>>(x);

    /// <summary>0 and 1 for false and true.</summary>
    internal static Tensor<byte> ToBytes(Tensor<bool> x) => Elementwise.Apply<bool, byte, BoolToNumber<byte>>(x);

    private readonly struct Conversion<T, TResult> : IUnaryOperation<T, TResult>
        where T : INumberBase<T>
        where TResult : INumberBase<TResult>
    {
        public static TResult Invoke(T x) => TResult.CreateTruncating(x);
    }

    private readonly struct BoolToNumber<T> : IUnaryOperation<bool, T>
        where T : INumberBase<T>
    {
        public static T Invoke(bool x) => x ? T.One : T.Zero;
    }
}
