using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Queries that have no derivative: the place, and what the message says.</summary>
public sealed class QueryDiagnosticTests
{
    [Theory]
    [InlineData("x.OrderBy(v => v).First()", "x.OrderBy(v => v)", "Enumerable.OrderBy of numbers")]
    [InlineData("x.Select(v => v * v).Distinct().Sum()", "x.Select(v => v * v).Distinct()", "Enumerable.Distinct of numbers")]
    [InlineData("x.Select(Held).Sum()", "Held", "a delegate whose function is not known")]
    [InlineData("x.Zip(x, Pair).Sum()", "Pair", "a delegate whose function is not known")]
    [InlineData("x.Aggregate(Pair)", "Pair", "a delegate whose function is not known")]
    [InlineData("Changed(x)", "y = y.Skip(1)", "an assignment to a variable that holds a query")]
    public void A_query_without_a_derivative_is_reported(string expression, string place, string message)
    {
        SourceProject project = new($$"""
            using System.Collections.Generic;
            using System.Linq;
            partial class C
            {
                static readonly Func<double, double> Held = Math.Sin;
                static readonly Func<double, double, double> Pair = Math.Max;
                static double Changed(double[] x) { IEnumerable<double> y = x.Take(9); y = y.Skip(1); return y.Sum(); }
                [Differentiable] static double F(double[] x) => {{expression}};
            }
            """);
        Assert.DoesNotContain(project.CompilerMessages, m => m.Contains("error", StringComparison.Ordinal));
        Assert.Equal([$"AD0012 {place}"], project.Reported);
        Assert.Contains(message, project.Diagnostics().Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_of_constants_runs_as_it_is()
    {
        SourceProject project = new("""
        using System.Collections.Generic;
        using System.Linq;
        partial class C
        {
            [Differentiable] static double F(double x, int[] n, IEnumerable<double> weights) => x * n.Distinct().Count() * weights.Sum() * n.Max() * n.Sum(i => i * 2);
            [Differentiable] static double G(double x, List<double> list, string[] names) => x * list.Distinct().Sum() * list.Max(v => v * x) * names.Count(n => n.Length > 2) * list.ToArray()[0] * names.ToArray().Length * names.First().Length;
        }
        """);
        Assert.Empty(project.CompilerMessages);
        Assert.Empty(project.Reported);
    }
}
