namespace AutoDiff;

/// <content>Questions about shapes, which differentiable methods ask.</content>
public static partial class Tensor
{
    /// <summary>Whether two tensors have the same shape.</summary>
    /// <param name="x">A tensor.</param>
    /// <param name="y">Another one.</param>
    /// <typeparam name="T">The elements' type of the first.</typeparam>
    /// <typeparam name="TOther">The elements' type of the second.</typeparam>
    /// <returns>Whether they have.</returns>
    public static bool HasSameShape<T, TOther>(Tensor<T> x, Tensor<TOther> y)
        where T : unmanaged
        where TOther : unmanaged => x.Shape == y.Shape;

    // Whether a shape is another one without the axis of classes, the second or the only one.
    internal static bool IsClassShape(TensorShape shape, TensorShape whole)
    {
        if (whole.Rank == 0 || shape.Rank != whole.Rank - 1) return false;
        int axis = whole.Rank == 1 ? 0 : 1;
        for (int i = 0; i < shape.Rank; i++)
            if (shape[i] != whole[i < axis ? i : i + 1]) return false;
        return true;
    }
}
