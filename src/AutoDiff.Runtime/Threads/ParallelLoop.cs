using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>Runs the iterations of a loop from one on to before another, with what the loop reads and writes; returns the first that it left.</summary>
/// <param name="from">The first iteration.</param>
/// <param name="to">The one behind the last.</param>
/// <param name="shared">What all parts of the loop have in common.</param>
/// <param name="own">What this part adds to.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate int LoopPart<TShared, TNumber>(int from, int to, TShared shared, PartMemory<TNumber> own)
    where TShared : allows ref struct
    where TNumber : unmanaged, INumberBase<TNumber>;

/// <summary>A loop whose iterations run in parts on several threads if they are worth it, each part with memory of its own for what all add to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ParallelLoop<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly ScratchRental<T> _rental;
    private readonly Span<T> _memory;
    private readonly int _from, _to, _lanes;

    /// <param name="from">The first iteration.</param>
    /// <param name="to">The one behind the last.</param>
    /// <param name="lanes">The iterations of a part are a multiple of it, but those of the last.</param>
    /// <param name="work">What one iteration takes, in nanoseconds, about.</param>
    /// <param name="own">How many numbers each part has a copy of.</param>
    public ParallelLoop(int from, int to, int lanes, double work, int own)
    {
        // No line of the cache belongs to two parts.
        int stride = (own + (128 / Unsafe.SizeOf<T>())) & -(64 / Unsafe.SizeOf<T>());
        (_from, _to, _lanes) = (from, to, lanes);
        Parts = Vector256.IsHardwareAccelerated ? ParallelLoop.Parts(from, to, lanes, work, stride, AutoDiffOptions.MaxDegreeOfParallelism, ParallelLoop.LeastWork) : 1;
        if (Parts > 1) _rental = Scratch.Rent(Parts * stride, out _memory);
    }

    /// <summary>The number of parts, which depends on nothing else than what the constructor is given and <see cref="AutoDiffOptions.MaxDegreeOfParallelism"/>.</summary>
    public int Parts { get; }

    /// <summary>Runs all iterations.</summary>
    /// <param name="shared">What all parts have in common.</param>
    /// <param name="part">Runs a part. All but the last are to leave no iteration.</param>
    /// <param name="sums">What the parts added, all together: the sum over the parts in their order.</param>
    /// <returns>The first iteration that the last part left.</returns>
    public unsafe int Run<TShared>(TShared shared, LoopPart<TShared, T> part, out PartMemory<T> sums)
        where TShared : allows ref struct
    {
        long iterations = (long)_to - _from, share = (((iterations + Parts - 1) / Parts) + _lanes - 1) / _lanes * _lanes;
        int stride = _memory.Length / Parts;
        Job<TShared> job = new() { From = _from, To = _to, Share = share, Shared = shared, Part = part, Memory = _memory, Stride = stride, Next = _from };
        WorkerPool.Run(&RunPart<TShared>, Unsafe.AsPointer(ref job), Parts);
        Span<T> first = _memory[..stride];
        for (int i = 1; i < Parts; i++) TensorPrimitives.Add<T>(first, _memory.Slice(i * stride, stride), first);
        sums = new(first);
        return job.Next;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _rental.Dispose();

    // On the caller's stack, where it stays until all parts are done.
    private ref struct Job<TShared>
        where TShared : allows ref struct
    {
        public int From, To, Stride, Next;
        public long Share;
        public TShared Shared;
        public LoopPart<TShared, T> Part;
        public Span<T> Memory;
    }

    private static unsafe void RunPart<TShared>(void* address, int index)
        where TShared : allows ref struct
    {
        ref Job<TShared> job = ref Unsafe.AsRef<Job<TShared>>(address);
        Span<T> own = job.Memory.Slice(index * job.Stride, job.Stride);
        own.Clear();
        long from = job.From + (index * job.Share), to = Math.Min(from + job.Share, job.To);
        if (from >= to) return;
        int next = job.Part((int)from, (int)to, job.Shared, new(own));
        if (to == job.To) job.Next = next;
    }
}

/// <summary>The numbers that a part of a loop adds to, one after the other.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PartMemory<T>
    where T : unmanaged, INumberBase<T>
{
    private Span<T> _rest;

    internal PartMemory(Span<T> numbers) => _rest = numbers;

    /// <summary>The part's own for the next memory that all add to.</summary>
    /// <param name="target">That memory.</param>
    public Span<T> Like(ReadOnlySpan<T> target)
    {
        Span<T> own = _rest[..target.Length];
        _rest = _rest[target.Length..];
        return own;
    }

    /// <summary>Adds the next numbers to memory.</summary>
    public void AddTo(Span<T> target) => TensorPrimitives.Add(target, Like(target), target);

    /// <summary>The next number.</summary>
    public ref T Number()
    {
        ref T number = ref _rest[0];
        _rest = _rest[1..];
        return ref number;
    }
}

internal static class ParallelLoop
{
    /// <summary>The work, in nanoseconds, from which on threads are worth their coordination; those that sleep need a fifth of it to wake up.</summary>
    internal static double LeastWork { get; set; } = 50_000;

    /// <summary>How many parts the iterations are run in: at most <paramref name="most"/>, each with half of the least work.</summary>
    public static int Parts(int from, int to, int lanes, double work, int own, int most, double leastWork)
    {
        if (most == 1 || from >= to || own < 0) return 1;
        long iterations = (long)to - from;
        double total = work * iterations;
        if (total < leastWork) return 1;
        double parts = Math.Min(most, iterations / lanes);
        if (leastWork > 0) parts = Math.Min(parts, Math.Floor(2 * total / leastWork));
        // A nanosecond for each number of each part, to clear it and to add it.
        while (leastWork > 0 && parts > 1 && own * parts * parts > total) parts--;
        return parts * own > Array.MaxLength / 2 ? 1 : (int)Math.Max(parts, 1);
    }
}
