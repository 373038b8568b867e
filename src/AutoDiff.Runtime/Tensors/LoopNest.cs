namespace AutoDiff;

/// <summary>
/// The loops over one shape in which up to three operands lie with strides of their own: axes of length 1 are left out, and neighbours that are one run for all operands are
/// joined. The innermost loop is the caller's; this goes through the others and keeps the offsets at which each run starts.
/// </summary>
internal struct LoopNest
{
    private TensorShape.Lengths _lengths, _strides0, _strides1, _strides2, _position;

    /// <summary>The number of loops around the innermost.</summary>
    private int _depth;

    public LoopNest(TensorShape shape, in TensorShape.Lengths strides0, in TensorShape.Lengths strides1 = default, in TensorShape.Lengths strides2 = default)
    {
        Count = 1;
        Stride0 = Stride1 = Stride2 = 1;
        int last = -1;
        ReadOnlySpan<int> lengths = shape.AsSpan();
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            int length = lengths[axis];
            if (length == 0)
            {
                _depth = 0;
                Count = 0;
                return;
            }
            if (length == 1) continue;
            if (last >= 0 && _strides0[last] == strides0[axis] * length && _strides1[last] == strides1[axis] * length && _strides2[last] == strides2[axis] * length)
                _lengths[last] *= length;
            else _lengths[++last] = length;
            _strides0[last] = strides0[axis];
            _strides1[last] = strides1[axis];
            _strides2[last] = strides2[axis];
        }
        if (last < 0) return;
        _depth = last;
        Count = _lengths[last];
        Stride0 = _strides0[last];
        Stride1 = _strides1[last];
        Stride2 = _strides2[last];
    }

    /// <summary>The length of a run; 0 where the shape has no elements.</summary>
    public int Count { get; }

    /// <summary>The distance between neighbours in a run.</summary>
    public int Stride0 { get; }

    /// <inheritdoc cref="Stride0"/>
    public int Stride1 { get; }

    /// <inheritdoc cref="Stride0"/>
    public int Stride2 { get; }

    /// <summary>Where the run at hand starts, relative to the first element.</summary>
    public int Offset0 { get; private set; }

    /// <inheritdoc cref="Offset0"/>
    public int Offset1 { get; private set; }

    /// <inheritdoc cref="Offset0"/>
    public int Offset2 { get; private set; }

    /// <summary>Goes to the next run.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        for (int axis = _depth - 1; axis >= 0; axis--)
        {
            if (++_position[axis] < _lengths[axis])
            {
                Offset0 += _strides0[axis];
                Offset1 += _strides1[axis];
                Offset2 += _strides2[axis];
                return true;
            }
            _position[axis] = 0;
            Offset0 -= (_lengths[axis] - 1) * _strides0[axis];
            Offset1 -= (_lengths[axis] - 1) * _strides1[axis];
            Offset2 -= (_lengths[axis] - 1) * _strides2[axis];
        }
        return false;
    }
}
