using System.ComponentModel;
using System.Numerics;

namespace AutoDiff;

/// <content>Sums of products, in Einstein's notation.</content>
public static partial class Tensor
{
    /// <summary>
    /// A sum of products in Einstein's notation: <c>"ij,jk-&gt;ik"</c> is a matrix product, <c>"ii-&gt;"</c> a trace, <c>"...ij-&gt;...ji"</c> transposes. A letter names an
    /// axis; one that the result does not have is summed over. Without an arrow the result has the letters that occur once, in alphabetical order, after those axes that
    /// <c>...</c> stands for, which are broadcast.
    /// </summary>
    /// <param name="equation">The axes of each operand, separated by commas, and after an arrow those of the result.</param>
    /// <param name="operands">The operands. They are multiplied from left to right.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A tensor; of a single operand that is not summed, a view.</returns>
    /// <exception cref="ShapeException">The lengths of an axis differ.</exception>
    /// <exception cref="ArgumentException">The equation is none, or not for so many operands or axes.</exception>
    public static Tensor<T> Einsum<T>(string equation, params ReadOnlySpan<Tensor<T>> operands)
        where T : unmanaged, INumberBase<T>
    {
        EinsteinNotation notation = new(equation, operands.Length);
        for (int i = 0; i < operands.Length; i++) notation.Measure(i, operands[i].Shape);
        NamedTensor<T> product = notation.Name(0, operands[0]);
        for (int i = 1; i < operands.Length; i++)
        {
            NamedTensor<T> left = product, right = notation.Name(i, operands[i]);
            product = Contract(left, right, notation.NeededAfter(i));
            left.Tensor.Recycle();
            right.Tensor.Recycle();
        }
        NamedTensor<T> summed = SumAllBut(product, notation.NeededAfter(operands.Length));
        Tensor<T> result = InOrder(summed, notation.Result);
        product.Tensor.Recycle();
        summed.Tensor.Recycle();
        return result;
    }

