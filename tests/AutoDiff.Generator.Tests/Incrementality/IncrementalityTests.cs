using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Incrementality;

/// <summary>
/// Which steps run again after an edit. A comment or an edit elsewhere stops at the lowered bodies: they are <c>Unchanged</c>, and what follows, the
/// expensive part, is <c>Cached</c>.
/// </summary>
public sealed class IncrementalityTests
{
    private const string Source = """
        partial class C
        {
            [Differentiable] static double F(double x) => x * Twice(x);
            [Differentiable] static double G(double[] y) => y[0] * y[1];
            static double Twice(double x) => 2 * x;
            static int Other() => 1;
        }
        """;

    [Theory]
    [InlineData("static double F", "/* twice the square */ static double F")]
    [InlineData("x * Twice(x)", "x /* times */ * Twice(x) // done\n")]
    [InlineData("partial class C", "// A class.\n\n\npartial class C")]
    [InlineData("static int Other() => 1;", "static int Other() => 2; static int More() => 3;")]
    [InlineData("x * Twice(x);", "(x * ((Twice(x))));")]
    public void An_edit_without_effect_on_the_bodies_stops_there(string before, string after)
    {
        ILookup<string, string> steps = Edit(before, after);
        Assert.Equal(["Cached"], steps["Stubs"]);
        Assert.Equal(["F Unchanged", "G Unchanged"], steps["Primals"]);
        Assert.Equal(["F Cached", "G Cached"], steps["Derivatives"]);
        Assert.Equal(["Cached"], steps["Output"].Distinct());
    }

    [Theory]
    [InlineData("x * Twice(x)", "x * x * Twice(x)")]
    [InlineData("=> 2 * x", "=> 3 * x")]
    public void An_edit_in_a_body_or_in_what_it_calls_concerns_only_that_method(string before, string after)
    {
        ILookup<string, string> steps = Edit(before, after);
        Assert.Equal(["Cached"], steps["Stubs"]);
        Assert.Equal(["F Modified", "G Unchanged"], steps["Primals"]);
        Assert.Equal(["F Modified", "G Cached"], steps["Derivatives"]);
    }

    [Fact]
    public void A_changed_signature_changes_the_stubs_and_its_own_derivative()
    {
        ILookup<string, string> steps = Edit("double[] y) => y[0] * y[1]", "double[] z) => z[0] * z[1]");
        Assert.Equal(["Modified"], steps["Stubs"]);
        Assert.Equal(["F Unchanged", "G Modified"], steps["Primals"]);
        Assert.Equal(["F Cached", "G Modified"], steps["Derivatives"]);
    }

    [Fact]
    public void A_new_method_concerns_no_other()
    {
        ILookup<string, string> steps = Edit("static int Other() => 1;", "[Differentiable] static double H(double x) => x;");
        Assert.Equal(["F Unchanged", "G Unchanged", "H New"], steps["Primals"]);
        Assert.Equal(["F Cached", "G Cached", "H New"], steps["Derivatives"]);
    }

    [Fact]
    public void An_option_makes_the_derivatives_again_but_not_the_bodies()
    {
        SourceProject project = new(Source);
        GeneratorDriver driver = SourceProject.Driver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken);
        ILookup<string, string> steps = Steps(driver.WithUpdatedAnalyzerConfigOptions(Combination.Named("unoptimized, unplanned").ToProvider()).RunGenerators(project.Compilation, TestContext.Current.CancellationToken));
        Assert.Equal(["Modified"], steps["Options"]);
        Assert.Equal(["F Cached", "G Cached"], steps["Primals"]);
        Assert.DoesNotContain("F Cached", steps["Derivatives"]);
    }

    [Fact]
    public void Nothing_runs_for_a_project_without_differentiable_methods()
    {
        SourceProject project = new("class C;");
        GeneratorRunResult result = SourceProject.Driver().RunGenerators(project.Compilation, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        Assert.Empty(result.GeneratedSources);
        Assert.Empty(result.Diagnostics);
    }

    private static ILookup<string, string> Edit(string before, string after)
    {
        Assert.Contains(before, Source, StringComparison.Ordinal);
        CSharpCompilation compilation = new SourceProject(Source).Compilation;
        SyntaxTree old = compilation.SyntaxTrees.Single(t => t.FilePath == "Source0.cs");
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(old, SourceProject.Parse(Source.Replace(before, after, StringComparison.Ordinal), old.FilePath));
        GeneratorDriver driver = SourceProject.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        return Steps(driver.RunGenerators(edited, TestContext.Current.CancellationToken));
    }

    private static ILookup<string, string> Steps(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        var named = result.TrackedSteps.SelectMany(step => step.Value, (step, run) => (step.Key, run));
        var outputs = result.TrackedOutputSteps.SelectMany(step => step.Value, (_, run) => (Key: "Output", run));
        return named.Concat(outputs).SelectMany(s => s.run.Outputs, (s, output) => (s.Key, Text: Describe(output.Value, output.Reason)))
            .OrderBy(s => s.Text, StringComparer.Ordinal).ToLookup(s => s.Key, s => s.Text);
    }

    private static string Describe(object value, IncrementalStepRunReason reason) => value switch
    {
        Primal primal => $"{primal.Method.Name} {reason}",
        Derivative derivative => $"{derivative.FileName.Split('.')[1]} {reason}",
        _ => reason.ToString(),
    };
}
