using System.Numerics;

namespace AutoDiff;

public sealed partial class Tensor<TElement>
{
    /// <summary>
    /// The elements as another type, as C# casts them: a fraction is cut off where integers are asked for, an imaginary part where real numbers are, and a truth value is 0 or 1.
    /// </summary>
    /// <typeparam name="TResult">The type asked for.</typeparam>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="NotSupportedException">One of the types is none that tensors have.</exception>
    public Tensor<TResult> To<TResult>()
        where TResult : unmanaged
    {
        if (this is Tensor<TResult> same) return Tensor.Clone(same);
        return this switch
        {
            Tensor<float> x => From<float, TResult>(x),
            Tensor<double> x => From<double, TResult>(x),
            Tensor<Half> x => From<Half, TResult>(x),
            Tensor<int> x => From<int, TResult>(x),
            Tensor<long> x => From<long, TResult>(x),
            Tensor<byte> x => From<byte, TResult>(x),
            Tensor<Complex> x when IsComplex<TResult>() => From<Complex, TResult>(x),
            Tensor<Complex64> x when IsComplex<TResult>() => From<Complex64, TResult>(x),
            Tensor<Complex> x => Through(Tensor.Real(x)),
            Tensor<Complex64> x => Through(Tensor.Real(x)),
            Tensor<bool> x => Through(Tensor.ToBytes(x)),
            _ => throw NoElement(typeof(TElement)),
        };

        static Tensor<TResult> Through<T>(Tensor<T> temporary)
            where T : unmanaged
        {
            Tensor<TResult> result = temporary.To<TResult>();
            temporary.Recycle();
            return result;
        }
    }

    private static bool IsComplex<T>() => typeof(T) == typeof(Complex) || typeof(T) == typeof(Complex64);

    private static Tensor<TResult> From<T, TResult>(Tensor<T> x)
        where T : unmanaged, INumberBase<T>
        where TResult : unmanaged =>
        typeof(TResult) == typeof(float) ? As<float, TResult>(Tensor.Convert<T, float>(x))
        : typeof(TResult) == typeof(double) ? As<double, TResult>(Tensor.Convert<T, double>(x))
        : typeof(TResult) == typeof(Half) ? As<Half, TResult>(Tensor.Convert<T, Half>(x))
        : typeof(TResult) == typeof(int) ? As<int, TResult>(Tensor.Convert<T, int>(x))
        : typeof(TResult) == typeof(long) ? As<long, TResult>(Tensor.Convert<T, long>(x))
        : typeof(TResult) == typeof(byte) ? As<byte, TResult>(Tensor.Convert<T, byte>(x))
        : typeof(TResult) == typeof(Complex) ? As<Complex, TResult>(Tensor.Convert<T, Complex>(x))
        : typeof(TResult) == typeof(Complex64) ? As<Complex64, TResult>(Tensor.Convert<T, Complex64>(x))
        : typeof(TResult) == typeof(bool) ? As<bool, TResult>(Tensor.NotEqual(x, T.Zero))
        : throw NoElement(typeof(TResult));

    private static Tensor<TTo> As<TFrom, TTo>(Tensor<TFrom> x)
        where TFrom : unmanaged
        where TTo : unmanaged =>
        (Tensor<TTo>)(object)x;

    private static NotSupportedException NoElement(Type type) => new($"To: tensors have no elements of type {type.Name}.");
}
