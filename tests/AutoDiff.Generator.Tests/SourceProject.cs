using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AutoDiff.Generator.Tests;

/// <summary>A project of a few files in memory, with the generator and the analyzer as a build has them.</summary>
internal sealed class SourceProject
{
    // As build/AutoDiff.Runtime.props has it.
    private static readonly CSharpParseOptions ParseOptions =
        new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("InterceptorsNamespaces", "AutoDiff.Generated")]);

    private readonly Lazy<(GeneratorDriverRunResult Result, Compilation Output, ImmutableArray<Diagnostic> Diagnostics)> _run;

    public SourceProject(params string[] sources)
    {
        Compilation = CSharpCompilation.Create(
            "Project",
            [Parse("global using System;\nglobal using AutoDiff;", "Usings.cs"), .. sources.Select((source, i) => Parse(source, $"Source{i}.cs"))],
            PlatformReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _run = new(Run);
    }

    private SourceProject(CSharpCompilation compilation)
    {
        Compilation = compilation;
        _run = new(Run);
    }

    /// <summary>A project with the property <c>CheckForOverflowUnderflow</c>.</summary>
    public static SourceProject Checked(params string[] sources)
    {
        CSharpCompilation compilation = new SourceProject(sources).Compilation;
        return new(compilation.WithOptions(compilation.Options.WithOverflowChecks(true)));
    }

    /// <summary>A project that references another, as an assembly.</summary>
    public static SourceProject Referencing(SourceProject library, params string[] sources) =>
        new(new SourceProject(sources).Compilation.WithAssemblyName("Application").AddReferences(MetadataReference.CreateFromImage(library.Image())));

    public CSharpCompilation Compilation { get; }

    /// <summary>The generated files, by order of the methods.</summary>
    public IEnumerable<string> Generated => _run.Value.Result.Results[0].GeneratedSources.Select(s => s.SourceText.ToString());

    public IEnumerable<string> FileNames => _run.Value.Result.Results[0].GeneratedSources.Select(s => s.HintName);

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output => _run.Value.Output;

    /// <summary>What the analyzer and the generator report: the id, and the text of the source at the place.</summary>
    public IEnumerable<string> Reported => Diagnostics().Select(d => $"{d.Id} {TextAt(d.Location)}").Order(StringComparer.Ordinal);

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>A driver that remembers what its steps did.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new DifferentiableGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public IReadOnlyList<Diagnostic> Diagnostics() =>
    [
        .. _run.Value.Diagnostics,
        .. Output.WithAnalyzers([new DifferentiableAnalyzer(), new GradientCallAnalyzer(), new DerivativeOfAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult(),
    ];

    /// <summary>What is reported with <c>AutoDiffExplain=true</c>: the id, the text of the source at the place, and the message.</summary>
    public IEnumerable<string> Explained() =>
        Output.WithAnalyzers([new DifferentiableAnalyzer()], new AnalyzerOptions([], Combination.Default.ToProvider(explains: true))).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult()
            .OrderBy(d => d.Location.SourceSpan.Start).Select(d => $"{d.Id} {TextAt(d.Location)}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");

    /// <summary>What the compiler itself reports, generated files included.</summary>
    public IEnumerable<string> CompilerMessages => Output.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString());

    /// <summary>The project, compiled and loaded, after those that it references.</summary>
    public Assembly Load(params SourceProject[] libraries)
    {
        AssemblyLoadContext context = new("Project", isCollectible: true);
        foreach (SourceProject library in libraries) context.LoadFromStream(new MemoryStream(library.Image()));
        return context.LoadFromStream(new MemoryStream(Image()));
    }

    private byte[] Image()
    {
        using MemoryStream image = new();
        Assert.Empty(Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        return image.ToArray();
    }

    private (GeneratorDriverRunResult Result, Compilation Output, ImmutableArray<Diagnostic> Diagnostics) Run()
    {
        GeneratorDriverRunResult result = Driver().RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics).GetRunResult();
        Assert.Null(result.Results[0].Exception);
        return (result, output, diagnostics);
    }

    private static string TextAt(Location location) => location.SourceTree is { } tree
        ? tree.GetText().ToString(location.SourceSpan)
        : location.ToString() ?? location.Kind.ToString();
}
