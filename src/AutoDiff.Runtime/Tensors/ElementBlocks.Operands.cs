using System.Numerics.Tensors;

namespace AutoDiff;

/// <content>How each tensor's elements become runs.</content>
public sealed partial class ElementBlocks<T>
{
    private enum Use
    {
        /// <summary>It is read.</summary>
        Read,

        /// <summary>It is written.</summary>
        Written,

        /// <summary>It is added to, and begins with arbitrary content.</summary>
        Zeroed,

        /// <summary>It is added to.</summary>
        Sum,
    }

    private enum Kind
    {
        /// <summary>The elements lie side by side, in the common shape's order.</summary>
        Direct,

        /// <summary>They lie side by side and are repeated as a whole, and no block goes beyond a repetition.</summary>
        Periodic,

        /// <summary>A buffer holds what all blocks see: repetitions, each block beginning with one.</summary>
        Repeated,

        /// <summary>A buffer holds the block at hand.</summary>
        Gathered,
    }

    private struct Operand
    {
        public Tensor<T> Tensor;
        public Tensor<T>? Target;
        public Use Use;
        public Kind Kind;

        /// <summary>The tensor's memory and where it begins there, or a buffer.</summary>
        public T[] Memory;
        public int Offset;

        /// <summary>The number of elements after which they are repeated; 0 if they are not, or otherwise.</summary>
        public int Period;

        /// <summary>The strides in the common shape.</summary>
        public TensorShape.Lengths Strides;
    }

    private void Add(Tensor<T> tensor, Use use)
    {
        if (_count == _operands.Length) Array.Resize(ref _operands, 2 * _count);
        ref Operand operand = ref _operands[_count++];
        (operand.Tensor, operand.Use, operand.Memory, operand.Offset) = (tensor, use, tensor.Memory, tensor.Offset);
        if (tensor.IsContiguous && tensor.Shape == _shape) return;
        operand.Strides = Layout.BroadcastStrides(tensor, _shape, _operations);
        operand.Period = PeriodOf(operand.Strides);
        operand.Kind = Kind.Gathered;
    }

    // The innermost axes lie side by side, along the others it is repeated.
    private int PeriodOf(in TensorShape.Lengths strides)
    {
        int period = 1;
        bool isRepeated = false;
        for (int axis = _shape.Rank - 1; axis >= 0; axis--)
        {
            int length = _shape[axis];
            if (length == 1) continue;
            if (strides[axis] == 0) isRepeated = true;
            else if (isRepeated || strides[axis] != period) return 0;
            else period *= length;
        }
        return period;
    }

    // Chooses the blocks, and how each operand is read in them.
    private void Plan()
    {
        int whole = WholeBlock;
        _blockLength = whole;
        bool isDirect = true;
        int longest = 1;
        for (int i = 0; i < _count; i++)
        {
            isDirect &= _operands[i].Kind == Kind.Direct;
            longest = Math.Max(longest, _operands[i].Period);
        }
        if (isDirect)
        {
            // The loop is one, and may go to several threads.
            if (!_hasTotals) _blockLength = Math.Max(_length, 1);
            return;
        }
        bool isLong = longest >= whole / 8;
        if (isLong) _period = longest;
        else _blockLength = whole / longest * longest;
        for (int i = 0; i < _count; i++)
        {
            ref Operand operand = ref _operands[i];
            if (operand.Kind == Kind.Direct) continue;
            if (isLong && operand.Period == longest)
            {
                operand.Kind = Kind.Periodic;
                continue;
            }
            bool isRepeated = operand.Period == 1 || (!isLong && operand.Period > 0 && longest % operand.Period == 0);
            operand.Kind = isRepeated ? Kind.Repeated : Kind.Gathered;
            T[] buffer = NextBuffer();
            if (isRepeated && operand.Use == Use.Read) Repeat(operand, buffer.AsSpan(0, Math.Min(_blockLength, _length)));
            else buffer.AsSpan(0, _blockLength).Clear();
            operand.Memory = buffer;
        }
    }

    private T[] NextBuffer()
    {
        if (_usedBuffers == _buffers.Count) _buffers.Add(GC.AllocateUninitializedArray<T>(WholeBlock));
        return _buffers[_usedBuffers++];
    }

