using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>For generated code: sinks that nobody reads.</content>
public static partial class Gradient
{
    /// <summary>For generated code: a sink that is none, for the cotangent of a constant.</summary>
    /// <typeparam name="T">The sink's type.</typeparam>
    /// <returns>A reference to nothing.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Unwanted<T>() => ref Unsafe.NullRef<T>();

    /// <summary>For generated code: whether a sink is one, so that what is added to it is worth computing.</summary>
    /// <param name="sink">The sink.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>False for <see cref="Unwanted{T}"/>.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWanted<T>(ref T sink) => !Unsafe.IsNullRef(ref sink);
}
