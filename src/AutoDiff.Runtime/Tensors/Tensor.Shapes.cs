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
}
