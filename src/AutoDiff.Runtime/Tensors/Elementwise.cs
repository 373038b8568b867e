namespace AutoDiff;

/// <summary>A function of one element.</summary>
internal interface IUnaryOperation<T, TResult>
{
    static abstract TResult Invoke(T x);

    /// <summary>The same for a run of elements, where there is a faster way than one after the other.</summary>
    /// <returns>Whether there is.</returns>
    static virtual bool TryInvoke(ReadOnlySpan<T> x, Span<TResult> result) => false;
}

/// <summary>A function of two elements.</summary>
internal interface IBinaryOperation<T, TResult>
{
    static abstract TResult Invoke(T x, T y);

    /// <inheritdoc cref="IUnaryOperation{T, TResult}.TryInvoke"/>
    static virtual bool TryInvoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> result) => false;

    /// <inheritdoc cref="IUnaryOperation{T, TResult}.TryInvoke"/>
    static virtual bool TryInvoke(ReadOnlySpan<T> x, T y, Span<TResult> result) => false;

    /// <inheritdoc cref="IUnaryOperation{T, TResult}.TryInvoke"/>
    static virtual bool TryInvoke(T x, ReadOnlySpan<T> y, Span<TResult> result) => false;
}

/// <summary>A function of three elements.</summary>
internal interface ITernaryOperation<T1, T, TResult>
{
    static abstract TResult Invoke(T1 x, T y, T z);
}

/// <summary>Applies a function of elements to tensors, broadcast to one shape. Runs of neighbours in memory go through spans, everything else through strides.</summary>
internal static class Elementwise
{
    public static Tensor<TResult> Apply<T, TResult, TOperation>(Tensor<T> x)
        where T : unmanaged
        where TResult : unmanaged
        where TOperation : IUnaryOperation<T, TResult>
    {
        Tensor<TResult> result = Tensor<TResult>.RentLike(x);
        Span<TResult> destination = result.Elements;
        if (x.IsContiguous)
        {
            Run<T, TResult, TOperation>(x.Elements, destination);
            return result;
        }
        ReadOnlySpan<T> memory = x.Memory;
        LoopNest nest = new(x.Shape, x.StrideValues);
        for (int position = 0; position < destination.Length; position += nest.Count, nest.Next())
        {
            int from = x.Offset + nest.Offset0;
            Span<TResult> run = destination.Slice(position, nest.Count);
            if (nest.Stride0 == 1) Run<T, TResult, TOperation>(memory.Slice(from, nest.Count), run);
            else
            {
                for (int i = 0; i < run.Length; i++, from += nest.Stride0) run[i] = TOperation.Invoke(memory[from]);
            }
        }
        return result;
    }

    public static Tensor<TResult> Apply<T, TResult, TOperation>(Tensor<T> x, Tensor<T> y, string operation)
        where T : unmanaged
        where TResult : unmanaged
        where TOperation : IBinaryOperation<T, TResult>
    {
        if (x.IsContiguous && y.IsContiguous)
        {
            if (x.HasShapeOf(y))
            {
                Tensor<TResult> same = Tensor<TResult>.RentLike(x);
                Run<T, TResult, TOperation>(x.Elements, y.Elements, same.Elements);
                return same;
            }
            if (y.Length == 1 && y.Rank <= x.Rank) return Apply<T, TResult, TOperation>(x, y.Item());
            if (x.Length == 1 && x.Rank <= y.Rank) return Apply<T, TResult, TOperation>(x.Item(), y);
        }
        TensorShape shape = Layout.Broadcast(x.Shape, y.Shape, operation);
        Tensor<TResult> result = Tensor<TResult>.Rent(shape);
        Span<TResult> destination = result.Elements;
        ReadOnlySpan<T> left = x.Memory, right = y.Memory;
        LoopNest nest = new(shape, Layout.BroadcastStrides(x, shape, operation), Layout.BroadcastStrides(y, shape, operation));
        for (int position = 0; position < destination.Length; position += nest.Count, nest.Next())
        {
            int first = x.Offset + nest.Offset0, second = y.Offset + nest.Offset1;
            Span<TResult> run = destination.Slice(position, nest.Count);
            switch (nest.Stride0, nest.Stride1)
            {
                case (1, 1):
                    Run<T, TResult, TOperation>(left.Slice(first, run.Length), right.Slice(second, run.Length), run);
                    break;
                case (1, 0):
                    Run<T, TResult, TOperation>(left.Slice(first, run.Length), right[second], run);
                    break;
                case (0, 1):
                    Run<T, TResult, TOperation>(left[first], right.Slice(second, run.Length), run);
                    break;
                default:
                    for (int i = 0; i < run.Length; i++, first += nest.Stride0, second += nest.Stride1) run[i] = TOperation.Invoke(left[first], right[second]);
                    break;
            }
        }
        return result;
    }

