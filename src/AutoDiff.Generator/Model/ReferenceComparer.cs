using System.Runtime.CompilerServices;

namespace AutoDiff.Generator.Model;

/// <summary>Compares by identity: two statements that look alike (<c>a[0] = 0</c> twice) are still two statements.</summary>
internal sealed class ReferenceComparer<T> : IEqualityComparer<T>
    where T : class
{
    public static ReferenceComparer<T> Instance { get; } = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
}
