using System.Numerics;
using AutoDiff;
using static Bootcamp.Lesson;

namespace Bootcamp;

/// <summary>Section 3: derivatives. The build writes them beside the methods that bear <c>[Differentiable]</c>.</summary>
internal static partial class Gradients
{
    /// <summary>z = sin((w + 1)³).</summary>
    [Differentiable]
    public static float Wave(Parameter<float> w) => Tensor.Sin(Tensor.Pow(w.Value + 1f, 3f)).Item();

    /// <summary>The sum of the elements of M v.</summary>
    [Differentiable]
    public static float ProductSum(Tensor<float> m, Tensor<float> v) => Tensor.Sum(Tensor.MatMul(m, v)).Item();

    /// <summary>|z|², a real function of a complex number.</summary>
    [Differentiable]
    public static double Power(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;

    public static void Run()
    {
        Title("3. Gradients");
        Say("z = sin((w + 1)³) has dz/dw = 3 (w + 1)² cos((w + 1)³), at w = 1 that is 12 cos 8. WaveBackward computes z and adds dz/dw to the parameter's gradient.");
        Parameter<float> w = new(1f);
        Show(WaveBackward(w));
        Show(w.Gradient);
        Say("It adds: after a second call the gradient is twice as large, until it is set to zero.");
        Show(WaveBackward(w));
        Show(w.Gradient);
        w.ZeroGradient();
        Show(w.Gradient);
        Say("Of numbers the gradient is a function like any other; the build puts the derivative in the place of the lambda.");
        Show(Gradient.Of((float x) => MathF.Sin(MathF.Pow(x + 1, 3)))(1));
        Say("Gradients of Σ (M v)ᵢ with respect to M and v:");
        Tensor<float> v = [1f, 2f, 3f];
        Tensor<float> M = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        (Tensor<float> dM, Tensor<float> dV) = ProductSumGradient(M, v);
        Show(ProductSum(M, v));
        Show(dM);
        Show(dV);
        Say("A real function of a complex number: its gradient is ∂f/∂x + i ∂f/∂y, which points uphill.");
        Show(PowerGradient(new Complex(3, 4)));
    }
}
