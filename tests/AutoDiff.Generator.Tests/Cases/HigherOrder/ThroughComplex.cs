using System.Numerics;

namespace Cases.HigherOrder;

/// <summary>Gradients of complex tensors inside a method that is differentiated.</summary>
public static partial class ThroughComplex
{
    [Differentiable(Order = 2)]
    public static double Size(Tensor<Complex> z) => (z * z * z).Abs().Sum().Item();

    /// <summary>The loss after a step down.</summary>
    [Differentiable]
    public static double Descended(Tensor<Complex> z, double rate) => Size(z - rate * SizeGradient(z));

    public static IEnumerable<object[]> SizePoints => [[(Tensor<Complex>)new Complex[] { new(0.75, -0.5), new(-0.5, 0.25) }]];

    public static IEnumerable<object[]> DescendedPoints => [[(Tensor<Complex>)new Complex[] { new(0.75, -0.5), new(-0.5, 0.25) }, 0.1]];
}
