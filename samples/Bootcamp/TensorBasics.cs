using AutoDiff;
using static Bootcamp.Lesson;

namespace Bootcamp;

/// <summary>Sections 1 and 2: tensors, and what one does with them.</summary>
internal static class TensorBasics
{
    public static void Creation()
    {
        Title("1. Tensors");
        Tensor<float> s = 42f;
        Tensor<float> v = [1f, 2f, 3f];
        Tensor<float> M = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Say("A scalar has no axes, a vector one, a matrix two.");
        Show(s);
        Show(v);
        Show(M);
        Show(s.Shape);
        Show(v.Shape);
        Show(M.Shape);
        Say("The element type is the literal's; other ways to make one:");
        Show(Tensor.Arange(5));
        Show(Tensor.Linspace(0.0, 1.0, 5));
        Show(Tensor.Zeros<float>(2, 3));
        Show(Tensor.Eye<float>(3));
        Say("An element, a row, a column, a block; the last three are views on the same numbers.");
        Show(M[1, 2]);
        Show(M[0, ..]);
        Show(M[.., 1]);
        Show(M[.., 1..]);
    }

    public static void Arithmetic()
    {
        Title("2. Arithmetic");
        Tensor<float> s = 42f;
        Tensor<float> v = [1f, 2f, 3f];
        Tensor<float> M = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Say("Element by element:");
        Show(v + v);
        Show(v * v);
        Say("Broadcasting: a scalar with a vector, a vector with each row of a matrix.");
        Show(s * v);
        Show(M + v);
        Show(M * v);
        Say("Products: v·v is a scalar, M·v a vector, M·Mᵀ a matrix.");
        Show(Tensor.MatMul(v, v));
        Show(Tensor.MatMul(M, v));
        Show(Tensor.MatMul(M, M.Transpose(0, 1)));
        Say("Powers and elementary functions:");
        Show(Tensor.Pow(v, 2f));
        Show(Tensor.Sqrt(v));
        Show(Tensor.Exp(v));
        Show(Tensor.Sin(Tensor.Pow(v + 1f, 3f)));
        Say("Reductions, of all elements or along an axis:");
        Show(Tensor.Sum(M));
        Show(Tensor.Sum(M, 0));
        Show(Tensor.Mean(M, 1));
        Say("Complex numbers:");
        Tensor<Complex64> z = [new(1, 2), new(3, -4)];
        Show(z);
        Show(z * z);
        Show(z.Abs());
        Show(z.Conjugate());
    }
}
