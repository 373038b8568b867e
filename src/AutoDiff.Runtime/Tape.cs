using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// A growing last-in first-out record: the forward sweep of a loop whose number of trips is not known beforehand pushes what the reverse sweep
/// pops. Its memory comes from the array pool and goes back there when it is disposed, and the tape itself is used again by its thread: once warm, nothing is
/// allocated. Each use rents a tape of its own, so nested and concurrent calls do not meet.
/// </summary>
/// <typeparam name="T">The type of the recorded values.</typeparam>
public sealed class Tape<T> : IDisposable
{
    private const int InitialCapacity = 16;

    /// <summary>Idle tapes of this thread, linked by <see cref="_next"/>.</summary>
    [ThreadStatic]
    private static Tape<T>? _idle;

    private T[] _items = [];
    private int _count;
    private Tape<T>? _next;
    private bool _isRented;

    private Tape()
    {
    }

    /// <summary>The number of values on the tape.</summary>
    public int Count => _count;

    /// <summary>An empty tape, to be disposed by the caller.</summary>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Reads best in generated code: Tape<double>.Rent().")]
    public static Tape<T> Rent()
    {
        Tape<T>? tape = _idle;
        if (tape is null) tape = new Tape<T>();
        else _idle = tape._next;
        tape._next = null;
        tape._isRented = true;
        return tape;
    }

    /// <summary>Records a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        T[] items = _items;
        int count = _count;
        if ((uint)count < (uint)items.Length)
        {
            items[count] = value;
            _count = count + 1;
        }
        else PushAndGrow(value);
    }

    /// <summary>Takes back the value that was recorded last.</summary>
    /// <exception cref="InvalidOperationException">The tape is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        T[] items = _items;
        int count = _count - 1;
        if ((uint)count >= (uint)items.Length) ThrowEmpty();
        _count = count;
        return items[count];
    }

    /// <summary>Gives the memory back; a second call does nothing.</summary>
    public void Dispose()
    {
        if (!_isRented) return;
        _isRented = false;
        Return(_items);
        _items = [];
        _count = 0;
        _next = _idle;
        _idle = this;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushAndGrow(T value)
    {
        ObjectDisposedException.ThrowIf(!_isRented, this);
        T[] old = _items;
        // Doubling, up to the longest array that .NET has.
        int capacity = (int)Math.Min(Math.Max(InitialCapacity, 2L * _count), Array.MaxLength);
        if (capacity == _count) throw new InsufficientMemoryException("A tape is limited to the length of an array; a [Checkpoint] on an inner method shortens it.");
        T[] items = ArrayPool<T>.Shared.Rent(capacity);
        Array.Copy(old, items, _count);
        _items = items;
        Return(old);
        items[_count++] = value;
    }

    private static void Return(T[] items)
    {
        if (items.Length > 0) ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException("The tape is empty.");
}
