using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>A generic method over all numbers has the derivative of real ones, and says so where the numbers are complex.</summary>
public sealed class GenericNumbersTests
{
    [Fact]
    public void ComplexOnesAreRefused()
    {
        Assert.Equal((3f, 2f), GenericPrograms.ProductGradient(2f, 3f));
        string message = Assert.Throws<NotSupportedException>(() => GenericPrograms.ProductGradient(new Complex(1, 2), Complex.One)).Message;
        Assert.Contains("Complex", message);
        Assert.Throws<NotSupportedException>(() => GenericPrograms.ProductJvp(Complex.One, Complex.One, Complex.One, Complex.One));
    }
}

internal static partial class GenericPrograms
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static T Product<T>(T x, T y)
        where T : INumberBase<T> => x * y;
}