    private void Prepare()
    {
        for (int i = 0; i < _count; i++)
        {
            ref Operand operand = ref _operands[i];
            if (operand.Kind == Kind.Gathered && operand.Use == Use.Read) Gather(operand, this[i], isRead: true);
            else if (operand.Use == Use.Zeroed || (operand.Kind == Kind.Gathered && operand.Use == Use.Sum)) this[i].Clear();
        }
    }

    private void Flush()
    {
        for (int i = 0; i < _count; i++)
            if (_operands[i] is { Kind: Kind.Gathered, Use: Use.Sum }) Gather(_operands[i], this[i], isRead: false);
    }

    private void Finish()
    {
        for (int i = 0; i < _count; i++)
        {
            ref Operand operand = ref _operands[i];
            if (operand is { Kind: Kind.Repeated, Use: Use.Sum }) Fold(operand);
            if (operand.Target is { } target)
            {
                Tensor.AddInPlace(target, operand.Tensor);
                operand.Tensor.Recycle();
            }
        }
    }

    // The elements in the order of the common shape, from its first on.
    private void Repeat(in Operand operand, Span<T> buffer)
    {
        Span<T> period = operand.Tensor.Memory.AsSpan(operand.Offset, operand.Period);
        if (period.Length == 1) buffer.Fill(period[0]);
        else
        {
            for (int i = 0; i < buffer.Length; i += period.Length) period[..Math.Min(period.Length, buffer.Length - i)].CopyTo(buffer[i..]);
        }
    }

    // The sum of a buffer's repetitions goes to the tensor.
    private void Fold(in Operand operand)
    {
        Span<T> period = operand.Tensor.Memory.AsSpan(operand.Offset, operand.Period), buffer = operand.Memory.AsSpan(0, Math.Min(_blockLength, _length));
        if (period.Length == 1) period[0] += PairwiseSum.Of<T>(buffer);
        else
        {
            for (int i = 0; i < buffer.Length; i += period.Length)
            {
                Span<T> part = period[..Math.Min(period.Length, buffer.Length - i)];
                TensorPrimitives.Add(part, buffer.Slice(i, part.Length), part);
            }
        }
    }

    // Between a tensor and a buffer for the block at hand: run by run along the innermost axis.
    private void Gather(in Operand operand, Span<T> buffer, bool isRead)
    {
        TensorShape.Lengths position = default;
        int offset = operand.Offset, rest = _position, last = _shape.Rank - 1;
        for (int axis = last; axis >= 0; axis--)
        {
            (rest, position[axis]) = Math.DivRem(rest, _shape[axis]);
            offset += position[axis] * operand.Strides[axis];
        }
        Span<T> memory = operand.Tensor.Memory;
        int stride = operand.Strides[last], length = _shape[last];
        while (true)
        {
            int count = Math.Min(length - position[last], buffer.Length);
            Span<T> run = buffer[..count];
            if (isRead) Read(memory, offset, stride, run);
            else AddRun(memory, offset, stride, run);
            buffer = buffer[count..];
            if (buffer.Length == 0) return;
            offset -= position[last] * stride;
            position[last] = 0;
            for (int axis = last - 1; axis >= 0; axis--)
            {
                offset += operand.Strides[axis];
                if (++position[axis] < _shape[axis]) break;
                offset -= position[axis] * operand.Strides[axis];
                position[axis] = 0;
            }
        }
    }

    private static void Read(ReadOnlySpan<T> memory, int offset, int stride, Span<T> run)
    {
        if (stride == 1) memory.Slice(offset, run.Length).CopyTo(run);
        else if (stride == 0) run.Fill(memory[offset]);
        else
        {
            for (int i = 0; i < run.Length; i++, offset += stride) run[i] = memory[offset];
        }
    }

    private static void AddRun(Span<T> memory, int offset, int stride, ReadOnlySpan<T> run)
    {
        if (stride == 1) TensorPrimitives.Add(memory.Slice(offset, run.Length), run, memory.Slice(offset, run.Length));
        else if (stride == 0) memory[offset] += PairwiseSum.Of(run);
        else
        {
            for (int i = 0; i < run.Length; i++, offset += stride) memory[offset] += run[i];
        }
    }
}
