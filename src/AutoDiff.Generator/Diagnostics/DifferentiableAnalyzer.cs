using System.Collections.Immutable;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>
/// Reports what is wrong with differentiable methods. It runs the generator's own frontend; unlike a generator's diagnostics, an analyzer's obey
/// <c>#pragma warning</c> and <c>SuppressMessage</c>. An exception of the frontend is left to the generator, which reports it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.TypeNotPartial,
        DiagnosticDescriptors.UnsupportedMember,
        DiagnosticDescriptors.UnsupportedConstruct,
        DiagnosticDescriptors.NoDifferentiableParameter,
        DiagnosticDescriptors.NoDifferentiableResult,
        DiagnosticDescriptors.ConstantResult,
        DiagnosticDescriptors.NonDifferentiableCall,
        DiagnosticDescriptors.IntegerCast,
        DiagnosticDescriptors.NameInUse,
        DiagnosticDescriptors.Recursion,
        DiagnosticDescriptors.TooLarge,
        DiagnosticDescriptors.MutableState,
        DiagnosticDescriptors.NotReversible,
        DiagnosticDescriptors.CallWithDerivative,
        DiagnosticDescriptors.LostCotangent,
        DiagnosticDescriptors.MissingConstraint,
        DiagnosticDescriptors.DerivativeCall,
        DiagnosticDescriptors.OverrideNotDifferentiable,
        DiagnosticDescriptors.ConstantInOverride,
        DiagnosticDescriptors.ModuleNotPartial,
        DiagnosticDescriptors.Loop,
        DiagnosticDescriptors.Records,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Differentiable methods in a file that some other tool has written are differentiated too.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DifferentiableGenerator.AttributeName) is not { } attribute) return;
            start.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
            start.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
            start.RegisterSyntaxNodeAction(node => AnalyzeAttribute(node, attribute), SyntaxKind.Attribute);
        });
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type is not { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object }) return;
        foreach (Diagnostic problem in DeclarationProblems.OfInheritedImplementations(type).Concat(DeclarationProblems.OfModule(type, context.CancellationToken))) context.ReportDiagnostic(problem);
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        bool isExplicit = method.MethodKind == MethodKind.ExplicitInterfaceImplementation;
        if (!SignatureReader.IsTarget(method) && !isExplicit || method.PartialDefinitionPart is not null) return;
        if (!SignatureReader.IsDifferentiable(method))
        {
            foreach (Diagnostic problem in DeclarationProblems.OfOverride(method)) context.ReportDiagnostic(problem);
            return;
        }

        bool isDeclaredWell = true;
        foreach (Diagnostic problem in DeclarationProblems.Of(method, context.CancellationToken))
        {
            isDeclaredWell = false;
            context.ReportDiagnostic(problem);
        }
        if (!isDeclaredWell) return;
        GeneratorOptions options = DifferentiableGenerator.ReadOptions(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        foreach (Diagnostic problem in BodyProblems(method, context.Compilation, options, context.CancellationToken)) context.ReportDiagnostic(problem);
        if (!DifferentiableGenerator.IsExplained(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions)) return;
        foreach (Diagnostic explanation in Explanations.Of(method, Lowered(method, context.Compilation, context.CancellationToken), options, context.CancellationToken)) context.ReportDiagnostic(explanation);
    }

    /// <summary>What stands in the way of a method's derivatives.</summary>
    /// <param name="elsewhere">Their signature if they become members of another type.</param>
    internal static IReadOnlyList<Diagnostic> BodyProblems(IMethodSymbol method, Compilation compilation, GeneratorOptions options, CancellationToken cancellation, MethodModel? elsewhere = null)
    {
        try
        {
            LoweringResult lowered = elsewhere is not null ? MethodLowering.LowerElsewhere(method, compilation, cancellation) : Lowered(method, compilation, cancellation);
            if (lowered.Function is not { } function) return [.. lowered.Problems.Select(p => Diagnostic.Create(DiagnosticDescriptors.Of(p.Kind), p.Location, [.. p.Arguments]))];
            try
            {
                function = Linker.Run(function, options);
            }
            catch (UnsupportedDerivativeException exception)
            {
                return [Diagnostic.Create(DiagnosticDescriptors.NotReversible, method.Locations[0], method.Name, exception.Message)];
            }
            List<(ActivityProblem Problem, Location? Site)> problems = [.. Problems(function, lowered), .. lowered.Callees.SelectMany(c => Problems(Linker.Run(c.Lowered.Function!, options), c.Lowered).Where(p => p.Site is not null))];
            // A call without a derivative may be why nothing depends on a parameter.
            if (problems.Any(p => p.Problem is ActivityProblem.NonDifferentiableCall or ActivityProblem.DerivativeOfCall or ActivityProblem.LostCotangent)) problems.RemoveAll(p => p.Problem == ActivityProblem.ConstantResult);
            return [.. problems.Select(p => OfActivity(p.Problem, method, p.Site, compilation, cancellation)).Distinct(), .. OfReversal(method, elsewhere, lowered, options)];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>Of a method that nothing was generated of the calls of generated members do not compile, its own and those of others. It is lowered again with stubs, as the generator does.</summary>
    private static LoweringResult Lowered(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        LoweringResult lowered = MethodLowering.Lower(method, compilation, cancellation);
        if (lowered.Function is not null || lowered.IsAbstract || !lowered.Problems.IsEmpty || DeclarationProblems.HasDerivative(method) || method.DeclaringSyntaxReferences is not [var declaration, ..]) return lowered;
        MethodModel[] missing = [.. Underived(compilation.Assembly.GlobalNamespace, cancellation)];
        Compilation completed = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(StubEmitter.Emit(missing), (CSharpParseOptions)declaration.SyntaxTree.Options, cancellationToken: cancellation));
        return method.GetDocumentationCommentId() is { } id && Primal.Find(id, completed) is { } found ? MethodLowering.Lower(found, completed, cancellation) : lowered;
    }

    private static IEnumerable<MethodModel> Underived(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            IEnumerable<MethodModel> inner = member switch
            {
                INamespaceOrTypeSymbol type => Underived(type, cancellation),
                IMethodSymbol method when SignatureReader.IsDifferentiable(method) && !DeclarationProblems.Of(method, cancellation).Any() && !DeclarationProblems.HasDerivative(method) && SignatureReader.Read(method) is { } model => [model],
                _ => [],
            };
            foreach (MethodModel model in inner) yield return model;
        }
    }

    private static IEnumerable<(ActivityProblem Problem, Location? Site)> Problems(FunctionIr function, LoweringResult lowered) =>
        ActivityAnalysis.Problems(function).Select(p => (p.Problem, p.Site < 0 ? null : lowered.Sites[p.Site]));

    private static Diagnostic OfActivity(ActivityProblem problem, IMethodSymbol method, Location? site, Compilation compilation, CancellationToken cancellation) => problem switch
    {
        ActivityProblem.NonDifferentiableCall => Diagnostic.Create(DiagnosticDescriptors.NonDifferentiableCall, site ?? Place(method), CalleeText(site, cancellation), UnderivedCall.Reason(NodeAt(site, cancellation), compilation, cancellation)),
        ActivityProblem.DerivativeOfCall => Diagnostic.Create(DiagnosticDescriptors.DerivativeCall, site ?? Place(method), CalleeText(site, cancellation), "it calls the derivative of a method that is not inlined (recursive, large, virtual, or with [Checkpoint]), which has no derivative here; ask for Order = 2 of the method itself, or write that call out"),
        ActivityProblem.LostCotangent => Diagnostic.Create(DiagnosticDescriptors.LostCotangent, site ?? Place(method), NodeAt(site, cancellation)?.ToString() ?? "an object"),
        ActivityProblem.IntegerCast => Diagnostic.Create(DiagnosticDescriptors.IntegerCast, site ?? Place(method), CastText(site, cancellation)),
        ActivityProblem.ConstantResult => Diagnostic.Create(DiagnosticDescriptors.ConstantResult, Place(method), SignatureReader.NameOf(method)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Only where the generator made nothing of a method it is reversed here again, to learn why.</summary>
    private static IEnumerable<Diagnostic> OfReversal(IMethodSymbol method, MethodModel? elsewhere, LoweringResult lowered, GeneratorOptions options)
    {
        if (elsewhere is null && DeclarationProblems.HasDerivative(method)) return [];
        try
        {
            DerivativeCompiler.Compile(Primal.Of(elsewhere ?? SignatureReader.Read(method)!, lowered), options);
            return [];
        }
        catch (MissingConstraintException missing)
        {
            return [Diagnostic.Create(DiagnosticDescriptors.MissingConstraint, Place(method), SignatureReader.NameOf(method), missing.Member, missing.TypeParameter, missing.Constraint)];
        }
        catch (UnsupportedDerivativeException exception)
        {
            return [Diagnostic.Create(DiagnosticDescriptors.NotReversible, Place(method), SignatureReader.NameOf(method), exception.Message)];
        }
    }

    // Of a getter the property.
    private static Location Place(IMethodSymbol method) => (method.AssociatedSymbol ?? method).Locations[0];

    private static string CalleeText(Location? site, CancellationToken cancellation) => NodeAt(site, cancellation) switch
    {
        InvocationExpressionSyntax call => call.Expression.ToString(),
        { } node => node.ToString(),
        null => "a call",
    };

    private static string CastText(Location? site, CancellationToken cancellation) => NodeAt(site, cancellation) switch
    {
        CastExpressionSyntax cast => cast.Expression.ToString(),
        { } node => node.ToString(),
        null => "a value",
    };

    private static SyntaxNode? NodeAt(Location? site, CancellationToken cancellation) =>
        site?.SourceTree?.GetRoot(cancellation).FindNode(site.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The attribute on what has no derivative: the generator does not see it there.</summary>
    private static void AnalyzeAttribute(SyntaxNodeAnalysisContext context, INamedTypeSymbol attribute)
    {
        (string Kind, string Name)? target = context.Node.Parent?.Parent switch
        {
            LocalFunctionStatementSyntax f => ("a local function", f.Identifier.ValueText),
            LambdaExpressionSyntax => ("a lambda", "lambda"),
            AccessorDeclarationSyntax { RawKind: not (int)SyntaxKind.GetAccessorDeclaration } a => ("not a getter", a.Keyword.ValueText),
            PropertyDeclarationSyntax p when context.SemanticModel.GetDeclaredSymbol(p, context.CancellationToken) is { GetMethod: null } => ("a property without a getter", p.Identifier.ValueText),
            _ => null,
        };
        if (target is not var (kind, name)) return;
        if (context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol is not IMethodSymbol constructor) return;
        if (!SymbolEqualityComparer.Default.Equals(constructor.ContainingType, attribute)) return;
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnsupportedMember, context.Node.GetLocation(), name, kind, "move its body into a static method"));
    }
}
