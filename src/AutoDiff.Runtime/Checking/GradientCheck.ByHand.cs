namespace AutoDiff;

public static partial class GradientCheck
{
    /// <summary>Checks a gradient against the function of one parameter that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T">The type of the parameter: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="gradient">Its gradient, such as the generated <c>FGradient</c>.</param>
    /// <param name="x">Where.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T, TResult>(Func<T, TResult> function, Func<T, T> gradient, T x, double? tolerance = null) =>
        Run(["x"], a => function((T)a[0]!), (a, _) => [gradient((T)a[0]!)], [x], tolerance);

    /// <summary>Checks a vector-Jacobian product against the function of one parameter that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T">The type of the parameter: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="vjp">Its derivatives times a cotangent of the result, which is the last argument.</param>
    /// <param name="x">Where.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T, TResult>(Func<T, TResult> function, Func<T, TResult, T> vjp, T x, double? tolerance = null) =>
        Run(["x"], a => function((T)a[0]!), (a, cotangent) => [vjp((T)a[0]!, (TResult)cotangent!)], [x], tolerance);

    /// <summary>Checks a gradient against the function of two parameters that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1: a number, a struct or an array.</typeparam>
    /// <typeparam name="T2">The type of parameter 2: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="gradient">Its gradient, such as the generated <c>FGradient</c>.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T1, T2, TResult>(Func<T1, T2, TResult> function, Func<T1, T2, (T1, T2)> gradient, T1 x1, T2 x2, double? tolerance = null) =>
        Run(["x1", "x2"], a => function((T1)a[0]!, (T2)a[1]!), (a, _) => Parts(gradient((T1)a[0]!, (T2)a[1]!)), [x1, x2], tolerance);

    /// <summary>Checks a vector-Jacobian product against the function of two parameters that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1: a number, a struct or an array.</typeparam>
    /// <typeparam name="T2">The type of parameter 2: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="vjp">Its derivatives times a cotangent of the result, which is the last argument.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T1, T2, TResult>(Func<T1, T2, TResult> function, Func<T1, T2, TResult, (T1, T2)> vjp, T1 x1, T2 x2, double? tolerance = null) =>
        Run(["x1", "x2"], a => function((T1)a[0]!, (T2)a[1]!), (a, cotangent) => Parts(vjp((T1)a[0]!, (T2)a[1]!, (TResult)cotangent!)), [x1, x2], tolerance);

    /// <summary>Checks a gradient against the function of three parameters that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1: a number, a struct or an array.</typeparam>
    /// <typeparam name="T2">The type of parameter 2: a number, a struct or an array.</typeparam>
    /// <typeparam name="T3">The type of parameter 3: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="gradient">Its gradient, such as the generated <c>FGradient</c>.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, Func<T1, T2, T3, (T1, T2, T3)> gradient, T1 x1, T2 x2, T3 x3, double? tolerance = null) =>
        Run(["x1", "x2", "x3"], a => function((T1)a[0]!, (T2)a[1]!, (T3)a[2]!), (a, _) => Parts(gradient((T1)a[0]!, (T2)a[1]!, (T3)a[2]!)), [x1, x2, x3], tolerance);

    /// <summary>Checks a vector-Jacobian product against the function of three parameters that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1: a number, a struct or an array.</typeparam>
    /// <typeparam name="T2">The type of parameter 2: a number, a struct or an array.</typeparam>
    /// <typeparam name="T3">The type of parameter 3: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="vjp">Its derivatives times a cotangent of the result, which is the last argument.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, Func<T1, T2, T3, TResult, (T1, T2, T3)> vjp, T1 x1, T2 x2, T3 x3, double? tolerance = null) =>
        Run(["x1", "x2", "x3"], a => function((T1)a[0]!, (T2)a[1]!, (T3)a[2]!), (a, cotangent) => Parts(vjp((T1)a[0]!, (T2)a[1]!, (T3)a[2]!, (TResult)cotangent!)), [x1, x2, x3], tolerance);

    /// <summary>Checks a gradient against the function of four parameters that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1: a number, a struct or an array.</typeparam>
    /// <typeparam name="T2">The type of parameter 2: a number, a struct or an array.</typeparam>
    /// <typeparam name="T3">The type of parameter 3: a number, a struct or an array.</typeparam>
    /// <typeparam name="T4">The type of parameter 4: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="gradient">Its gradient, such as the generated <c>FGradient</c>.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="x4">Argument 4.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function, Func<T1, T2, T3, T4, (T1, T2, T3, T4)> gradient, T1 x1, T2 x2, T3 x3, T4 x4, double? tolerance = null) =>
        Run(["x1", "x2", "x3", "x4"], a => function((T1)a[0]!, (T2)a[1]!, (T3)a[2]!, (T4)a[3]!), (a, _) => Parts(gradient((T1)a[0]!, (T2)a[1]!, (T3)a[2]!, (T4)a[3]!)), [x1, x2, x3, x4], tolerance);

    /// <summary>Checks a vector-Jacobian product against the function of four parameters that it belongs to; throws unless it is right.</summary>
    /// <typeparam name="T1">The type of parameter 1: a number, a struct or an array.</typeparam>
    /// <typeparam name="T2">The type of parameter 2: a number, a struct or an array.</typeparam>
    /// <typeparam name="T3">The type of parameter 3: a number, a struct or an array.</typeparam>
    /// <typeparam name="T4">The type of parameter 4: a number, a struct or an array.</typeparam>
    /// <typeparam name="TResult">The result: a number, a struct or an array.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="vjp">Its derivatives times a cotangent of the result, which is the last argument.</param>
    /// <param name="x1">Argument 1.</param>
    /// <param name="x2">Argument 2.</param>
    /// <param name="x3">Argument 3.</param>
    /// <param name="x4">Argument 4.</param>
    /// <param name="tolerance">How far a derivative may be off, relative to its size or to 1, whichever is larger. By default 1e-6, 1e-2 for <c>float</c> and 0.1 for <see cref="Half"/>.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GradientCheckException">The derivative is wrong.</exception>
    public static GradientReport Verify<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function, Func<T1, T2, T3, T4, TResult, (T1, T2, T3, T4)> vjp, T1 x1, T2 x2, T3 x3, T4 x4, double? tolerance = null) =>
        Run(["x1", "x2", "x3", "x4"], a => function((T1)a[0]!, (T2)a[1]!, (T3)a[2]!, (T4)a[3]!), (a, cotangent) => Parts(vjp((T1)a[0]!, (T2)a[1]!, (T3)a[2]!, (T4)a[3]!, (TResult)cotangent!)), [x1, x2, x3, x4], tolerance);

    private static GradientReport Run(string[] names, Func<object?[], object?> function, Func<object?[], object?, object?[]> gradient, object?[] arguments, double? tolerance) =>
        Run(new CheckedFunction(names, [.. names.Select(_ => true)], function, (a, cotangent, sinks) => gradient(a, cotangent).CopyTo(sinks, 0)), arguments, tolerance);

    private static object?[] Parts(System.Runtime.CompilerServices.ITuple tuple) => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])];
}
