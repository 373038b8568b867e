using System.Runtime.CompilerServices;

namespace AutoDiff;

public static partial class Gradient
{
    /// <summary>The value and the gradient of a function, in one sweep.</summary>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x">Where.</param>
    /// <returns>The value, and the derivative.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    [OverloadResolutionPriority(1)]
    public static (double Value, double Gradient) ValueAndGradient(Func<double, double> function, double x) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <inheritdoc cref="ValueAndGradient(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static (float Value, float Gradient) ValueAndGradient(Func<float, float> function, float x) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <inheritdoc cref="ValueAndGradient(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static (double Value, double[] Gradient) ValueAndGradient(Func<double[], double> function, double[] x) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <inheritdoc cref="ValueAndGradient(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static (float Value, float[] Gradient) ValueAndGradient(Func<float[], float> function, float[] x) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <inheritdoc cref="ValueAndGradient{T1, T2, TResult}(Func{T1, T2, TResult}, T1, T2)"/>
    [OverloadResolutionPriority(1)]
    public static (double Value, (double, double) Gradient) ValueAndGradient(Func<double, double, double> function, double x1, double x2) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <inheritdoc cref="ValueAndGradient{T1, T2, T3, TResult}(Func{T1, T2, T3, TResult}, T1, T2, T3)"/>
    [OverloadResolutionPriority(1)]
    public static (double Value, (double, double, double) Gradient) ValueAndGradient(Func<double, double, double, double> function, double x1, double x2, double x3) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <inheritdoc cref="ValueAndGradient{T1, T2, T3, T4, TResult}(Func{T1, T2, T3, T4, TResult}, T1, T2, T3, T4)"/>
    [OverloadResolutionPriority(1)]
    public static (double Value, (double, double, double, double) Gradient) ValueAndGradient(Func<double, double, double, double, double> function, double x1, double x2, double x3, double x4) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <summary>The value and the gradient of a function of one parameter of any differentiable type, in one sweep.</summary>
    /// <typeparam name="T">The type of the parameter, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x">Where.</param>
    /// <returns>The value, and the derivative.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static (TResult Value, T Gradient) ValueAndGradient<T, TResult>(Func<T, TResult> function, T x) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <summary>The value and the gradient of a function of two parameters, in one sweep. A parameter that is a constant has the default value of its type for a gradient.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <returns>The value, and the derivative.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static (TResult Value, (T1, T2) Gradient) ValueAndGradient<T1, T2, TResult>(Func<T1, T2, TResult> function, T1 x1, T2 x2) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <summary>The value and the gradient of a function of three parameters, in one sweep. A parameter that is a constant has the default value of its type for a gradient.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T3">The type of parameter 3, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <returns>The value, and the derivative.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static (TResult Value, (T1, T2, T3) Gradient) ValueAndGradient<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, T1 x1, T2 x2, T3 x3) =>
        throw NotReplaced(nameof(ValueAndGradient));

    /// <summary>The value and the gradient of a function of four parameters, in one sweep. A parameter that is a constant has the default value of its type for a gradient.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T3">The type of parameter 3, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T4">The type of parameter 4, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="x4">Argument 4.</param>
    /// <returns>The value, and the derivative.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static (TResult Value, (T1, T2, T3, T4) Gradient) ValueAndGradient<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function, T1 x1, T2 x2, T3 x3, T4 x4) =>
        throw NotReplaced(nameof(ValueAndGradient));
}
