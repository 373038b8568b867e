using AutoDiff;
using GradBench.Protocol;

namespace GradBench.Problems;

/// <summary>The square of a number, and its derivative: shows that the protocol works.</summary>
public static partial class Hello
{
    [Differentiable]
    public static double Square(double x) => x * x;

    internal static IEnumerable<Function> Functions =>
    [
        Function.Of("square", Json.Default.Double, x => Square(x), Json.Default.Double),
        Function.Of("double", Json.Default.Double, x => SquareGradient(x), Json.Default.Double),
    ];
}
