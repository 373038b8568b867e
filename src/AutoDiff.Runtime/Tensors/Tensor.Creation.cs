using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

public static partial class Tensor
{
    /// <summary>A tensor without axes, of one element.</summary>
    /// <param name="value">The element.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [].</returns>
    public static Tensor<T> Scalar<T>(T value)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.Rent(default);
        result.Elements[0] = value;
        return result;
    }

    /// <summary>A copy of values as a tensor of one axis; what a collection expression calls.</summary>
    /// <param name="values">The elements.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [n].</returns>
    public static Tensor<T> Create<T>(ReadOnlySpan<T> values)
        where T : unmanaged =>
        Create(values, [values.Length]);

    /// <summary>A copy of values in a shape.</summary>
    /// <param name="values">The elements, the innermost axis fastest.</param>
    /// <param name="shape">The shape; one length may be −1, which follows from the others.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    /// <exception cref="ShapeException">The shape has another number of elements.</exception>
    public static Tensor<T> Create<T>(ReadOnlySpan<T> values, TensorShape shape)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.Rent(Resolve(shape, values.Length, "Create"));
        values.CopyTo(result.Elements);
        return result;
    }

    /// <summary>An array as a tensor of one axis, without a copy: both show the same elements.</summary>
    /// <param name="array">The elements.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [n] on the array.</returns>
    public static Tensor<T> Wrap<T>(T[] array)
        where T : unmanaged =>
        Wrap(array, [array.Length]);

    /// <summary>An array as a tensor, without a copy: both show the same elements.</summary>
    /// <param name="array">The elements, the innermost axis fastest.</param>
    /// <param name="shape">The shape; one length may be −1, which follows from the others.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape on the array.</returns>
    /// <exception cref="ShapeException">The shape has another number of elements.</exception>
    public static Tensor<T> Wrap<T>(T[] array, TensorShape shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        return Tensor<T>.Wrap(array, Resolve(shape, array.Length, "Wrap"));
    }

    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">The shape.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> Zeros<T>(params TensorShape shape)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.Rent(shape);
        result.Elements.Clear();
        return result;
    }

    /// <summary>A tensor of ones.</summary>
    /// <param name="shape">The shape.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> Ones<T>(params TensorShape shape)
        where T : unmanaged, INumberBase<T> =>
        Full(shape, T.One);

    /// <summary>A tensor that is the same everywhere.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="value">Each element.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> Full<T>(TensorShape shape, T value)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.Rent(shape);
        result.Elements.Fill(value);
        return result;
    }

    /// <summary>A tensor of zeros of another's shape.</summary>
    /// <param name="x">The other.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> ZerosLike<T>(Tensor<T> x)
        where T : unmanaged =>
        Zeros<T>(x.Shape);

    /// <summary>A tensor of ones of another's shape.</summary>
    /// <param name="x">The other.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> OnesLike<T>(Tensor<T> x)
        where T : unmanaged, INumberBase<T> =>
        Ones<T>(x.Shape);

    /// <summary>A tensor of another's shape that is the same everywhere.</summary>
    /// <param name="x">The other.</param>
    /// <param name="value">Each element.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    public static Tensor<T> FullLike<T>(Tensor<T> x, T value)
        where T : unmanaged =>
        Full(x.Shape, value);

    /// <summary>The numbers 0, 1, 2, … below a bound.</summary>
    /// <param name="end">The bound, which is not among them.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of one axis.</returns>
    public static Tensor<T> Arange<T>(T end)
        where T : unmanaged, INumber<T> =>
        Arange(T.Zero, end, T.One);

    /// <summary>The numbers of an interval at equal distances.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The bound, which is not among them.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of one axis.</returns>
    public static Tensor<T> Arange<T>(T start, T end)
        where T : unmanaged, INumber<T> =>
        Arange(start, end, T.One);

    /// <summary>The numbers of an interval at equal distances: start + i·step.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The bound, which is not among them.</param>
    /// <param name="step">The distance, negative if the bound is below the start.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of one axis, of ⌈(end − start) / step⌉ elements.</returns>
    /// <exception cref="ArgumentException">The step is zero or leads away from the bound.</exception>
    public static Tensor<T> Arange<T>(T start, T end, T step)
        where T : unmanaged, INumber<T>
    {
        double count = Math.Ceiling((double.CreateChecked(end) - double.CreateChecked(start)) / double.CreateChecked(step));
        if (!(count >= 0)) throw new ArgumentException($"Arange: no steps of {step} lead from {start} to {end}.", nameof(step));
        Tensor<T> result = Tensor<T>.Rent([checked((int)count)]);
        Span<T> elements = result.Elements;
        // The count of steps is exact in double, and in T wherever the elements themselves are.
        for (int i = 0; i < elements.Length; i++) elements[i] = start + (T.CreateTruncating(i) * step);
        return result;
    }

    /// <summary>Numbers at equal distances, both ends among them.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The last.</param>
    /// <param name="count">How many, 0 or more; of one, it is the first.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [count].</returns>
    public static Tensor<T> Linspace<T>(T start, T end, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Tensor<T> result = Tensor<T>.Rent([count]);
        Span<T> elements = result.Elements;
        double first = double.CreateChecked(start), last = double.CreateChecked(end);
        for (int i = 0; i < count; i++) elements[i] = T.CreateTruncating(first + ((last - first) * i / Math.Max(count - 1, 1)));
        if (count > 1) elements[^1] = end;
        return result;
    }

    /// <summary>The identity matrix.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; as many as rows if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [rows, columns].</returns>
    public static Tensor<T> Eye<T>(int rows, int? columns = null)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> result = Zeros<T>(rows, columns ?? rows);
        Span<T> elements = result.Elements;
        for (int i = 0; i < Math.Min(rows, columns ?? rows); i++) elements[(i * (columns ?? rows)) + i] = T.One;
        return result;
    }

    /// <summary>A copy of an array of any rank.</summary>
    internal static Tensor<T> Copy<T>(Array values, TensorShape shape)
        where T : unmanaged
    {
        Tensor<T> result = Tensor<T>.Rent(shape);
        Elements<T>(values).CopyTo(result.Elements);
        return result;
    }

    /// <summary>The elements of an array of any rank, the last index fastest.</summary>
    private static Span<T> Elements<T>(Array values)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);

    /// <summary>A shape with its −1 replaced, for so many elements.</summary>
    internal static TensorShape Resolve(TensorShape shape, int length, string operation)
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        shape.AsSpan().CopyTo(lengths);
        lengths = lengths[..shape.Rank];
        int open = lengths.IndexOf(-1);
        if (open < 0) return shape.FlattenedLength == length ? shape : throw Mismatch(shape, length, operation);
        lengths[open] = 1;
        int others = lengths.Contains(-1) ? 0 : new TensorShape(lengths).FlattenedLength;
        if (others == 0 || length % others != 0) throw Mismatch(shape, length, operation);
        lengths[open] = length / others;
        return new TensorShape(lengths);
    }

    private static ShapeException Mismatch(TensorShape shape, int length, string operation) =>
        new($"{operation}: {length} {(length == 1 ? "element does" : "elements do")} not fill the shape {shape}.");
}
