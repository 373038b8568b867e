using System.Reflection;
using System.Text.RegularExpressions;
using AutoDiff.Generator;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Samples.Tests;

/// <summary>The code that is generated for a sample, as a reader finds it in <c>Generated/Sample</c>.</summary>
public sealed partial class GeneratedCodeTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Assembly[] Samples = [typeof(Bootcamp.LinearModel).Assembly, typeof(SignalTuning.Tuning).Assembly, typeof(Digits.Trainer).Assembly];

    public static TheoryData<string> Names => [.. Samples.Select(s => s.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_code_is_the_golden_file(string sample)
    {
        string folder = Path.Combine(RepositoryPaths.Tests, "AutoDiff.Samples.Tests", "Generated", sample);
        Directory.CreateDirectory(folder);
        Dictionary<string, string> generated = Generate(Samples.Single(s => s.GetName().Name == sample)).ToDictionary(g => Path.Combine(folder, g.Name + ".verified.cs"), g => g.Text);
        Assert.NotEmpty(generated);
        foreach ((string path, string text) in generated) Snapshot.Verify(text, path);
        Assert.Equal(generated.Keys.Order(), Directory.EnumerateFiles(folder, "*.verified.cs").Order());
    }

    // What the generator makes of the sample's sources, which compile with it.
    private static IEnumerable<(string Name, string Text)> Generate(Assembly sample)
    {
        string name = sample.GetName().Name!, samples = Path.Combine(RepositoryPaths.Root, "samples");
        CSharpParseOptions options = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", "AutoDiff.Generated")]);
        IEnumerable<string> sources = [.. Directory.EnumerateFiles(Path.Combine(samples, name), "*.cs"), .. Directory.EnumerateFiles(Path.Combine(samples, "Common"), "*.cs")];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, options), .. sources.Order(StringComparer.Ordinal).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path))],
            [.. PlatformReferences.All, .. Packages(sample)],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriverRunResult run = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _, TestContext.Current.CancellationToken).GetRunResult();
        Assert.DoesNotContain(updated.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error);

        // What is generated for a place in the sources, and not for a method, has the checksum of its file in it.
        return from source in run.Results.Single().GeneratedSources
               where source.HintName.StartsWith(name + ".", StringComparison.Ordinal)
               select (Ornament().Replace(source.HintName, ""), source.SourceText.ToString());
    }

    // Namespace.Type.Method.hash.g.cs: the hash tells overloads apart, of which the samples have none.
    [GeneratedRegex(@"^\w+\.|(\.[0-9a-f]{8})?\.g\.cs$")]
    private static partial Regex Ornament();

    // The sample's packages lie beside the tests.
    private static IEnumerable<MetadataReference> Packages(Assembly sample) =>
        from reference in sample.GetReferencedAssemblies()
        let path = Path.Combine(AppContext.BaseDirectory, reference.Name + ".dll")
        where File.Exists(path) && reference.Name != typeof(DifferentiableAttribute).Assembly.GetName().Name
        select MetadataReference.CreateFromFile(path);
}
