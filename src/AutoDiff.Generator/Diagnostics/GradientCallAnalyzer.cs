using System.Collections.Concurrent;
using System.Collections.Immutable;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>
/// Reports why the build does not replace a call of <c>Gradient.Of</c>, <c>Gradient.ValueAndGradient</c> or <c>GradientCheck.Verify</c>, and what is wrong
/// with the function in it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GradientCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.UnsupportedConstruct,
        DiagnosticDescriptors.ConstantResult,
        DiagnosticDescriptors.NonDifferentiableCall,
        DiagnosticDescriptors.IntegerCast,
        DiagnosticDescriptors.Recursion,
        DiagnosticDescriptors.TooLarge,
        DiagnosticDescriptors.MutableState,
        DiagnosticDescriptors.NotReversible,
        DiagnosticDescriptors.CallWithDerivative,
        DiagnosticDescriptors.CapturingFunction,
        DiagnosticDescriptors.FunctionWithoutSource,
        DiagnosticDescriptors.DelegateValue,
        DiagnosticDescriptors.GradientMismatch,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Two calls may name one function, whose problems are reported once.
            ConcurrentDictionary<string, bool> seen = new();
            start.RegisterOperationAction(operation => AnalyzeCall(operation, seen), OperationKind.Invocation);
            start.RegisterOperationAction(AnalyzeReference, OperationKind.MethodReference);
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, ConcurrentDictionary<string, bool> seen)
    {
        if (!GradientCallReader.IsReplaced(((IInvocationOperation)context.Operation).TargetMethod) || context.Operation.SemanticModel is not { } model) return;
        (GradientCall? call, Problem? problem) = GradientCallReader.Read(context.Operation.Syntax, model, context.CancellationToken);
        if (problem is not null) Report(context, problem.Kind, problem.Location, [.. problem.Arguments]);
        if (call is null) return;
        MethodModel function = Interception.ModelOf(call, context.Compilation, context.CancellationToken);
        if (GradientMatch.Mismatch(call, function, context.Compilation) is { } mismatch)
        {
            Report(context, ProblemKind.GradientMismatch, context.Operation.Syntax.GetLocation(), call.Text, mismatch);
            return;
        }
        if (!seen.TryAdd($"{call.Key} {call.Method.Name == "Verify"}", true)) return;
        foreach (Diagnostic problemOfBody in BodyProblems(context, call)) context.ReportDiagnostic(problemOfBody);
    }

    /// <summary>The method itself as a value: no call of it can be replaced.</summary>
    private static void AnalyzeReference(OperationAnalysisContext context)
    {
        if (GradientCallReader.IsReplaced(((IMethodReferenceOperation)context.Operation).Method))
            Report(context, ProblemKind.DelegateValue, context.Operation.Syntax.GetLocation(), context.Operation.Syntax.ToString());
    }

    private static IReadOnlyList<Diagnostic> BodyProblems(OperationAnalysisContext context, GradientCall call)
    {
        IMethodSymbol function = call.Function;
        GeneratorOptions options = DifferentiableGenerator.ReadOptions(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        bool isReported = SignatureReader.IsDifferentiable(function)
            && (DeclarationProblems.Of(function, context.CancellationToken).Any()
                || DifferentiableAnalyzer.BodyProblems(function, context.Compilation, options, context.CancellationToken).Count > 0
                || context.Compilation.IsSymbolAccessibleWithin(function, context.Compilation.Assembly));
        return isReported ? [] : DifferentiableAnalyzer.BodyProblems(function, context.Compilation, options, context.CancellationToken, Interception.ModelOf(call, context.Compilation, context.CancellationToken));
    }

    private static void Report(OperationAnalysisContext context, ProblemKind kind, Location place, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Of(kind), place, arguments));
}
