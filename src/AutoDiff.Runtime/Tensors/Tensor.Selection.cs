using System.Numerics;

namespace AutoDiff;

/// <content>Elements that a mask selects.</content>
public static partial class Tensor
{
    /// <summary>The elements where a mask is true, in order.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="mask">Which elements; its shape broadcasts to that of <paramref name="x"/>.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of one axis.</returns>
    /// <exception cref="ShapeException">The mask does not broadcast.</exception>
    public static Tensor<T> Select<T>(this Tensor<T> x, Tensor<bool> mask)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.Rent([CountSelected(x, mask, "Select")]);
        Span<T> elements = result.Elements;
        int position = 0;
        MaskedPositions selected = MaskedPositions.Of(x, mask, "Select");
        while (selected.Next()) elements[position++] = x.Memory[selected.Offset];
        return result;
    }

    /// <summary>The transpose of <see cref="Select"/>: adds values to the elements where a mask is true, in order.</summary>
    /// <param name="target">What is added to.</param>
    /// <param name="mask">Which elements; its shape broadcasts to that of <paramref name="target"/>.</param>
    /// <param name="values">What is added: a tensor of one axis, as long as the mask has true elements.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The mask does not broadcast, or there are not as many values.</exception>
    public static void AddSelectedInPlace<T>(this Tensor<T> target, Tensor<bool> mask, Tensor<T> values)
        where T : unmanaged, INumberBase<T>
    {
        int count = CountSelected(target, mask, "AddSelectedInPlace");
        if (values.Rank != 1 || values.Length != count) throw new ShapeException($"AddSelectedInPlace: the values have shape {values.Shape}, but the mask selects {count} elements.");
        int position = 0;
        MaskedPositions selected = MaskedPositions.Of(target, mask, "AddSelectedInPlace");
        while (selected.Next()) target.Memory[selected.Offset] += values[position++];
    }

    /// <summary>Writes values, or one value, where a mask is true.</summary>
    internal static void SetSelected<T>(Tensor<T> target, Tensor<bool> mask, Tensor<T> values)
        where T : unmanaged
    {
        int count = CountSelected(target, mask, "Set");
        if (values.Length != 1 && (values.Rank != 1 || values.Length != count)) throw new ShapeException($"Set: the values have shape {values.Shape}, but the mask selects {count} elements.");
        Tensor<T> source = Clone(values);
        int position = 0;
        MaskedPositions selected = MaskedPositions.Of(target, mask, "Set");
        while (selected.Next()) target.Memory[selected.Offset] = source.Elements[source.Length == 1 ? 0 : position++];
        source.Recycle();
    }

    private static int CountSelected<T>(Tensor<T> x, Tensor<bool> mask, string operation)
        where T : unmanaged
    {
        int count = 0;
        MaskedPositions selected = MaskedPositions.Of(x, mask, operation);
        while (selected.Next()) count++;
        return count;
    }

    /// <summary>Goes through the places in a tensor's memory where a mask is true.</summary>
    private struct MaskedPositions
    {
        private readonly bool[] _mask;
        private readonly int _start, _maskStart;
        private LoopNest _nest;
        private int _index;

        private MaskedPositions(bool[] mask, int start, int maskStart, LoopNest nest)
        {
            _mask = mask;
            _start = start;
            _maskStart = maskStart;
            _nest = nest;
            _index = -1;
        }

        public readonly int Offset => _start + _nest.Offset0 + (_index * _nest.Stride0);

        public static MaskedPositions Of<T>(Tensor<T> x, Tensor<bool> mask, string operation)
            where T : unmanaged =>
            new(mask.Memory, x.Offset, mask.Offset, new LoopNest(x.Shape, x.StrideValues, Layout.BroadcastStrides(mask, x.Shape, operation)));

        public bool Next()
        {
            if (_nest.Count == 0) return false;
            while (true)
            {
                if (++_index == _nest.Count)
                {
                    if (!_nest.Next()) return false;
                    _index = 0;
                }
                if (_mask[_maskStart + _nest.Offset1 + (_index * _nest.Stride1)]) return true;
            }
        }
    }
}