    public static Tensor<TResult> Apply<T, TResult, TOperation>(Tensor<T> x, T y)
        where T : unmanaged
        where TResult : unmanaged
        where TOperation : IBinaryOperation<T, TResult>
    {
        Tensor<TResult> result = Tensor<TResult>.RentLike(x);
        Span<TResult> destination = result.Elements;
        if (x.IsContiguous)
        {
            Run<T, TResult, TOperation>(x.Elements, y, destination);
            return result;
        }
        ReadOnlySpan<T> memory = x.Memory;
        LoopNest nest = new(x.Shape, x.StrideValues);
        for (int position = 0; position < destination.Length; position += nest.Count, nest.Next())
        {
            int from = x.Offset + nest.Offset0;
            Span<TResult> run = destination.Slice(position, nest.Count);
            for (int i = 0; i < run.Length; i++, from += nest.Stride0) run[i] = TOperation.Invoke(memory[from], y);
        }
        return result;
    }

    public static Tensor<TResult> Apply<T, TResult, TOperation>(T x, Tensor<T> y)
        where T : unmanaged
        where TResult : unmanaged
        where TOperation : IBinaryOperation<T, TResult>
    {
        Tensor<TResult> result = Tensor<TResult>.RentLike(y);
        Span<TResult> destination = result.Elements;
        if (y.IsContiguous)
        {
            Run<T, TResult, TOperation>(x, y.Elements, destination);
            return result;
        }
        ReadOnlySpan<T> memory = y.Memory;
        LoopNest nest = new(y.Shape, y.StrideValues);
        for (int position = 0; position < destination.Length; position += nest.Count, nest.Next())
        {
            int from = y.Offset + nest.Offset0;
            Span<TResult> run = destination.Slice(position, nest.Count);
            for (int i = 0; i < run.Length; i++, from += nest.Stride0) run[i] = TOperation.Invoke(x, memory[from]);
        }
        return result;
    }

    public static Tensor<TResult> Apply<T1, T, TResult, TOperation>(Tensor<T1> x, Tensor<T> y, Tensor<T> z, string operation)
        where T1 : unmanaged
        where T : unmanaged
        where TResult : unmanaged
        where TOperation : ITernaryOperation<T1, T, TResult>
    {
        TensorShape shape = Layout.Broadcast(Layout.Broadcast(x.Shape, y.Shape, operation, "the first argument", "the second"), z.Shape, operation, "what the first two arguments broadcast to", "the third");
        Tensor<TResult> result = Tensor<TResult>.Rent(shape);
        Span<TResult> destination = result.Elements;
        ReadOnlySpan<T1> first = x.Memory;
        ReadOnlySpan<T> second = y.Memory, third = z.Memory;
        LoopNest nest = new(shape, Layout.BroadcastStrides(x, shape, operation), Layout.BroadcastStrides(y, shape, operation), Layout.BroadcastStrides(z, shape, operation));
        for (int position = 0; position < destination.Length; position += nest.Count, nest.Next())
        {
            int a = x.Offset + nest.Offset0, b = y.Offset + nest.Offset1, c = z.Offset + nest.Offset2;
            Span<TResult> run = destination.Slice(position, nest.Count);
            for (int i = 0; i < run.Length; i++, a += nest.Stride0, b += nest.Stride1, c += nest.Stride2) run[i] = TOperation.Invoke(first[a], second[b], third[c]);
        }
        return result;
    }

