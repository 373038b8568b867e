namespace AutoDiff;

public static partial class Gradient
{
    /// <summary>The gradient of a function.</summary>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <returns>Its gradient; with several parameters a tuple.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static Func<double, double> Of(Func<double, double> function) =>
        throw NotReplaced(nameof(Of));

    /// <inheritdoc cref="Of(Func{double, double})"/>
    public static Func<float, float> Of(Func<float, float> function) =>
        throw NotReplaced(nameof(Of));

    /// <inheritdoc cref="Of(Func{double, double})"/>
    public static Func<double[], double[]> Of(Func<double[], double> function) =>
        throw NotReplaced(nameof(Of));

    /// <inheritdoc cref="Of(Func{double, double})"/>
    public static Func<float[], float[]> Of(Func<float[], float> function) =>
        throw NotReplaced(nameof(Of));

    /// <inheritdoc cref="Of{T1, T2, TResult}(Func{T1, T2, TResult})"/>
    public static Func<double, double, (double, double)> Of(Func<double, double, double> function) =>
        throw NotReplaced(nameof(Of));

    /// <inheritdoc cref="Of{T1, T2, T3, TResult}(Func{T1, T2, T3, TResult})"/>
    public static Func<double, double, double, (double, double, double)> Of(Func<double, double, double, double> function) =>
        throw NotReplaced(nameof(Of));

    /// <inheritdoc cref="Of{T1, T2, T3, T4, TResult}(Func{T1, T2, T3, T4, TResult})"/>
    public static Func<double, double, double, double, (double, double, double, double)> Of(Func<double, double, double, double, double> function) =>
        throw NotReplaced(nameof(Of));

    /// <summary>The gradient of a function of one parameter of any differentiable type.</summary>
    /// <typeparam name="T">The type of the parameter, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <returns>Its gradient.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static Func<T, T> Of<T, TResult>(Func<T, TResult> function) =>
        throw NotReplaced(nameof(Of));

    /// <summary>The gradient of a function of two parameters of any differentiable types.</summary>
    /// <typeparam name="T1">The type of parameter 1, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T2">The type of parameter 2, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <returns>Its gradient.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static Func<T1, T2, (T1, T2)> Of<T1, T2, TResult>(Func<T1, T2, TResult> function) =>
        throw NotReplaced(nameof(Of));

    /// <summary>The gradient of a function of three parameters of any differentiable types.</summary>
    /// <typeparam name="T1">The type of parameter 1, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T2">The type of parameter 2, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T3">The type of parameter 3, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <returns>Its gradient.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static Func<T1, T2, T3, (T1, T2, T3)> Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function) =>
        throw NotReplaced(nameof(Of));

    /// <summary>The gradient of a function of four parameters of any differentiable types.</summary>
    /// <typeparam name="T1">The type of parameter 1, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T2">The type of parameter 2, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T3">The type of parameter 3, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="T4">The type of parameter 4, and of the derivative with respect to it.</typeparam>
    /// <typeparam name="TResult">The result: <c>double</c> or <c>float</c>.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <returns>Its gradient.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static Func<T1, T2, T3, T4, (T1, T2, T3, T4)> Of<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function) =>
        throw NotReplaced(nameof(Of));

    /// <summary>
    /// The gradient of any function: with more parameters, with spans, or with parameters that are constants, such as integers and what bears
    /// <see cref="NoGradientAttribute"/>.
    /// </summary>
    /// <example>
    /// <code>
    /// var power = Gradient.Of&lt;Func&lt;double, int, double&gt;&gt;((double x, int n) =&gt; Math.Pow(x, n));
    /// double derivative = power(2, 3);   // 12
    /// </code>
    /// </example>
    /// <typeparam name="TGradient">The gradient's type: the function's parameters, and as result the derivative with respect to those that are differentiable.</typeparam>
    /// <param name="function">A lambda that captures nothing, or the name of a static method or local function, written here.</param>
    /// <returns>Its gradient.</returns>
    /// <exception cref="InvalidOperationException">The build has not replaced the call.</exception>
    public static TGradient Of<TGradient>(Delegate function) where TGradient : Delegate =>
        throw NotReplaced(nameof(Of));
}
