using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>What the derivatives of tensor operations call beside the operations themselves: transposes of linear ones. For generated code.</summary>
public static partial class Tensor
{
    /// <summary>The transpose of a sum along axes: what was reduced, repeated along them.</summary>
    /// <param name="reduced">The reduced tensor.</param>
    /// <param name="shape">The shape before the reduction.</param>
    /// <param name="axes">The axes that were reduced; all by default.</param>
    /// <param name="keepDimensions">Whether they were kept, with length 1.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> ExpandReduced<T>(Tensor<T> reduced, TensorShape shape, Axes axes = default, bool keepDimensions = false)
        where T : unmanaged
    {
        Span<int> kept = stackalloc int[shape.Rank];
        Reduced(shape, axes, kept);
        return reduced.Reshape(new TensorShape(kept)).BroadcastTo(shape);
    }

    /// <summary>The shape to which two are broadcast.</summary>
    /// <param name="first">A shape.</param>
    /// <param name="second">Another.</param>
    /// <returns>The shape of a function of elements of tensors of the two shapes.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static TensorShape BroadcastShapes(TensorShape first, TensorShape second) => Layout.Broadcast(first, second, "The operation");

    /// <summary>How many elements are reduced to one.</summary>
    /// <param name="shape">The shape before the reduction.</param>
    /// <param name="axes">The axes that are reduced; all by default.</param>
    /// <returns>The product of their lengths.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int ReducedCount(TensorShape shape, Axes axes = default)
    {
        Span<int> kept = stackalloc int[shape.Rank];
        Reduced(shape, axes, kept);
        int count = 1;
        for (int i = 0; i < kept.Length; i++)
            if (kept[i] != shape[i]) count *= shape[i];
        return count;
    }

    /// <summary>target += x, element by element: the transpose of taking an array as a tensor.</summary>
    /// <param name="x">What is added, the innermost axis fastest.</param>
    /// <param name="target">What is added to, of as many elements.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddTo<T>(Tensor<T> x, Span<T> target)
        where T : unmanaged, INumberBase<T>
    {
        if (x.Length != target.Length) throw new ShapeException($"AddTo: the tensor of shape {x.Shape} has not {target.Length} elements.");
        Tensor<T> row = x.Contiguous();
        TensorPrimitives.Add(target, row.Elements, target);
        row.Recycle();
    }

    /// <inheritdoc cref="AddTo{T}(Tensor{T}, Span{T})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddTo<T>(Tensor<T> x, T[,] target)
        where T : unmanaged, INumberBase<T> =>
        AddTo(x, Elements<T>(target));

    /// <inheritdoc cref="AddTo{T}(Tensor{T}, Span{T})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddTo<T>(Tensor<T> x, T[,,] target)
        where T : unmanaged, INumberBase<T> =>
        AddTo(x, Elements<T>(target));

    /// <inheritdoc cref="AddTo{T}(Tensor{T}, Span{T})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddTo<T>(Tensor<T> x, T[,,,] target)
        where T : unmanaged, INumberBase<T> =>
        AddTo(x, Elements<T>(target));

