using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

public static partial class ArgumentChecks
{
    /// <summary>Throws if a tensor is null.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="argument">A tensor.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="argument"/> is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotNull<T>([NotNull] Tensor<T>? argument, [CallerArgumentExpression(nameof(argument))] string name = "")
        where T : unmanaged
    {
        if (argument is null) ThrowNull(name);
    }

    /// <summary>Throws if an array of tensors is null, or one of the tensors.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="argument">An array.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentNullException">It is null, or holds null.</exception>
    public static void NotNull<T>([NotNull] Tensor<T>[]? argument, [CallerArgumentExpression(nameof(argument))] string name = "")
        where T : unmanaged
    {
        if (argument is null) ThrowNull(name);
        for (int i = 0; i < argument.Length; i++)
            if (argument[i] is null) ThrowNull($"{name}[{i}]");
    }

    /// <summary>Throws if sinks or tangents do not have the shapes of the tensors that they belong to, or show the same memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sinks">The sinks or tangents.</param>
    /// <param name="arguments">The tensors.</param>
    /// <param name="sinksName">The sinks' name.</param>
    /// <param name="argumentsName">The tensors' name.</param>
    /// <exception cref="ArgumentException">The shapes differ, or the memory is one.</exception>
    public static void SameShapes<T>(
        ReadOnlySpan<Tensor<T>> sinks,
        ReadOnlySpan<Tensor<T>> arguments,
        [CallerArgumentExpression(nameof(sinks))] string sinksName = "",
        [CallerArgumentExpression(nameof(arguments))] string argumentsName = "")
        where T : unmanaged
    {
        SameLength(sinks, arguments, sinksName, argumentsName);
        for (int i = 0; i < arguments.Length; i++)
            if (sinks[i] is not { } sink || sink.Shape != arguments[i].Shape || sink.Memory == arguments[i].Memory) SameShape(sinks[i], arguments[i], $"{sinksName}[{i}]", $"{argumentsName}[{i}]");
    }

    /// <summary>The cotangent of a result has another shape than the result.</summary>
    /// <param name="given">The cotangent's shape.</param>
    /// <param name="wanted">The result's shape.</param>
    /// <param name="name">The cotangent's name.</param>
    /// <returns>The exception.</returns>
    public static ShapeException WrongCotangent(TensorShape given, TensorShape wanted, string name) =>
        new($"{name} has the shape {given}, and the result, which it belongs to, has {wanted}.");

    /// <summary>Throws if a sink or tangent does not have the shape of the tensor that it belongs to, or shows the same memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sink">The sink or tangent.</param>
    /// <param name="argument">The tensor.</param>
    /// <param name="sinkName">The sink's name.</param>
    /// <param name="argumentName">The tensor's name.</param>
    /// <exception cref="ArgumentException">The shapes differ, or the memory is one.</exception>
    public static void SameShape<T>(
        Tensor<T> sink, Tensor<T> argument, [CallerArgumentExpression(nameof(sink))] string sinkName = "", [CallerArgumentExpression(nameof(argument))] string argumentName = "")
        where T : unmanaged
    {
        NotNull(sink, sinkName);
        if (sink.Shape != argument.Shape) throw new ShapeException($"{sinkName} has the shape {sink.Shape}, and {argumentName}, which it belongs to, has {argument.Shape}.");
        if (sink.Memory == argument.Memory && sink.Length > 0) throw new ArgumentException($"{sinkName} shows the same memory as {argumentName}.", sinkName);
    }
}