    /// <summary>target = f(target, x), with x broadcast to the target's shape.</summary>
    public static void ApplyInPlace<T, TOperation>(Tensor<T> target, Tensor<T> x, string operation, string name)
        where T : unmanaged
        where TOperation : IBinaryOperation<T, T>
    {
        if (target.IsContiguous && x.IsContiguous && target.HasShapeOf(x))
        {
            Run<T, T, TOperation>(target.Elements, x.Elements, target.Elements);
            return;
        }
        // Two views of one memory may overlap in another order than that of the elements.
        if (target.Storage == x.Storage && x.Length > 1)
        {
            Tensor<T> copy = Tensor.Clone(x);
            ApplyInPlace<T, TOperation>(target, copy, operation, name);
            copy.Recycle();
            return;
        }
        Span<T> memory = target.Memory;
        ReadOnlySpan<T> source = x.Memory;
        T only = x.Length == 1 ? x.Item() : default;
        LoopNest nest = new(target.Shape, target.StrideValues, Layout.BroadcastStrides(x, target.Shape, operation, name));
        if (nest.Count == 0) return;
        do
        {
            int to = target.Offset + nest.Offset0, from = x.Offset + nest.Offset1;
            switch (nest.Stride0, nest.Stride1)
            {
                case (1, 1):
                    Run<T, T, TOperation>(memory.Slice(to, nest.Count), source.Slice(from, nest.Count), memory.Slice(to, nest.Count));
                    break;
                case (1, 0):
                    Run<T, T, TOperation>(memory.Slice(to, nest.Count), x.Length == 1 ? only : source[from], memory.Slice(to, nest.Count));
                    break;
                default:
                    for (int i = 0; i < nest.Count; i++, to += nest.Stride0, from += nest.Stride1) memory[to] = TOperation.Invoke(memory[to], x.Length == 1 ? only : source[from]);
                    break;
            }
        }
        while (nest.Next());
    }

    private static void Run<T, TResult, TOperation>(ReadOnlySpan<T> x, Span<TResult> result)
        where TOperation : IUnaryOperation<T, TResult>
    {
        if (TOperation.TryInvoke(x, result)) return;
        result = result[..x.Length];
        for (int i = 0; i < x.Length; i++) result[i] = TOperation.Invoke(x[i]);
    }

    private static void Run<T, TResult, TOperation>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> result)
        where TOperation : IBinaryOperation<T, TResult>
    {
        if (TOperation.TryInvoke(x, y, result)) return;
        y = y[..x.Length];
        result = result[..x.Length];
        for (int i = 0; i < x.Length; i++) result[i] = TOperation.Invoke(x[i], y[i]);
    }

    private static void Run<T, TResult, TOperation>(ReadOnlySpan<T> x, T y, Span<TResult> result)
        where TOperation : IBinaryOperation<T, TResult>
    {
        if (TOperation.TryInvoke(x, y, result)) return;
        result = result[..x.Length];
        for (int i = 0; i < x.Length; i++) result[i] = TOperation.Invoke(x[i], y);
    }

    private static void Run<T, TResult, TOperation>(T x, ReadOnlySpan<T> y, Span<TResult> result)
        where TOperation : IBinaryOperation<T, TResult>
    {
        if (TOperation.TryInvoke(x, y, result)) return;
        result = result[..y.Length];
        for (int i = 0; i < y.Length; i++) result[i] = TOperation.Invoke(x, y[i]);
    }
}
