using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Operations that write to one of their arguments.</content>
public static partial class Tensor
{
    /// <summary>target += x.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="x">What is added; its shape broadcasts to the target's.</param>
    /// <param name="name">The text of that argument, for the message; the compiler fills it in.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shape does not broadcast to the target's.</exception>
    public static void AddInPlace<T>(this Tensor<T> target, Tensor<T> x, [CallerArgumentExpression(nameof(x))] string name = "")
        where T : unmanaged, INumberBase<T> =>
        Elementwise.ApplyInPlace<T, AddOperation<T>>(target, x, "AddInPlace", name);

    /// <summary>target −= x.</summary>
    /// <param name="target">What is subtracted from.</param>
    /// <param name="x">What is subtracted; its shape broadcasts to the target's.</param>
    /// <param name="name">The text of that argument, for the message; the compiler fills it in.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shape does not broadcast to the target's.</exception>
    public static void SubtractInPlace<T>(this Tensor<T> target, Tensor<T> x, [CallerArgumentExpression(nameof(x))] string name = "")
        where T : unmanaged, INumberBase<T> =>
        Elementwise.ApplyInPlace<T, SubtractOperation<T>>(target, x, "SubtractInPlace", name);

    /// <summary>target *= x.</summary>
    /// <param name="target">What is multiplied.</param>
    /// <param name="x">What it is multiplied with; its shape broadcasts to the target's.</param>
    /// <param name="name">The text of that argument, for the message; the compiler fills it in.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shape does not broadcast to the target's.</exception>
    public static void MultiplyInPlace<T>(this Tensor<T> target, Tensor<T> x, [CallerArgumentExpression(nameof(x))] string name = "")
        where T : unmanaged, INumberBase<T> =>
        Elementwise.ApplyInPlace<T, MultiplyOperation<T>>(target, x, "MultiplyInPlace", name);

    /// <summary>target /= x.</summary>
    /// <param name="target">What is divided.</param>
    /// <param name="x">What it is divided by; its shape broadcasts to the target's.</param>
    /// <param name="name">The text of that argument, for the message; the compiler fills it in.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shape does not broadcast to the target's.</exception>
    public static void DivideInPlace<T>(this Tensor<T> target, Tensor<T> x, [CallerArgumentExpression(nameof(x))] string name = "")
        where T : unmanaged, INumberBase<T> =>
        Elementwise.ApplyInPlace<T, DivideOperation<T>>(target, x, "DivideInPlace", name);

    /// <summary>target += factor · x.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="factor">A number.</param>
    /// <param name="x">What is added, times the factor; its shape broadcasts to the target's.</param>
    /// <param name="name">The text of that argument, for the message; the compiler fills it in.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The shape does not broadcast to the target's.</exception>
    public static void AddScaledInPlace<T>(this Tensor<T> target, T factor, Tensor<T> x, [CallerArgumentExpression(nameof(x))] string name = "")
        where T : unmanaged, INumberBase<T>
    {
        if (target.IsContiguous && x.IsContiguous && target.Shape == x.Shape)
        {
            TensorPrimitives.MultiplyAdd(x.Elements, factor, target.Elements, target.Elements);
            return;
        }
        Tensor<T> scaled = Multiply(x, factor);
        AddInPlace(target, scaled, name);
        scaled.Recycle();
    }
}
