using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Generator.Tests.Interceptors;

/// <summary>What is generated for calls of <c>Gradient</c>.</summary>
public sealed partial class InterceptorFileTests
{
    [Fact]
    public void Interceptors_and_derivatives_as_a_person_would_write_them()
    {
        SourceProject project = new("""
            namespace Shop;
            public readonly record struct Money(double Amount, double Rate);

            public static class Prices
            {
                public static double Cost(double[] amounts, double rate, int discount) => amounts[0] * rate - discount;

                public static void Report(double[] amounts)
                {
                    Func<double, double> slope = Gradient.Of((double x) => x * x /* squared */ - 3 * x + 1);
                    (double value, double gradient) = Gradient.ValueAndGradient((double x) => Math.Sin(x), 0.5);
                    (double cost, (double[] by, double, int) slopes) = Gradient.ValueAndGradient(Cost, amounts, 1.5, 3);
                    GradientCheck.Verify(Cost, amounts, 1.5, 3);
                    GradientCheck.Verify((Money money) => money.Amount * money.Rate, new Money(2, 3));
                }
            }
            """);
        Assert.Empty(project.CompilerMessages);
        string text = string.Join("\n", project.Generated);
        Snapshot.Verify(Data().Replace(text, "\"…\""), Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Interceptors", "Interceptors.verified.cs"));
    }

    // A hash of the file and the place in it.
    [System.Text.RegularExpressions.GeneratedRegex("(?<=InterceptsLocation\\(1, )\"[^\"]*\"")]
    private static partial System.Text.RegularExpressions.Regex Data();
}
