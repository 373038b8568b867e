using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// The memory behind one or several tensors: an array of the garbage collector's, so that a span of it keeps it alive. It counts the <see cref="Tensor{T}"/> objects
/// that view it, and goes back to the pool when the last of them was recycled.
/// </summary>
internal sealed class TensorStorage<T>
    where T : unmanaged
{
    /// <summary>Of the users' arrays, which belong to no pool.</summary>
    public const int Unpooled = -1;

    private int _views;

    public TensorStorage(T[] array, int origin, int sizeClass, bool isPinned)
    {
        IsPinned = isPinned;
        Array = array;
        Origin = origin;
        SizeClass = sizeClass;
    }

    public T[] Array { get; }

    /// <summary>The index of the first element that is used: the first on a 64-byte boundary where the array is pinned.</summary>
    public int Origin { get; }

    public int SizeClass { get; }

    public bool IsPinned { get; }

    /// <summary>A new storage, or one from the pool, has one view.</summary>
    public void Start() => _views = 1;

    /// <summary>Two threads may view one storage at the same time.</summary>
    public void Share() => Interlocked.Increment(ref _views);

    /// <summary>Whether that was the last view. Nobody can add one to a storage whose only view is given back, so that case needs no lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Release()
    {
        if (Volatile.Read(ref _views) != 1) return Interlocked.Decrement(ref _views) == 0;
        _views = 0;
        return true;
    }
}
