using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// The checks with which generated methods begin: they throw before anything is written. Names of arguments are the text of the
/// argument expressions, which in generated code are the names of parameters.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ArgumentChecks
{
    /// <summary>Throws if numbers of a type have no order: then they are complex, and the derivative of a method for all numbers, which is that for real ones, is not theirs.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <exception cref="NotSupportedException">The numbers are complex.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RealNumber<T>()
    {
        if (!typeof(IComparable<T>).IsAssignableFrom(typeof(T))) ThrowComplex(typeof(T));
    }

    /// <summary>Throws if an array is null.</summary>
    /// <param name="argument">An array.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="argument"/> is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotNull([NotNull] Array? argument, [CallerArgumentExpression(nameof(argument))] string name = "")
    {
        if (argument is null) ThrowNull(name);
    }

    /// <summary>Throws if an array of arrays, or an array in it, is null.</summary>
    /// <param name="argument">A jagged array.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="argument"/> or one of its rows is null.</exception>
    public static void NotNull([NotNull] Array?[]? argument, [CallerArgumentExpression(nameof(argument))] string name = "")
    {
        if (argument is null) ThrowNull(name);
        if (NullRow(argument) is { } row) ThrowNullRow(name, Plain(name) + row);
    }

    /// <summary>The path to the first row that is null.</summary>
    private static string? NullRow(Array?[] argument)
    {
        for (int i = 0; i < argument.Length; i++)
        {
            if (argument[i] is null) return $"[{i}]";
            if (argument[i] is Array?[] rows && NullRow(rows) is { } row) return $"[{i}]{row}";
        }
        return null;
    }

    /// <summary>The exception for a cotangent that does not have the shape of the array that the method returns.</summary>
    /// <param name="given">The length of the cotangent, in the dimension in which it differs.</param>
    /// <param name="wanted">The length of the result in that dimension.</param>
    /// <param name="name">The name of the cotangent's parameter.</param>
    public static ArgumentException WrongCotangent(int given, int wanted, string name) =>
        new($"The cotangent has the length {given}, the result that it belongs to has {wanted}.", name);

    /// <summary>Throws if a sink or tangent is not as long as the argument that it belongs to.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sink">The sink or tangent.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="sinkName">The sink's name.</param>
    /// <param name="argumentName">The argument's name.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength<T>(
        ReadOnlySpan<T> sink,
        ReadOnlySpan<T> argument,
        [CallerArgumentExpression(nameof(sink))] string sinkName = "",
        [CallerArgumentExpression(nameof(argument))] string argumentName = "")
    {
        if (sink.Length != argument.Length) ThrowShape(sinkName, argumentName, $"length {sink.Length}", $"length {argument.Length}");
    }

    /// <summary>Throws if a sink or tangent is null or has not the shape of the argument that it belongs to, in all dimensions and rows.</summary>
    /// <param name="sink">The sink or tangent.</param>
    /// <param name="argument">The argument; null, where that is allowed, has no shape.</param>
    /// <param name="sinkName">The sink's name.</param>
    /// <param name="argumentName">The argument's name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> or one of its rows is null.</exception>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void SameShape(
        Array? sink,
        Array? argument,
        [CallerArgumentExpression(nameof(sink))] string sinkName = "",
        [CallerArgumentExpression(nameof(argument))] string argumentName = "")
    {
        if (argument is null) return;
        if (sink is null) ThrowNull(sinkName);
        if (Mismatch(sink, argument) is not { } mismatch) return;
        if (mismatch.Sink is null) ThrowNullRow(sinkName, Plain(sinkName) + mismatch.Row);
        else ThrowShape(Plain(sinkName) + mismatch.Row, Plain(argumentName) + mismatch.Row, Shape(mismatch.Sink), Shape(mismatch.Argument), sinkName);
    }

    /// <summary>The first arrays that differ in shape, null if none do. The path to them is put together on the way back, so that a match allocates nothing.</summary>
    private static (string Row, Array? Sink, Array Argument)? Mismatch(Array? sink, Array argument)
    {
        if (sink is null) return ("", null, argument);
        bool same = sink.Rank == argument.Rank;
        for (int d = 0; same && d < sink.Rank; d++) same = sink.GetLength(d) == argument.GetLength(d);
        if (!same) return ("", sink, argument);

        if (sink is not Array?[] sinkRows || argument is not Array?[] rows) return null;
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] is { } row && Mismatch(sinkRows[i], row) is { } mismatch) return ($"[{i}]{mismatch.Row}", mismatch.Sink, mismatch.Argument);
        return null;
    }

    private static string Shape(Array array) => array.Rank == 1
        ? $"length {array.Length}"
        : "shape " + string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength));

    // A parameter named by a keyword is written @in but is called in.
    // Generated code passes a reference as a span: new(ref x), Numbers<Vector2, float>(ref x).
    private static string Plain(string name) => name.EndsWith(')') ? Plain(name[(name.LastIndexOf(' ') + 1)..^1]) : name.TrimStart('@');

    [DoesNotReturn]
    private static void ThrowComplex(Type type) => throw new NotSupportedException(
        $"Derivatives of a generic method are those for real numbers, and {type.Name} is none. Write the method for {type.Name} itself, or call it from one that is.");

    [DoesNotReturn]
    private static void ThrowNull(string name) => throw new ArgumentNullException(Plain(name));

    [DoesNotReturn]
    private static void ThrowNullRow(string name, string path) => throw new ArgumentNullException(Plain(name), $"{path} is null.");

    [DoesNotReturn]
    private static void ThrowShape(string sink, string argument, string sinkShape, string argumentShape, string? sinkName = null) => throw new ArgumentException(
        $"{Plain(sink)} belongs to {Plain(argument)} and must have its shape: {Plain(sink)} has {sinkShape}, {Plain(argument)} has {argumentShape}.",
        Plain(sinkName ?? sink));

    [DoesNotReturn]
    private static void ThrowOverlap(string written, string other) => throw new ArgumentException(
        $"{Plain(written)} and {Plain(other)} overlap. Memory that is written must not be shared with another argument.", Plain(written));
}
