using System.Reflection;
using Xunit;

namespace AutoDiff.Generator.Tests.Generics;

/// <summary>Overflow of integers, in projects that check it by default and in those that do not.</summary>
public sealed class CheckedProjectTests
{
    private const string Source = """
        public static partial class Integers
        {
            [Differentiable]
            public static double Wrapping(double x, int n) => x * x * unchecked(n * 1_000_003);

            [Differentiable]
            public static double Checked(double x, int n) => x * x * checked(n * 1_000_003);

            [Differentiable]
            public static double ByDefault(double x, int n) => x * x * (n * 1_000_003);

            [Differentiable]
            public static double Narrowed(double x, double n) => x * checked((short)(n * 1e6));
        }
        """;

    public static TheoryData<bool> Projects => [true, false];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Derivatives_overflow_as_their_primals_do(bool isChecked)
    {
        Type integers = (isChecked ? SourceProject.Checked(Source) : new SourceProject(Source)).Load().GetType("Integers")!;
        object? Call(string name, params object[] arguments)
        {
            try
            {
                return integers.GetMethod(name)!.Invoke(null, arguments);
            }
            catch (TargetInvocationException exception)
            {
                return exception.InnerException!.GetType();
            }
        }

        double wrapped = unchecked(5000 * 1_000_003);
        Assert.Equal(2 * 3 * wrapped, Call("WrappingGradient", 3.0, 5000));
        Assert.Equal(typeof(OverflowException), Call("CheckedGradient", 3.0, 5000));
        Assert.Equal(2 * 3 * 5_000_015.0, Call("CheckedGradient", 3.0, 5));
        Assert.Equal(isChecked ? typeof(OverflowException) : 2 * 3 * wrapped, Call("ByDefaultGradient", 3.0, 5000));
        Assert.Equal(typeof(OverflowException), Call("NarrowedVjp", 3.0, 1.0, 1.0, 0.0, 0.0));
    }
}
