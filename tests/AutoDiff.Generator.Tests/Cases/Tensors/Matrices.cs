namespace Cases.Tensors;

/// <summary>Parts of matrices, sums of products in Einstein's notation, axes in other places.</summary>
public static partial class Matrices
{
    [Differentiable]
    public static double Triangles(Tensor<double> m) =>
        (m.Tril() * m.Triu(1).Transpose(-1, -2)).Sum().Item() + m.Diagonal(1).Square().Sum().Item() * m.Trace().Exp().Sum().Item();

    /// <summary>Attention's products; a trace of a product; a sum of an operand alone.</summary>
    [Differentiable]
    public static double Summed(Tensor<double> q, Tensor<double> k, Tensor<double> v)
    {
        Tensor<double> scores = Tensor.Einsum("bhqd,bhkd->bhqk", q, k);
        Tensor<double> mixed = Tensor.Einsum("bhqk,bhkd->qbhd", Tensor.Softmax(scores, -1), v);
        return mixed.Square().Sum().Item() + Tensor.Einsum("...ij,...ij,...kl->k", q, k, v).Sin().Sum().Item();
    }

    [Differentiable]
    public static Tensor<double> Diagonals(Tensor<double> m, Tensor<double> x) => Tensor.Einsum("ii,i->i", m, x) * Tensor.Einsum("ii,j", m, x) + Tensor.Outer(x, x).MoveAxis(0, -1).Sum(0);

    private static Tensor<double> Some(int seed, params TensorShape shape) => Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    public static IEnumerable<object[]> TrianglesPoints => [[Some(1, 3, 3)], [Some(2, 2, 3, 3)]];

    public static IEnumerable<object[]> SummedPoints => [[Some(1, 2, 1, 3, 2), Some(2, 2, 1, 3, 2), Some(3, 2, 1, 3, 2)]];

    public static IEnumerable<object[]> DiagonalsPoints => [[Some(1, 3, 3), Some(2, 3)]];
}
