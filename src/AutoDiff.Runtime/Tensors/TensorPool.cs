using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// Keeps the memory of tensors whose last use is known, for the next ones: each thread has its own pool, by type and size. Memory that is never given back is left to the
/// garbage collector.
/// </summary>
public static class TensorPool
{
    private static long s_maximumBytes = 1L << 30;

    [ThreadStatic]
    private static long t_heldBytes;

    [ThreadStatic]
    private static Action? t_clear;

    /// <summary>How many bytes a thread's pool keeps at most; 1 GiB if nothing is said. What is given back beyond that is left to the garbage collector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static long MaximumBytes
    {
        get => s_maximumBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            s_maximumBytes = value;
        }
    }

    /// <summary>How many bytes this thread's pool keeps at the moment.</summary>
    public static long HeldBytes => t_heldBytes;

    /// <summary>Leaves all that this thread's pool keeps to the garbage collector.</summary>
    public static void Clear()
    {
        t_clear?.Invoke();
        t_clear = null;
        t_heldBytes = 0;
    }

    /// <summary>Adds a pool to what <see cref="Clear"/> empties.</summary>
    internal static void OnClear(Action clear) => t_clear += clear;

    internal static bool TryHold(long bytes)
    {
        if (t_heldBytes + bytes > s_maximumBytes) return false;
        t_heldBytes += bytes;
        return true;
    }

    internal static void Leave(long bytes) => t_heldBytes -= bytes;
}

/// <summary>A thread's memory and <see cref="Tensor{T}"/> objects for elements of one type.</summary>
internal sealed class TensorPool<T>
    where T : unmanaged
{
    /// <summary>The first element of a pinned array is put on such a boundary: the widest vectors, and a line of the cache.</summary>
    private const int Alignment = 64;

    /// <summary>So short a loop gains nothing from alignment: arrays below this many bytes are never pinned.</summary>
    private const int SmallestPinned = 4096;

    /// <summary>
    /// Arrays from this many bytes on are pinned from the start: the garbage collector treats them alike, as large objects. It makes and frees smaller ones a hundred times as
    /// fast as pinned ones, so those that nobody gives back are not pinned; one that is given back is replaced, once, by one that is.
    /// </summary>
    private const int LargeObject = 85_000;

    /// <summary>So many arrays of a class are replaced at most, in case others keep being drained from the pool.</summary>
    private const int MaximumReplaced = 256;

    /// <summary>Objects without memory that are kept at most.</summary>
    private const int MaximumObjects = 4096;

    /// <summary>More than there are: four for each power of two.</summary>
    private const int Classes = 4 * 40;

    [ThreadStatic]
    private static TensorPool<T>? t_current;

    private readonly Stack<TensorStorage<T>>?[] _storages = new Stack<TensorStorage<T>>?[Classes];
    private readonly int[] _replaced = new int[Classes];
    private Tensor<T>?[] _tensors = new Tensor<T>?[16];
    private int _tensorCount;

    /// <summary>This thread's pool.</summary>
    public static TensorPool<T> Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? Start();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TensorPool<T> Start()
    {
        TensorPool.OnClear(() => t_current = null);
        return t_current = new TensorPool<T>();
    }

    /// <summary>Memory for so many elements, of arbitrary content.</summary>
    public TensorStorage<T> RentStorage(int length)
    {
        (int sizeClass, long capacity) = ClassOf((long)length * Unsafe.SizeOf<T>());
        if (_storages[sizeClass] is { } stack && stack.TryPop(out TensorStorage<T>? storage)) TensorPool.Leave(capacity);
        else storage = Allocate(length, capacity, sizeClass, capacity >= LargeObject);
        storage.Start();
        return storage;
    }

    public void ReturnStorage(TensorStorage<T> storage)
    {
        int sizeClass = storage.SizeClass;
        if (sizeClass == TensorStorage<T>.Unpooled) return;
        long capacity = CapacityOf(sizeClass);
        if (!TensorPool.TryHold(capacity)) return;
        if (!storage.IsPinned && capacity >= SmallestPinned && _replaced[sizeClass] < MaximumReplaced)
        {
            _replaced[sizeClass]++;
            storage = Allocate((int)(capacity / Unsafe.SizeOf<T>()), capacity, sizeClass, pinned: true);
        }
        (_storages[sizeClass] ??= new()).Push(storage);
    }

    public Tensor<T> RentTensor()
    {
        if (_tensorCount == 0) return new Tensor<T>();
        ref Tensor<T>? slot = ref _tensors[--_tensorCount];
        Tensor<T> tensor = slot!;
        slot = null;
        return tensor;
    }

    public void ReturnTensor(Tensor<T> tensor)
    {
        if (_tensorCount == MaximumObjects) return;
        if (_tensorCount == _tensors.Length) Array.Resize(ref _tensors, 2 * _tensors.Length);
        _tensors[_tensorCount++] = tensor;
    }

    /// <summary>Sizes go in steps of a quarter of a power of two, so at most a fifth of a buffer is unused.</summary>
    private static (int Class, long Capacity) ClassOf(long bytes)
    {
        ulong last = (ulong)Math.Max(bytes, Alignment) - 1;
        int exponent = BitOperations.Log2(last) - 2;
        int quarter = (int)(last >> exponent);
        return ((4 * exponent) + quarter - 4, (long)(quarter + 1) << exponent);
    }

    private static long CapacityOf(int sizeClass) => (long)((sizeClass & 3) + 5) << (sizeClass >> 2);

    private static unsafe TensorStorage<T> Allocate(int length, long capacity, int sizeClass, bool pinned)
    {
        int size = Unsafe.SizeOf<T>();
        if (!pinned) return new(GC.AllocateUninitializedArray<T>((int)(capacity / size)), 0, sizeClass, false);

        // The largest arrays have no room for a whole class, or for the boundary: their class is not that of any other length then.
        long elements = Math.Max(length, Math.Min((capacity + Alignment) / size, Array.MaxLength));
        T[] array = GC.AllocateUninitializedArray<T>((int)elements, pinned: true);
        fixed (T* first = array)
        {
            long misalignment = -(nint)first & (Alignment - 1);
            long origin = misalignment / size;
            bool holdsClass = (elements - origin) * size >= capacity;
            return new(array, holdsClass ? (int)origin : 0, holdsClass ? sizeClass : TensorStorage<T>.Unpooled, true);
        }
    }
}
