using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Interceptors;

/// <summary>Which steps run again after an edit: the calls move, the derivatives stay.</summary>
public sealed class InterceptorIncrementalityTests
{
    private const string Source = """
        static class C
        {
            static double F(double x) => Gradient.Of((double y) => y * y * y)(x) + Gradient.ValueAndGradient(G, x).Value;
            static double G(double x) => x * x;
            static int Other() => 1;
        }
        """;

    [Theory]
    [InlineData("static class C", "// A class.\n\nstatic class C", "Modified")]
    [InlineData("y * y * y", "y * y /* squared */ * y", "Modified")]
    [InlineData("static int Other() => 1;", "static int Other() => 2;", "Modified")]
    public void An_edit_that_moves_calls_leaves_the_derivatives(string before, string after, string calls)
    {
        ILookup<string, IncrementalStepRunReason> steps = Edit(before, after);
        Assert.All(steps["Calls"], reason => Assert.Equal(calls, reason.ToString()));
        Assert.All(steps["Functions"], reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(steps["FunctionDerivatives"], reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(2, steps["FunctionDerivatives"].Count());
    }

    [Fact]
    public void An_edit_of_one_function_concerns_only_its_derivative() => Assert.Equal(
        [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
        Edit("x * x;", "x * x * x;")["FunctionDerivatives"].Order());

    [Fact]
    public void An_edit_in_another_file_changes_no_call()
    {
        CSharpCompilation compilation = new SourceProject(Source, "class D;").Compilation;
        ILookup<string, IncrementalStepRunReason> steps = Edit(compilation, "Source1.cs", "class D { }");
        Assert.All(steps["Calls"], reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(steps["Interceptors"], reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static ILookup<string, IncrementalStepRunReason> Edit(string before, string after)
    {
        Assert.Contains(before, Source, StringComparison.Ordinal);
        return Edit(new SourceProject(Source).Compilation, "Source0.cs", Source.Replace(before, after, StringComparison.Ordinal));
    }

    private static ILookup<string, IncrementalStepRunReason> Edit(CSharpCompilation compilation, string path, string source)
    {
        SyntaxTree old = compilation.SyntaxTrees.Single(t => t.FilePath == path);
        GeneratorDriver driver = SourceProject.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(old, SourceProject.Parse(source, path)), TestContext.Current.CancellationToken);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return result.TrackedSteps.SelectMany(step => step.Value, (step, run) => (step.Key, run)).SelectMany(s => s.run.Outputs, (s, output) => (s.Key, output.Reason)).ToLookup(s => s.Key, s => s.Reason);
    }
}
