using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Products of vectors and matrices.</content>
public static partial class Tensor
{
    /// <summary>
    /// The matrix product. Of two vectors, their scalar product; of a matrix and a vector, a vector; of stacks of matrices, the product of each pair, the axes before the last
    /// two broadcast. A transposed argument costs nothing more.
    /// </summary>
    /// <param name="a">A tensor of one axis or more: a vector, or matrices in its last two.</param>
    /// <param name="b">Another; its last axis but one, or its only one, is as long as the last of <paramref name="a"/>.</param>
    /// <param name="left">How <paramref name="a"/> is written at the call, for the message of an exception.</param>
    /// <param name="right">How <paramref name="b"/> is written at the call.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor: of shape [], [m], [n], [m, n] or […, m, n].</returns>
    /// <exception cref="ShapeException">An argument is a scalar, or the shapes do not match.</exception>
    public static Tensor<T> MatMul<T>(
        this Tensor<T> a, Tensor<T> b, [CallerArgumentExpression(nameof(a))] string left = "", [CallerArgumentExpression(nameof(b))] string right = "")
        where T : unmanaged, INumberBase<T>
    {
        if (a is Tensor<Half> && b is Tensor<Half>)
        {
            // Eleven digits are too few to add many products with.
            Tensor<float> first32 = a.To<float>(), second32 = b.To<float>(), product = MatMul(first32, second32, left, right);
            Tensor<T> rounded = product.To<T>();
            first32.Recycle();
            second32.Recycle();
            product.Recycle();
            return rounded;
        }
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"MatMul: a of shape {a.Shape} and b of shape {b.Shape}: a scalar is multiplied with *{Named(left, right)}.");
        int inner = a.Shape[^1], other = b.Rank == 1 ? b.Shape[0] : b.Shape[^2];
        if (inner != other)
        {
            throw new ShapeException(
                $"MatMul: a of shape {a.Shape} and b of shape {b.Shape} do not match: {inner} {(a.Rank == 1 ? "elements" : "columns")} against {other} {(b.Rank == 1 ? "elements" : "rows")}{Named(left, right)}.");
        }

        // A vector is a matrix of one row on the left, of one column on the right.
        int rows = a.Rank == 1 ? 1 : a.Shape[^2], columns = b.Rank == 1 ? 1 : b.Shape[^1];
        Matrix first = new(rows, inner, a.Rank == 1 ? 0 : a.Strides[^2], a.Strides[^1]);
        Matrix second = new(inner, columns, b.Rank == 1 ? b.Strides[0] : b.Strides[^2], b.Rank == 1 ? 0 : b.Strides[^1]);
        TensorShape aStack = new(a.Shape.AsSpan()[..Math.Max(a.Rank - 2, 0)]), bStack = new(b.Shape.AsSpan()[..Math.Max(b.Rank - 2, 0)]);
        TensorShape stack = Layout.Broadcast(aStack, bStack, "MatMul", "the stack of matrices a", "the stack b");

        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        stack.AsSpan().CopyTo(lengths);
        int rank = stack.Rank;
        if (a.Rank > 1) lengths[rank++] = rows;
        if (b.Rank > 1) lengths[rank++] = columns;
        Tensor<T> result = Tensor<T>.Rent(new TensorShape(lengths[..rank]));
        Span<T> destination = result.Elements;
        int size = rows * columns;
        if (destination.IsEmpty) return result;
        LoopNest nest = new(stack, StackStrides(a, stack, aStack), StackStrides(b, stack, bStack));
        int position = 0;
        do
        {
            int x = a.Offset + nest.Offset0, y = b.Offset + nest.Offset1;
            for (int i = 0; i < nest.Count; i++, x += nest.Stride0, y += nest.Stride1, position += size)
                MatrixProduct.Compute(a.Memory, x, first, b.Memory, y, second, destination.Slice(position, size));
        }
        while (nest.Next());
        return result;
    }

    /// <summary>The scalar product of two vectors: Σ aᵢ·bᵢ, without a conjugate.</summary>
    /// <param name="a">A tensor of one axis.</param>
    /// <param name="b">Another of the same length.</param>
    /// <param name="left">How <paramref name="a"/> is written at the call, for the message of an exception.</param>
    /// <param name="right">How <paramref name="b"/> is written at the call.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor without axes.</returns>
    /// <exception cref="ShapeException">An argument is no vector, or the lengths differ.</exception>
    public static Tensor<T> Dot<T>(this Tensor<T> a, Tensor<T> b, [CallerArgumentExpression(nameof(a))] string left = "", [CallerArgumentExpression(nameof(b))] string right = "")
        where T : unmanaged, INumberBase<T> =>
        a.Rank == 1 && a.Shape == b.Shape ? MatMul(a, b, left, right) : throw new ShapeException($"Dot: {a.Shape} and {b.Shape} are not the shapes of two vectors of one length{Named(left, right)}.");

    /// <summary>All products of an element of one vector with one of another: aᵢ·bⱼ.</summary>
    /// <param name="a">A tensor of one axis.</param>
    /// <param name="b">Another.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of shape [m, n].</returns>
    /// <exception cref="ShapeException">An argument is no vector.</exception>
    public static Tensor<T> Outer<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, INumberBase<T>
    {
        if (a.Rank != 1 || b.Rank != 1) throw new ShapeException($"Outer: {a.Shape} and {b.Shape} are not the shapes of two vectors.");
        Tensor<T> column = Unsqueeze(a, 1);
        Tensor<T> result = Multiply(column, b);
        column.Recycle();
        return result;
    }

    private static string Named(string left, string right) => left.Length == 0 && right.Length == 0 ? string.Empty : $" (argument '{left}', '{right}')";

    /// <summary>The strides along the axes before the matrices, broadcast.</summary>
    private static TensorShape.Lengths StackStrides<T>(Tensor<T> x, TensorShape stack, TensorShape own)
        where T : unmanaged
    {
        TensorShape.Lengths strides = default;
        int missing = stack.Rank - own.Rank;
        for (int axis = 0; axis < own.Rank; axis++) strides[missing + axis] = own[axis] == 1 ? 0 : x.Strides[axis];
        return strides;
    }
}