    /// <summary>The cotangent of the left factor of <see cref="MatMul{T}"/>: the result's times the transpose of the right one.</summary>
    /// <param name="cotangent">The result's cotangent.</param>
    /// <param name="left">The left factor's shape.</param>
    /// <param name="right">The right factor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the left factor's shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> MatMulLeft<T>(Tensor<T> cotangent, TensorShape left, Tensor<T> right)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> columns = right.Rank == 1 ? right.Unsqueeze(-1) : right;
        return MatMul(AsMatrix(cotangent, left.Rank, right.Rank), columns.Transpose(-2, -1)).SumTo(left.Rank == 1 ? [1, left[0]] : left).Reshape(left);
    }

    /// <summary>The cotangent of the right factor of <see cref="MatMul{T}"/>: the transpose of the left one times the result's.</summary>
    /// <param name="cotangent">The result's cotangent.</param>
    /// <param name="left">The left factor.</param>
    /// <param name="right">The right factor's shape.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor of the right factor's shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> MatMulRight<T>(Tensor<T> cotangent, Tensor<T> left, TensorShape right)
        where T : unmanaged, INumberBase<T>
    {
        Tensor<T> rows = left.Rank == 1 ? left.Unsqueeze(0) : left;
        return MatMul(rows.Transpose(-2, -1), AsMatrix(cotangent, left.Rank, right.Rank)).SumTo(right.Rank == 1 ? [right[0], 1] : right).Reshape(right);
    }

    /// <summary>The transpose of <see cref="Permute{T}"/>.</summary>
    /// <param name="x">A permuted tensor.</param>
    /// <param name="axes">The axes by which it was permuted.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A view with the axes in their places before.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> PermuteBack<T>(Tensor<T> x, Axes axes)
        where T : unmanaged
    {
        Span<int> inverse = stackalloc int[x.Rank];
        for (int i = 0; i < x.Rank; i++) inverse[Axes.Normalize(axes[i], x.Rank, nameof(Permute))] = i;
        return x.Permute(Axes.Create(inverse));
    }

    /// <summary>The sum of all elements.</summary>
    /// <param name="x">A tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The sum.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T Total<T>(Tensor<T> x)
        where T : unmanaged, INumberBase<T> => x.Length == 1 ? x.Item() : x.Sum().Item();

    /// <summary>The sum of two cotangents of one tensor, of which either may be null, which is zero.</summary>
    /// <param name="x">A cotangent.</param>
    /// <param name="y">Another one.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The sum; null where both are.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> AddTerms<T>(Tensor<T>? x, Tensor<T>? y)
        where T : unmanaged, INumberBase<T> => (x is null ? y : y is null ? x : x + y)!;

    /// <summary>The same for each of several tensors.</summary>
    /// <param name="sums">The cotangents so far, which are replaced.</param>
    /// <param name="terms">What is added to each.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddTerms<T>(Span<Tensor<T>> sums, ReadOnlySpan<Tensor<T>> terms)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < terms.Length; i++) sums[i] = AddTerms(sums[i], terms[i]);
    }

    /// <summary>Adds cotangents into the tensors of a sink.</summary>
    /// <param name="sinks">A tensor for each.</param>
    /// <param name="terms">What is added; null is zero.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddToSinks<T>(Span<Tensor<T>> sinks, ReadOnlySpan<Tensor<T>> terms)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < terms.Length; i++)
            if (terms[i] is { } term) AddInPlace(sinks[i], term);
    }

    /// <summary>Adds the parts of a cotangent along its first axis to those of the tensors that were stacked.</summary>
    /// <param name="x">The cotangent of the stack.</param>
    /// <param name="target">The cotangents so far; null is zero.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddTo<T>(Tensor<T> x, Span<Tensor<T>> target)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < target.Length; i++) target[i] = AddTerms(target[i], x[i, ..]);
    }

    /// <summary>Zeros of the shape of a tensor.</summary>
    /// <param name="x">A tensor, or null.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The zeros; null for null.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> ZeroTangent<T>(Tensor<T>? x)
        where T : unmanaged => x is null ? null! : ZerosLike(x);

    /// <summary>The same of several tensors.</summary>
    /// <param name="tensors">The tensors; each may be null.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new array.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T>[] ZeroTangents<T>(Tensor<T>[] tensors)
        where T : unmanaged => Array.ConvertAll(tensors, static x => ZeroTangent(x));

    /// <summary>A cotangent that may be null, or zeros.</summary>
    /// <param name="x">A cotangent; null stands for zero.</param>
    /// <param name="like">The tensor that it belongs to.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The cotangent, or zeros of that tensor's shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> OrZero<T>(Tensor<T>? x, Tensor<T> like)
        where T : unmanaged => x ?? ZerosLike(like);

    // With the axes that a factor of one axis does not have.
    private static Tensor<T> AsMatrix<T>(Tensor<T> product, int left, int right)
        where T : unmanaged
    {
        if (right == 1) product = product.Unsqueeze(-1);
        return left == 1 ? product.Unsqueeze(-2) : product;
    }

    // The shape after the reduction, where the axes are kept.
    private static void Reduced(TensorShape shape, Axes axes, Span<int> kept)
    {
        int mask = axes.ToMask(shape.Rank, nameof(Sum));
        for (int i = 0; i < kept.Length; i++) kept[i] = (mask >> i & 1) != 0 ? 1 : shape[i];
    }
}
