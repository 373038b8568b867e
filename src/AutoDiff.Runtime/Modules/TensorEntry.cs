using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>A tensor whose elements' type is known to itself alone.</summary>
internal abstract class TensorEntry
{
    public abstract TensorShape Shape { get; }

    public abstract Type ElementType { get; }

    /// <summary>The <see cref="Tensor{T}"/>.</summary>
    public abstract object Tensor { get; }

    public abstract long ByteCount { get; }

    public abstract TensorEntry Clone();

    /// <summary>Copies the elements of an entry of the same type and shape.</summary>
    public abstract void CopyFrom(TensorEntry source);

    public abstract void WriteTo(Stream stream);
}

/// <inheritdoc/>
internal sealed class TensorEntry<T>(Tensor<T> tensor) : TensorEntry
    where T : unmanaged
{
    public Tensor<T> Typed => tensor;

    public override TensorShape Shape => tensor.Shape;

    public override Type ElementType => typeof(T);

    public override object Tensor => tensor;

    public override unsafe long ByteCount => (long)tensor.Length * sizeof(T);

    public override TensorEntry Clone() => new TensorEntry<T>(tensor.Clone());

    public override void CopyFrom(TensorEntry source) => tensor.CopyFrom(((TensorEntry<T>)source).Typed);

    public override void WriteTo(Stream stream)
    {
        // The bytes of a span are counted by an int, those of a tensor need not be.
        Tensor<T> contiguous = tensor.Contiguous();
        ReadOnlySpan<T> elements = contiguous.AsSpan();
        const int Block = 1 << 24;
        for (int start = 0; start < elements.Length; start += Block) stream.Write(MemoryMarshal.AsBytes(elements.Slice(start, Math.Min(Block, elements.Length - start))));
        contiguous.Recycle();
    }
}
