using System.Reflection;
using Xunit;

namespace AutoDiff.Gradients.Tests;

public sealed class AttributeTests
{
    [Differentiable]
    private static double Annotated([NoGradient] double x) => x;

    [Fact]
    public void Differentiable_asks_for_first_order_reverse_mode_unless_told_otherwise()
    {
        MethodInfo method = typeof(AttributeTests).GetMethod(nameof(Annotated), BindingFlags.Static | BindingFlags.NonPublic)!;
        DifferentiableAttribute attribute = method.GetCustomAttribute<DifferentiableAttribute>()!;
        Assert.Equal((DerivativeModes.Reverse, 1, false), (attribute.Modes, attribute.Order, attribute.Strict));
        Assert.NotNull(method.GetParameters()[0].GetCustomAttribute<NoGradientAttribute>());
        Assert.Equal(2, Annotated(2));
    }
}
