using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Generator;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Frontend;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// Programs with their derivatives under every combination of options in one assembly. Each is lowered once, in the namespace of the first combination; those of the others see its
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

    private readonly IReadOnlyList<FuzzProgram> _programs;
    private readonly ImmutableArray<Combination> _combinations;
    private readonly ImmutableArray<string> _namespaces;
    private readonly ImmutableArray<int> _forward;
    private readonly CSharpCompilation _source;
    private readonly AssemblyLoadContext _loaded = new("Fuzz", isCollectible: true);
    private readonly Finding?[] _findings;
    private readonly Lazy<Assembly> _assembly;

    public FuzzCompilation(IReadOnlyList<FuzzProgram> programs, ImmutableArray<Combination> combinations)
    {
        (_programs, _combinations, _namespaces) = (programs, combinations, [.. combinations.Select((_, i) => "K" + i.ToString(CultureInfo.InvariantCulture))]);
        // Forward mode records nothing: the residual plan is none of its options.
        _forward = [.. combinations.Select(c => combinations.IndexOf(combinations.First(d => d.Optimize == c.Optimize)))];
        _findings = new Finding?[programs.Count];
        _source = CSharpCompilation.Create(
            "Fuzz",
            [Parse(Usings, ""), Parse(FuzzDriver.Support, ""), .. programs.SelectMany((p, i) => new[] { Parse(p.TypesText(Name(i)), Name(i)), Parse(p.MembersText(Name(i), _namespaces[0]), Name(i)) })],
            PlatformReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        SyntaxTree[][] generated = [.. Enumerable.Range(0, programs.Count).AsParallel().AsOrdered().Select(i => Generate(i).ToArray())];
        _assembly = new(() => Load(_source.AddSyntaxTrees(generated.SelectMany(t => t))));
    }

    /// <summary>What is wrong with a program before it is compiled.</summary>
    public Finding? Finding(int program) => _findings[program];

    /// <summary>Null if something is wrong with the program before it runs.</summary>
    public FuzzDriver? Driver(int program)
    {
        Assembly assembly = _assembly.Value;
        return _findings[program] is null ? FuzzDriver.Of(assembly, Name(program)) : null;
    }

    /// <summary>Whether a program is C#.</summary>
    public bool IsValid(int program) => !_source.SyntaxTrees.Where(t => t.FilePath == Name(program)).Any(t => _source.GetSemanticModel(t).GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error));

    public void Dispose() => _loaded.Unload();

    private static string Name(int program) => "P" + program.ToString(CultureInfo.InvariantCulture);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    private IEnumerable<SyntaxTree> Generate(int program)
    {
        string name = Name(program);
        IMethodSymbol method = _source.GetTypeByMetadataName($"{_namespaces[0]}.{name}")!.GetMembers("F").OfType<IMethodSymbol>().Single();
        Primal primal = Primal.Lower(SignatureReader.Read(method)!, _source, default);
        Derivative[] derivatives = [.. _combinations.Select((c, i) => Derivative.Of(_forward[i] == i ? primal : primal with { Method = primal.Method with { HasForward = false } }, DifferentiableGenerator.ReadOptions(c.ToProvider().GlobalOptions)))];
        if (Array.FindIndex(derivatives, d => d.Failure is not null) is >= 0 and var failed)
        {
            _findings[program] = new(Failed, $"{_combinations[failed]}: {derivatives[failed].Failure}", _combinations[failed]);
            return [];
        }
        if (Array.FindIndex(derivatives, d => d.Text is null) is >= 0 and var refused)
        {
            IEnumerable<Diagnostic> problems = _combinations.SelectMany(c => DifferentiableAnalyzer.BodyProblems(method, _source, DifferentiableGenerator.ReadOptions(c.ToProvider().GlobalOptions), default));
            _findings[program] = new(Refused, string.Join("\n", problems.Select(Text).Distinct()), _combinations[refused]);
            return [];
        }
        return
        [
            .. derivatives.Zip(_namespaces, (d, n) => Parse(d.Text!.Replace(_namespaces[0], n, StringComparison.Ordinal).Replace("#nullable enable", $"using static global::{name};{(n == _namespaces[0] ? "" : $" using static global::{_namespaces[0]}.{name};")}", StringComparison.Ordinal), name)),
            Parse(FuzzDriver.Write(_programs[program].Shape, name, _namespaces, _forward), name),
        ];
    }

    private int CombinationOf(SyntaxTree tree) => Math.Max(0, _namespaces.IndexOf(tree.GetText().Lines.Select(l => l.ToString()).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))?.Substring("namespace ".Length).TrimEnd(';') ?? ""));

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
                _findings[int.Parse(failed.Key.AsSpan(1), CultureInfo.InvariantCulture)] = new(isInvalid ? Invalid : NotCompiled, string.Join("\n", failed.Take(5).Select(Text)), _combinations[failed.Max(e => CombinationOf(e.Location.SourceTree!))]);
            }
            compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(t => errors.Contains(t.FilePath)));
        }
    }
}
