using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// Numbers in a rectangular arrangement of zero to eight axes. Its shape never changes; its elements may be written. Several tensors may show the same memory: a transpose,
/// a slice or a broadcast is a view, and writing to one is seen in the others.
/// </summary>
/// <typeparam name="TElement">The elements' type: <see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, <see cref="int"/>, <see cref="long"/>, <see cref="bool"/>,
/// <see cref="byte"/>, <see cref="System.Numerics.Complex"/> or <see cref="Complex64"/>.</typeparam>
/// <remarks>
/// <para>The operations are in <see cref="Tensor"/>: <c>x.Sin()</c> and <c>Tensor.Sin(x)</c> are the same. Where two shapes meet, they are broadcast by NumPy's rules: aligned
/// at the innermost axes, an axis of length 1 or one that is missing is repeated.</para>
/// <example>
/// <code>
/// Tensor&lt;float&gt; s = 42f;
/// Tensor&lt;float&gt; v = [1f, 2f, 3f];
/// Tensor&lt;float&gt; m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
/// Console.WriteLine(v + v);                // tensor([2., 4., 6.])
/// Console.WriteLine(m[.., ^1]);            // tensor([3., 6.])
/// </code>
/// </example>
/// </remarks>
[CollectionBuilder(typeof(Tensor), nameof(Tensor.Create))]
public sealed partial class Tensor<TElement> : ITemporary, ITensorLeaves
    where TElement : unmanaged
{
    private TensorStorage<TElement>? _storage;
    private TensorShape _shape;
    private TensorShape.Lengths _strides;

    internal Tensor()
    {
    }

    int ITemporary.Slot { get; set; }

    void ITemporary.GiveBack() => Recycle();

    Array ITensorLeaves.ToArray() => ToArray();

    object ITensorLeaves.With(Array elements) => Tensor.Create<TElement>((TElement[])elements, Shape);

    /// <summary>The lengths of the axes.</summary>
    public TensorShape Shape => _shape;

    /// <summary>The number of axes; 0 for a scalar.</summary>
    public int Rank => _shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Length { get; private set; }

    /// <summary>Where the elements are.</summary>
    public Device Device => Device.Cpu;

    /// <summary>How many elements of memory lie between neighbours along each axis: 0 along a repeated axis, negative along one that was turned round.</summary>
    public ReadOnlySpan<int> Strides => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TensorShape.Lengths, int>(ref _strides), _shape.Rank);

    /// <summary>Whether the elements lie in memory one after the other, the innermost axis fastest.</summary>
    public bool IsContiguous { get; private set; }

    /// <summary>The matrix or stack of matrices with its last two axes exchanged; a view. A tensor of fewer axes stays as it is.</summary>
    public Tensor<TElement> T => Rank < 2 ? Tensor.View(this) : Tensor.Transpose(this, -2, -1);

    /// <summary>The memory, in which this tensor starts at <see cref="Offset"/>.</summary>
    internal TensorStorage<TElement> Storage => _storage ?? throw new ObjectDisposedException(nameof(Tensor), "This tensor was recycled.");

    internal TElement[] Memory => Storage.Array;

    internal int Offset { get; private set; }

    internal ref readonly TensorShape.Lengths StrideValues => ref _strides;

    /// <summary>The elements in memory's order; for a contiguous tensor only.</summary>
    internal Span<TElement> Elements => new(Memory, Offset, Length);

    /// <summary>The only element.</summary>
    /// <returns>Its value.</returns>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public TElement Item() => Length == 1
        ? Memory[Offset]
        : throw new InvalidOperationException($"Item: a tensor of shape {Shape} has {Length} elements, not one.");

    /// <summary>The memory of the elements, without a copy: writing to it writes to this tensor, and to others that share its memory.</summary>
    /// <returns>The elements, the innermost axis fastest.</returns>
    /// <exception cref="InvalidOperationException">The elements do not lie one after the other.</exception>
    public Span<TElement> AsSpan() => IsContiguous
        ? Elements
        : throw new InvalidOperationException($"AsSpan: the elements of this view of shape {Shape} do not lie one after the other; take Contiguous() of it, or ToArray().");

    /// <summary>A copy of the elements.</summary>
    /// <returns>A new array, the innermost axis fastest.</returns>
    public TElement[] ToArray()
    {
        TElement[] array = GC.AllocateUninitializedArray<TElement>(Length);
        CopyTo(array);
        return array;
    }

    /// <summary>Copies the elements.</summary>
    /// <param name="destination">Where to; the innermost axis is fastest.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<TElement> destination)
    {
        if (destination.Length < Length) throw new ArgumentException($"CopyTo: the destination has {destination.Length} elements, the tensor {Length}.", nameof(destination));
        if (IsContiguous) Elements.CopyTo(destination);
        else StridedLoops.CopyOut(this, destination);
    }

    /// <summary>The elements, the innermost axis fastest.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The elements as PyTorch prints them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => TensorFormat.Format(this);

    /// <summary>A scalar: a tensor without axes.</summary>
    /// <param name="value">The element.</param>
    public static implicit operator Tensor<TElement>(TElement value) => Tensor.Scalar(value);

    /// <summary>A copy of an array as a tensor of one axis; <see cref="Tensor.Wrap{T}(T[])"/> is without a copy.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator Tensor<TElement>(TElement[] values) => Tensor.Create<TElement>(values.AsSpan());

    /// <summary>A copy of an array as a tensor of two axes.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator Tensor<TElement>(TElement[,] values) => Tensor.Copy<TElement>(values, [values.GetLength(0), values.GetLength(1)]);

    /// <summary>A copy of an array as a tensor of three axes.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator Tensor<TElement>(TElement[,,] values) =>
        Tensor.Copy<TElement>(values, [values.GetLength(0), values.GetLength(1), values.GetLength(2)]);

    /// <summary>A copy of an array as a tensor of four axes.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator Tensor<TElement>(TElement[,,,] values) =>
        Tensor.Copy<TElement>(values, [values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3)]);

    /// <summary>The only element, as <see cref="Item"/>.</summary>
    /// <param name="tensor">A tensor of one element.</param>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public static explicit operator TElement(Tensor<TElement> tensor) => tensor.Item();

    /// <summary>A new tensor with memory of its own, of arbitrary content.</summary>
    internal static Tensor<TElement> Rent(TensorShape shape)
    {
        foreach (int length in shape.AsSpan())
        {
            if (length < 0) throw new ShapeException($"A tensor cannot have the shape {shape}.");
        }
        TensorPool<TElement> pool = TensorPool<TElement>.Current;
        Tensor<TElement> tensor = pool.RentTensor();
        int elements = shape.FlattenedLength;
        TensorStorage<TElement> storage = pool.RentStorage(elements);
        tensor.Initialize(storage, shape, storage.Origin, elements);
        TensorScope.Register(tensor);
        return tensor;
    }

    /// <summary>A new tensor of another's shape with memory of its own, of arbitrary content.</summary>
    internal static Tensor<TElement> RentLike<TOther>(Tensor<TOther> other)
        where TOther : unmanaged
    {
        TensorPool<TElement> pool = TensorPool<TElement>.Current;
        Tensor<TElement> tensor = pool.RentTensor();
        TensorStorage<TElement> storage = pool.RentStorage(other.Length);
        tensor._storage = storage;
        tensor._shape = other._shape;
        tensor.Offset = storage.Origin;
        tensor.Length = other.Length;
        tensor.IsContiguous = true;
        if (other.IsContiguous) tensor._strides = other._strides;
        else Layout.SetContiguous(other._shape, ref tensor._strides);
        TensorScope.Register(tensor);
        return tensor;
    }

    /// <summary>Whether another tensor has the same shape.</summary>
    internal bool HasShapeOf<TOther>(Tensor<TOther> other)
        where TOther : unmanaged =>
        _shape.AsSpan().SequenceEqual(other._shape.AsSpan());

    /// <summary>A new tensor on an array of the user's.</summary>
    internal static Tensor<TElement> Wrap(TElement[] array, TensorShape shape)
    {
        TensorStorage<TElement> storage = new(array, 0, TensorStorage<TElement>.Unpooled, false);
        storage.Start();
        Tensor<TElement> tensor = TensorPool<TElement>.Current.RentTensor();
        tensor.Initialize(storage, shape, 0, shape.FlattenedLength);
        TensorScope.Register(tensor);
        return tensor;
    }

    /// <summary>A new tensor on this one's memory.</summary>
    internal Tensor<TElement> View(TensorShape shape, in TensorShape.Lengths strides, int offset)
    {
        TensorStorage<TElement> storage = Storage;
        Tensor<TElement> view = TensorPool<TElement>.Current.RentTensor();
        storage.Share();
        view._storage = storage;
        view._shape = shape;
        view._strides = strides;
        view.Offset = offset;
        view.Length = shape.FlattenedLength;
        view.IsContiguous = Layout.IsContiguous(shape, strides);
        TensorScope.Register(view);
        return view;
    }

    /// <summary>Gives a new contiguous result another shape of as many elements.</summary>
    internal void SetShape(TensorShape shape)
    {
        _shape = shape;
        Layout.SetContiguous(shape, ref _strides);
    }

    /// <summary>Gives this object back, and its memory if no other tensor shows it.</summary>
    internal void Recycle()
    {
        // An operation may give back what it made itself.
        TensorScope.Forget(this);
        TensorStorage<TElement> storage = Storage;
        _storage = null;
        _shape = default;
        Length = 0;
        TensorPool<TElement> pool = TensorPool<TElement>.Current;
        if (storage.Release()) pool.ReturnStorage(storage);
        pool.ReturnTensor(this);
    }

    private void Initialize(TensorStorage<TElement> storage, TensorShape shape, int offset, int length)
    {
        _storage = storage;
        _shape = shape;
        Offset = offset;
        Length = length;
        IsContiguous = true;
        Layout.SetContiguous(shape, ref _strides);
    }

    /// <summary>Goes through the elements, the innermost axis fastest.</summary>
    public struct Enumerator
    {
        private readonly Tensor<TElement> _tensor;
        private TensorShape.Lengths _position;
        private int _offset;
        private int _index;

        internal Enumerator(Tensor<TElement> tensor)
        {
            _tensor = tensor;
            _offset = tensor.Offset;
            _index = -1;
        }

        /// <summary>The element at hand.</summary>
        public readonly TElement Current => _tensor.Memory[_offset];

        /// <summary>Goes to the next element.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (++_index >= _tensor.Length) return false;
            if (_index == 0) return true;
            ReadOnlySpan<int> shape = _tensor._shape.AsSpan(), strides = _tensor.Strides;
            int axis = shape.Length - 1;
            while (++_position[axis] == shape[axis])
            {
                _offset -= (shape[axis] - 1) * strides[axis];
                _position[axis--] = 0;
            }
            _offset += strides[axis];
            return true;
        }
    }
}
