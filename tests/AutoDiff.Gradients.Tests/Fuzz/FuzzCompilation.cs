using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Generator;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// Programs with their derivatives under every combination of options in one assembly. Each is lowered once, in the namespace of the first combination; those of the others hold copies of its
/// members. The types, and a driver, serve all. What is generated is what the generator's pipeline gives, which other tests run; neither its stubs nor nullability are needed here.
/// </summary>
internal sealed class FuzzCompilation : IDisposable
{
    /// <summary>The kinds of findings: the program is no C#; it is refused; the generator fails; what it generates does not compile.</summary>
    public const string Invalid = "invalid", Refused = "refused", Failed = "failed", NotCompiled = "not compiled";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Numerics;
        global using AutoDiff;
        // Each method runs a few times only.
        [assembly: System.Diagnostics.Debuggable(System.Diagnostics.DebuggableAttribute.DebuggingModes.Default | System.Diagnostics.DebuggableAttribute.DebuggingModes.DisableOptimizations)]
        """;

    private static readonly CSharpParseOptions Parsing = CaseFile.ParseOptions.WithDocumentationMode(DocumentationMode.None);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<string> Namespaces = [.. Combination.All.Select((_, i) => "K" + i.ToString(CultureInfo.InvariantCulture))];

    private readonly IReadOnlyList<FuzzProgram> _programs;
    private readonly CSharpCompilation _source;
    private readonly AssemblyLoadContext _loaded = new("Fuzz", isCollectible: true);
    private readonly Finding?[] _findings;
    private readonly Assembly _assembly;

    public FuzzCompilation(IReadOnlyList<FuzzProgram> programs)
    {
        _programs = programs;
        _findings = new Finding?[programs.Count];
        _source = CSharpCompilation.Create(
            "Fuzz",
            [Parse(Usings, ""), Parse(FuzzDriver.Support, ""), .. programs.SelectMany((p, i) => new[] { Parse(p.TypesText(Name(i)), Name(i)), Parse(p.MembersText(Name(i), Namespaces[0]), Name(i)) })],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        SyntaxTree[][] generated = [.. Enumerable.Range(0, programs.Count).AsParallel().AsOrdered().Select(i => Generate(i).ToArray())];
        _assembly = Load(_source.AddSyntaxTrees(generated.SelectMany(t => t)));
    }

    /// <summary>What is wrong with a program before it runs.</summary>
    public Finding? Finding(int program) => _findings[program];

    public FuzzDriver Driver(int program) => FuzzDriver.Of(_assembly, Name(program));

    public void Dispose() => _loaded.Unload();

    private static string Name(int program) => "P" + program.ToString(CultureInfo.InvariantCulture);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    private IEnumerable<SyntaxTree> Generate(int program)
    {
        string name = Name(program);
        IMethodSymbol method = _source.GetTypeByMetadataName($"{Namespaces[0]}.{name}")!.GetMembers("F").OfType<IMethodSymbol>().Single();
        Primal primal = Primal.Lower(SignatureReader.Read(method)!, _source, default);
        Derivative[] derivatives = [.. Combination.All.Select(c => Derivative.Of(primal, new GeneratorOptions(c.Optimize, c.PlanResiduals)))];
        if (derivatives.FirstOrDefault(d => d.Failure is not null)?.Failure is { } failure)
        {
            _findings[program] = new(Failed, failure.ToString());
            return [];
        }
        if (derivatives.Any(d => d.Text is null))
        {
            IEnumerable<Diagnostic> problems = Combination.All.SelectMany(c => DifferentiableAnalyzer.BodyProblems(method, _source, new GeneratorOptions(c.Optimize, c.PlanResiduals), default));
            _findings[program] = new(Refused, string.Join("\n", problems.Select(Text).Distinct()));
            return [];
        }
        return
        [
            .. Namespaces.Skip(1).Select(n => Parse(_programs[program].MembersText(name, n), name)),
            .. derivatives.Zip(Namespaces, (d, n) => Parse(d.Text!.Replace(Namespaces[0], n, StringComparison.Ordinal).Replace("#nullable enable", $"using static global::{name};", StringComparison.Ordinal), name)),
            Parse(FuzzDriver.Write(_programs[program].Shape, name, Namespaces), name),
        ];
    }

    private static string Text(Diagnostic diagnostic) =>
        $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}{(diagnostic.Location.SourceTree is { } tree ? $"\n    {tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}" : "")}";

    private Assembly Load(CSharpCompilation compilation)
    {
        // What has errors is left out. Those of declarations come before those of bodies.
        while (true)
        {
            using MemoryStream image = new();
            EmitResult result = compilation.Emit(image);
            if (result.Success)
            {
                image.Position = 0;
                return _loaded.LoadFromStream(image);
            }
            ILookup<string, Diagnostic> errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToLookup(d => d.Location.SourceTree?.FilePath ?? "");
            if (errors[""].FirstOrDefault() is { } error) throw new InvalidOperationException(error.ToString());
            foreach (IGrouping<string, Diagnostic> failed in errors)
            {
                bool isInvalid = failed.Any(e => _source.ContainsSyntaxTree(e.Location.SourceTree));
                _findings[int.Parse(failed.Key.AsSpan(1), CultureInfo.InvariantCulture)] = new(isInvalid ? Invalid : NotCompiled, string.Join("\n", failed.Take(5).Select(Text)));
            }
            compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(t => errors.Contains(t.FilePath)));
        }
    }
}
