using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Generator;
using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace AutoDiff.Testing;

/// <summary>
/// All cases in one compilation, with the generator's output and a driver for each method, loaded. A case whose generated code does not compile is
/// left out and reported by its own tests; the others are not disturbed.
/// </summary>
public sealed class CaseCompilation
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using AutoDiff;
        """;

    private static readonly ImmutableArray<MetadataReference> References = [.. PlatformReferences.All, MetadataReference.CreateFromFile(typeof(MethodDriver).Assembly.Location)];

    private static readonly Dictionary<Combination, Lazy<CaseCompilation>> Generated = ((Combination[])[.. Combination.All, Combination.Scalar, Combination.Vectorized])
        .ToDictionary(c => c, c => new Lazy<CaseCompilation>(() => new([.. CaseFile.All.Where(f => Combination.All.Contains(c) || Combination.Golden(f.Name) == c)], c)));

    private static readonly Dictionary<Combination, Lazy<CaseCompilation>> WithAllMembers =
        Combination.All.ToDictionary(c => c, c => new Lazy<CaseCompilation>(() => new(CaseFile.All, c, withAllMembers: true)));

    private static readonly Lazy<CaseCompilation> WithoutGenerator = new(() => new(CaseFile.All, null));

    private readonly IReadOnlyList<CaseFile> _files;
    private readonly Dictionary<string, string> _failures = [];
    private readonly ILookup<string, GeneratedSourceResult> _sources;
    private readonly Lazy<ILookup<string, Diagnostic>> _diagnostics;
    private readonly Assembly _assembly;
    private readonly bool _isGenerated;

    /// <param name="files">The cases, whose class names differ.</param>
    /// <param name="combination">The generator's options; null for plain C#, of which only the primals can be called.</param>
    /// <param name="withAllMembers">True to ask for all that can be generated, whatever the attributes say.</param>
    public CaseCompilation(IReadOnlyList<CaseFile> files, Combination? combination, bool withAllMembers = false)
    {
        _files = files;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Cases",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, CaseFile.ParseOptions, "Usings.cs"), .. files.Select(c => CSharpSyntaxTree.ParseText(withAllMembers ? c.SourceWithAllMembers : c.Source, CaseFile.ParseOptions, c.Path))],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriverRunResult? run = null;
        _isGenerated = combination is not null;
        if (combination is not null)
        {
            GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CaseFile.ParseOptions, optionsProvider: combination.ToProvider())
                .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
            compilation = (CSharpCompilation)updated;
            run = driver.GetRunResult();
            if (run.Results[0].Exception is { } exception) throw new InvalidOperationException("The generator failed.", exception);
        }
        // The compiler runs analyzers on what the generator has added to.
        CSharpCompilation withDerivatives = compilation;
        _sources = (run?.Results[0].GeneratedSources ?? []).ToLookup(source => CaseOf(source.SyntaxTree));
        _diagnostics = new(() => Diagnose(withDerivatives).Concat(run?.Diagnostics ?? []).ToLookup(d => CaseOf(d.Location.SourceTree)));
        _assembly = Load(WithDrivers(compilation));
    }

    public static CaseCompilation For(Combination combination) => Generated[combination].Value;

    /// <summary>The cases as if each method asked for all members that there are.</summary>
    public static CaseCompilation ForAllMembers(Combination combination) => WithAllMembers[combination].Value;

    /// <summary>The cases as plain C#: only the primals can be called.</summary>
    public static CaseCompilation Plain => WithoutGenerator.Value;

    /// <summary>The text of what was generated for a case: the file, or all of them in the order of the methods.</summary>
    public string GeneratedText(CaseFile file) => string.Join("\n", _sources[file.Name].Select(s => s.SourceText.ToString()));

    /// <summary>What the analyzer and the generator report about a case.</summary>
    public IEnumerable<Diagnostic> Diagnostics(CaseFile file) => _diagnostics.Value[file.Name];

    /// <summary>The driver of a method; throws, with what is wrong, if the case does not compile or nothing was generated.</summary>
    public MethodDriver Driver(CaseFile file, string method)
    {
        if (_failures.TryGetValue(file.Name, out string? failure)) throw new InvalidOperationException(failure);
        if (_isGenerated && _assembly.GetType(file.TypeName)!.GetMember(method + "Vjp").Length + _assembly.GetType(file.TypeName)!.GetMember(method + "Jvp").Length == 0)
            throw new InvalidOperationException($"Nothing was generated for {method}:\n{string.Join("\n", Diagnostics(file).Select(d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"))}");
        return (MethodDriver)Activator.CreateInstance(_assembly.GetType(DriverWriter.DriverName(file, method), throwOnError: true)!)!;
    }

    /// <summary>The argument lists at which a method is to be checked, fresh with each call, with the gradient that is known there. None for a case without points.</summary>
    public IReadOnlyList<CasePoint> Points(CaseFile file, string method)
    {
        if (_failures.TryGetValue(file.Name, out string? failure)) throw new InvalidOperationException(failure);
        Type type = _assembly.GetType(file.TypeName, throwOnError: true)!;
        if (type.IsGenericTypeDefinition) type = type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(double))]);
        if (Member(type, method, "Points") is not IEnumerable<object[]> lists) return [];
        MethodInfo primal = type.GetMethod(method)!;
        if (primal.IsGenericMethodDefinition) primal = primal.MakeGenericMethod([.. primal.GetGenericArguments().Select(_ => typeof(double))]);
        Type[] parameters = [.. !primal.IsStatic && type.IsValueType ? [type] : Type.EmptyTypes, .. primal.GetParameters().Select(p => p.ParameterType)];
        var expected = (object?[]?)Member(type, method, "ExpectedGradients");
        return [.. lists.Select((list, i) => new CasePoint([.. list.Select((argument, k) => OfType(argument, parameters[k]))], (object[]?)expected?[i]))];
    }

    private static object? Member(Type type, string method, string name) => (type.GetProperty(method + name) ?? type.GetProperty(name))?.GetValue(null);

    /// <summary>A point may give a whole number where a <c>double</c> is meant.</summary>
    private static object OfType(object argument, Type type) => type.IsPrimitive ? Convert.ChangeType(argument, type, CultureInfo.InvariantCulture) : argument;

    private static IEnumerable<Diagnostic> Diagnose(CSharpCompilation compilation) =>
        compilation.WithAnalyzers([new DifferentiableAnalyzer(), new DerivativeOfAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    private CSharpCompilation WithDrivers(CSharpCompilation compilation) => compilation.AddSyntaxTrees(
        from file in _files
        let type = compilation.GetTypeByMetadataName(file.TypeName)!
        from method in file.Methods
        select CSharpSyntaxTree.ParseText(DriverWriter.Write(file, OfDoubles(compilation, type.GetMembers(method).OfType<IMethodSymbol>().Single())), CaseFile.ParseOptions, DriverWriter.DriverName(file, method)));

    private static IMethodSymbol OfDoubles(Compilation compilation, IMethodSymbol method)
    {
        ITypeSymbol number = compilation.GetSpecialType(SpecialType.System_Double);
        INamedTypeSymbol type = method.ContainingType;
        if (type.IsGenericType) method = type.Construct([.. type.TypeParameters.Select(_ => number)]).GetMembers(method.Name).OfType<IMethodSymbol>().Single();
        return method.IsGenericMethod ? method.Construct([.. method.TypeParameters.Select(_ => number)]) : method;
    }

    private Assembly Load(CSharpCompilation compilation)
    {
        while (true)
        {
            using MemoryStream image = new();
            EmitResult result = compilation.Emit(image);
            if (result.Success)
            {
                image.Position = 0;
                return new AssemblyLoadContext("Cases", isCollectible: true).LoadFromStream(image);
            }
            compilation = WithoutFailures(compilation, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        }
    }

    /// <summary>Leaves out the cases, with all that was generated for them, that have errors.</summary>
    private CSharpCompilation WithoutFailures(CSharpCompilation compilation, IEnumerable<Diagnostic> errors)
    {
        ILookup<string, Diagnostic> byCase = errors.ToLookup(error => CaseOf(error.Location.SourceTree));
        foreach (IGrouping<string, Diagnostic> failed in byCase)
        {
            if (failed.Key.Length == 0 || _failures.ContainsKey(failed.Key)) throw new InvalidOperationException("The cases do not compile: " + string.Join("\n", failed));
            _failures[failed.Key] = $"{failed.Key} does not compile:\n{string.Join("\n", failed.Take(10).Select(e => $"{e.GetMessage(CultureInfo.InvariantCulture)}: {Line(e.Location)}"))}";
        }
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Where(tree => !byCase.Contains(CaseOf(tree))));
    }

    private static string Line(Location location) => location.SourceTree!.GetText().Lines[location.GetLineSpan().StartLinePosition.Line].ToString().Trim();

    /// <summary>The case that a tree belongs to: its source, its generated code or a driver. Empty for none.</summary>
    private string CaseOf(SyntaxTree? tree)
    {
        if (tree is null) return "";
        if (_files.FirstOrDefault(c => c.Path == tree.FilePath) is { } source) return source.Name;
        string? type = tree.FilePath.StartsWith("Drivers.", StringComparison.Ordinal) ? tree.FilePath["Drivers.".Length..] : null;
        if (type is null)
        {
            TypeDeclarationSyntax? declaration = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().FirstOrDefault();
            type = declaration is null ? "" : CaseFile.TypeNameOf(declaration);
        }
        return _files.FirstOrDefault(c => c.TypeName == type || c.Methods.Any(m => DriverWriter.DriverName(c, m) == "Drivers." + type))?.Name ?? "";
    }
}