    /// <summary>The transpose of <see cref="Einsum{T}"/> in one operand: the product of the result's cotangent with the other operands, for the axes of that operand.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="operand">Which operand.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="operands">The operands, and the result's cotangent in the place of that one.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor of the shape.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Tensor<T> EinsumBack<T>(string equation, int operand, TensorShape shape, params ReadOnlySpan<Tensor<T>> operands)
        where T : unmanaged, INumberBase<T>
    {
        EinsteinNotation notation = new(equation, operands.Length);
        for (int i = 0; i < operands.Length; i++) notation.Measure(i, i == operand ? shape : operands[i].Shape);
        Tensor<T> whole = Zeros<T>(shape);
        // What is written here is on the diagonal of axes that have one name.
        NamedTensor<T> target = notation.Name(operand, whole), product = new(operands[operand], notation.Result);
        for (int i = 0; i < operands.Length; i++)
        {
            if (i == operand) continue;
            ulong needed = target.Axes.Set;
            for (int later = i + 1; later < operands.Length; later++)
                if (later != operand) needed |= notation.Name(later, operands[later]).Axes.Set;
            product = Contract(product, notation.Name(i, operands[i]), needed);
        }
        product = SumAllBut(product, target.Axes.Set);

        // An axis that only this operand has is repeated, one that it has repeated is summed.
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank], aligned = stackalloc int[TensorShape.MaximumRank];
        AxisNames present = target.Axes.Only(product.Axes.Set);
        for (int i = 0; i < target.Axes.Count; i++)
        {
            int at = product.Axes.IndexOf(target.Axes[i]);
            aligned[i] = at < 0 ? 1 : product.Tensor.Shape[at];
            lengths[i] = at < 0 ? 1 : target.Tensor.Shape[i];
        }
        Tensor<T> values = InOrder(product, present).Reshape(new TensorShape(aligned[..target.Axes.Count]));
        return Filled(whole, target.Tensor, values.SumTo(new TensorShape(lengths[..target.Axes.Count])));
    }

    /// <summary>
    /// The product of two tensors, summed over the axes that both have and nobody needs any more: as a product of matrices, with the axes that both have and that are needed
    /// as the stack.
    /// </summary>
    private static NamedTensor<T> Contract<T>(NamedTensor<T> left, NamedTensor<T> right, ulong needed)
        where T : unmanaged, INumberBase<T>
    {
        NamedTensor<T> a = SumAllBut(left, needed | right.Axes.Set), b = SumAllBut(right, needed | left.Axes.Set);
        ulong both = a.Axes.Set & b.Axes.Set;
        AxisNames stack = a.Axes.Only(both & needed), inner = a.Axes.Only(both & ~needed), rows = a.Axes.Only(~both), columns = b.Axes.Only(~both);

        // An axis that one of them only repeats has its length from the other.
        TensorShape stackLengths = Common(a, b, stack), innerLengths = Common(a, b, inner), rowLengths = Common(a, a, rows), columnLengths = Common(b, b, columns);
        Tensor<T> first = AsMatrices(a, stack.Then(rows).Then(inner), Joined(stackLengths, rowLengths, innerLengths), [stackLengths.FlattenedLength, rowLengths.FlattenedLength, innerLengths.FlattenedLength]);
        Tensor<T> second = AsMatrices(b, stack.Then(inner).Then(columns), Joined(stackLengths, innerLengths, columnLengths), [stackLengths.FlattenedLength, innerLengths.FlattenedLength, columnLengths.FlattenedLength]);
        Tensor<T> product = MatMul(first, second);
        product.SetShape(Joined(stackLengths, rowLengths, columnLengths));
        a.Tensor.Recycle();
        b.Tensor.Recycle();
        first.Recycle();
        second.Recycle();
        return new(product, stack.Then(rows).Then(columns));
    }

    private static Tensor<T> AsMatrices<T>(NamedTensor<T> x, AxisNames order, TensorShape lengths, TensorShape matrices)
        where T : unmanaged
    {
        Tensor<T> ordered = InOrder(x, order), expanded = BroadcastTo(ordered, lengths), result = Reshape(expanded, matrices);
        ordered.Recycle();
        expanded.Recycle();
        return result;
    }

    /// <summary>Without the axes that are not in a set; a new object in any case.</summary>
    private static NamedTensor<T> SumAllBut<T>(NamedTensor<T> x, ulong kept)
        where T : unmanaged, INumberBase<T>
    {
        AxisNames gone = x.Axes.Only(~kept);
        if (gone.Count == 0) return new(View(x.Tensor), x.Axes);
        Span<int> axes = stackalloc int[TensorShape.MaximumRank];
        for (int i = 0; i < gone.Count; i++) axes[i] = x.Axes.IndexOf(gone[i]);
        return new(Sum(x.Tensor, new Axes(axes[..gone.Count])), x.Axes.Only(kept));
    }

    private static Tensor<T> InOrder<T>(NamedTensor<T> x, AxisNames order)
        where T : unmanaged
    {
        if (order.Count == 0) return View(x.Tensor);
        Span<int> axes = stackalloc int[TensorShape.MaximumRank];
        for (int i = 0; i < order.Count; i++) axes[i] = x.Axes.IndexOf(order[i]);
        return Permute(x.Tensor, new Axes(axes[..order.Count]));
    }

    private static TensorShape Common<T>(NamedTensor<T> a, NamedTensor<T> b, AxisNames names)
        where T : unmanaged
    {
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        for (int i = 0; i < names.Count; i++)
        {
            int length = a.Tensor.Shape[a.Axes.IndexOf(names[i])];
            lengths[i] = length == 1 ? b.Tensor.Shape[b.Axes.IndexOf(names[i])] : length;
        }
        return new TensorShape(lengths[..names.Count]);
    }

    private static TensorShape Joined(TensorShape first, TensorShape second, TensorShape third)
    {
        Span<int> lengths = stackalloc int[3 * TensorShape.MaximumRank];
        first.AsSpan().CopyTo(lengths);
        second.AsSpan().CopyTo(lengths[first.Rank..]);
        third.AsSpan().CopyTo(lengths[(first.Rank + second.Rank)..]);
        return new TensorShape(lengths[..(first.Rank + second.Rank + third.Rank)]);
    }

    /// <summary>A tensor whose axes have names.</summary>
    internal readonly record struct NamedTensor<T>(Tensor<T> Tensor, AxisNames Axes)
        where T : unmanaged;
}
