using System.Runtime.CompilerServices;

namespace AutoDiff;

public static partial class GradientCheck
{
    /// <summary>Checks the derivative that the build generates for a function at a point; throws unless it is right.</summary>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x">Where.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<double, double> function, double x, double? tolerance = null) =>
        throw NotReplaced();

    /// <inheritdoc cref="Verify(Func{double, double}, double, double?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<float, float> function, float x, double? tolerance = null) =>
        throw NotReplaced();

    /// <inheritdoc cref="Verify(Func{double, double}, double, double?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<double[], double> function, double[] x, double? tolerance = null) =>
        throw NotReplaced();

    /// <inheritdoc cref="Verify(Func{double, double}, double, double?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<float[], float> function, float[] x, double? tolerance = null) =>
        throw NotReplaced();

    /// <inheritdoc cref="Verify{T1, T2, TResult}(Func{T1, T2, TResult}, T1, T2, double?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<double, double, double> function, double x1, double x2, double? tolerance = null) =>
        throw NotReplaced();

    /// <inheritdoc cref="Verify{T1, T2, T3, TResult}(Func{T1, T2, T3, TResult}, T1, T2, T3, double?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<double, double, double, double> function, double x1, double x2, double x3, double? tolerance = null) =>
        throw NotReplaced();

    /// <inheritdoc cref="Verify{T1, T2, T3, T4, TResult}(Func{T1, T2, T3, T4, TResult}, T1, T2, T3, T4, double?)"/>
    [OverloadResolutionPriority(1)]
    public static GradientReport Verify(Func<double, double, double, double, double> function, double x1, double x2, double x3, double x4, double? tolerance = null) =>
        throw NotReplaced();

    /// <summary>Checks the derivative that the build generates for a function of one parameter at a point; throws unless it is right.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x">Where.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static GradientReport Verify<T, TResult>(Func<T, TResult> function, T x, double? tolerance = null) =>
        throw NotReplaced();

    /// <summary>Checks the derivative that the build generates for a function of two parameters at a point; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static GradientReport Verify<T1, T2, TResult>(Func<T1, T2, TResult> function, T1 x1, T2 x2, double? tolerance = null) =>
        throw NotReplaced();

    /// <summary>Checks the derivative that the build generates for a function of three parameters at a point; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2.</typeparam>
    /// <typeparam name="T3">The type of parameter 3.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static GradientReport Verify<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, T1 x1, T2 x2, T3 x3, double? tolerance = null) =>
        throw NotReplaced();

    /// <summary>Checks the derivative that the build generates for a function of four parameters at a point; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1.</typeparam>
    /// <typeparam name="T2">The type of parameter 2.</typeparam>
    /// <typeparam name="T3">The type of parameter 3.</typeparam>
    /// <typeparam name="T4">The type of parameter 4.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="x4">Argument 4.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static GradientReport Verify<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function, T1 x1, T2 x2, T3 x3, T4 x4, double? tolerance = null) =>
        throw NotReplaced();
}
