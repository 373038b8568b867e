using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// For generated code: goes through tensors that are broadcast to one shape in blocks of elements, each a run in memory for every tensor, so that several operations on elements are one loop over runs. What lies
/// side by side is read and written where it is; what is repeated, or lies apart, is brought together block by block, in memory that stays in the cache.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>
/// First come the tensors that are read, then what is written, each at its index: results of the common shape, and sums, to which the transpose of broadcasting adds. Numbers that are summed over all
/// elements are added block by block, with the rounding errors kept (O. Møller, "Quasi double-precision in floating point addition", BIT 5 (1965)).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ElementBlocks<T> : IDisposable
    where T : unmanaged, INumberBase<T>
{
    /// <summary>So many bytes of each tensor are in a block: all of a loop's tensors fit into the nearest cache.</summary>
    private const int BlockBytes = 8192;

    [ThreadStatic]
    private static ElementBlocks<T>? t_free;

    private readonly List<T[]> _buffers = [];
    private Operand[] _operands = new Operand[8];
    private (T Sum, T Error)[] _totals = new (T, T)[4];
    private ElementBlocks<T>? _next;
    private string _operations = "";
    private TensorShape _shape;
    private int _count, _usedBuffers, _length, _position, _end, _blockLength, _period;
    private bool _hasTotals;

    private ElementBlocks()
    {
    }

    private static int WholeBlock => BlockBytes / Unsafe.SizeOf<T>();

    /// <summary>Begins with what is read.</summary>
    /// <param name="operations">The operations, for messages about shapes.</param>
    /// <param name="tensors">The tensors; the shape is what they broadcast to.</param>
    /// <returns>The blocks, of which there is none yet: <see cref="Next"/> goes to the first.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static ElementBlocks<T> Over(string operations, params ReadOnlySpan<Tensor<T>> tensors) => Over(operations, tensors[0].Shape, tensors);

    /// <summary>Begins with what is read, broadcast together with a shape.</summary>
    /// <param name="operations">The operations, for messages about shapes.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The blocks, of which there is none yet: <see cref="Next"/> goes to the first.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static ElementBlocks<T> Over(string operations, TensorShape shape, params ReadOnlySpan<Tensor<T>> tensors)
    {
        ElementBlocks<T> blocks = t_free ?? new();
        t_free = blocks._next;
        try
        {
            blocks._operations = operations;
            foreach (Tensor<T> tensor in tensors) shape = Layout.Broadcast(shape, tensor.Shape, operations, "what was read so far", "the next operand");
            blocks._shape = shape;
            blocks._length = shape.FlattenedLength;
            foreach (Tensor<T> tensor in tensors) blocks.Add(tensor, Use.Read);
            return blocks;
        }
        catch
        {
            blocks.Dispose();
            throw;
        }
    }

    /// <summary>A result of the common shape, every element of which is written.</summary>
    /// <returns>A new tensor.</returns>
    public Tensor<T> Result()
    {
        Tensor<T> result = Tensor<T>.Rent(_shape);
        Add(result, Use.Written);
        return result;
    }

    /// <summary>A sum to a shape that broadcasts to the common one: what is written to a block is added to it.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shape does not broadcast to the common one.</exception>
    public Tensor<T> SumTo(TensorShape shape)
    {
        Tensor<T> sum = Tensor<T>.Rent(shape);
        if (shape == _shape)
        {
            Add(sum, Use.Zeroed);
            return sum;
        }
        sum.Elements.Clear();
        Add(sum, Use.Sum);
        return sum;
    }

    /// <summary>The sum along some axes: what is written to a block is added to it.</summary>
    /// <param name="axes">The axes that go; all by default.</param>
    /// <param name="keepDimensions">Whether they stay with length 1.</param>
    /// <returns>A new tensor.</returns>
    public Tensor<T> Sum(Axes axes = default, bool keepDimensions = false)
    {
        int mask = axes.ToMask(_shape.Rank, nameof(Sum));
        Tensor<T> sum = Tensor.Zeros<T>(Reduction.ReducedShape(_shape, mask, keepDimensions));
        Add(keepDimensions ? sum : sum.Reshape(Reduction.ReducedShape(_shape, mask, true)), Use.Sum);
        return sum;
    }

    /// <summary>Adds what is written to a block to a tensor.</summary>
    /// <param name="target">The tensor; the common shape broadcasts to its shape.</param>
    /// <exception cref="ShapeException">The common shape does not broadcast to the tensor's.</exception>
    public void AddTo(Tensor<T> target)
    {
        if (target.Shape == _shape)
        {
            Add(target, Use.Sum);
            return;
        }
        // It is repeated in the target.
        Add(Tensor<T>.Rent(_shape), Use.Zeroed);
        _operands[_count - 1].Target = target;
    }

    /// <summary>Adds what is written to a block to a tensor of a shape that broadcasts to the common one.</summary>
    /// <param name="target">The tensor.</param>
    /// <exception cref="ShapeException">The tensor's shape does not broadcast to the common one.</exception>
    public void SumInto(Tensor<T> target) => Add(target, Use.Sum);

    /// <summary>Says that there are numbers to be summed over all elements.</summary>
    /// <param name="count">How many.</param>
    public void Totals(int count)
    {
        if (_totals.Length < count) Array.Resize(ref _totals, count);
        _totals.AsSpan(0, count).Clear();
        _hasTotals = true;
    }

    /// <summary>Goes to the next block.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        if (_blockLength == 0) Plan();
        else Flush();
        _position = _end;
        if (_position == _length)
        {
            Finish();
            return false;
        }
        int rest = _period > 0 ? _period - (_position % _period) : _blockLength;
        _end = _position + Math.Min(Math.Min(_blockLength, rest), _length - _position);
        Prepare();
        return true;
    }

    /// <summary>A tensor's elements in this block, as long as all others'.</summary>
    /// <param name="index">The tensor's index.</param>
    public Span<T> this[int index]
    {
        get
        {
            ref Operand operand = ref _operands[index];
            return operand.Kind switch
            {
                Kind.Direct => new(operand.Memory, operand.Offset + _position, _end - _position),
                Kind.Periodic => new(operand.Memory, operand.Offset + (_position % _period), _end - _position),
                _ => new(operand.Memory, 0, _end - _position),
            };
        }
    }

    /// <summary>The same, where the type that the elements have is known.</summary>
    /// <param name="index">The tensor's index.</param>
    /// <typeparam name="TNumber">The elements' type by another name.</typeparam>
    /// <returns>The elements.</returns>
    public Span<TNumber> As<TNumber>(int index)
        where TNumber : unmanaged =>
        MemoryMarshal.Cast<T, TNumber>(this[index]);

    /// <summary>A number of the elements' type by its other name.</summary>
    /// <param name="number">The number.</param>
    /// <typeparam name="TNumber">The elements' type by another name.</typeparam>
    /// <returns>The same number.</returns>
    public static TNumber To<TNumber>(T number)
        where TNumber : unmanaged =>
        Unsafe.BitCast<T, TNumber>(number);

    /// <summary>Adds a block's sum to a number.</summary>
    /// <param name="index">The number's index.</param>
    /// <param name="value">The sum, in the elements' type by another name.</param>
    /// <typeparam name="TNumber">That type.</typeparam>
    public void AddAs<TNumber>(int index, TNumber value)
        where TNumber : unmanaged =>
        Add(index, Unsafe.BitCast<TNumber, T>(value));

    /// <summary>Adds a block's sum to a number.</summary>
    /// <param name="index">The number's index.</param>
    /// <param name="value">The sum.</param>
    public void Add(int index, T value)
    {
        ref (T Sum, T Error) total = ref _totals[index];
        T sum = total.Sum + value;
        if (T.IsFinite(sum))
        {
            T part = sum - total.Sum;
            total.Error += (total.Sum - (sum - part)) + (value - part);
        }
        total.Sum = sum;
    }

    /// <summary>A number that was summed over all elements.</summary>
    /// <param name="index">The number's index.</param>
    /// <returns>The sum.</returns>
    public T Total(int index) => T.IsFinite(_totals[index].Sum) ? _totals[index].Sum + _totals[index].Error : _totals[index].Sum;

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Array.Clear(_operands, 0, _count);
        (_count, _usedBuffers, _position, _end, _blockLength, _period, _hasTotals) = (0, 0, 0, 0, 0, 0, false);
        _next = t_free;
        t_free = this;
    }
}
