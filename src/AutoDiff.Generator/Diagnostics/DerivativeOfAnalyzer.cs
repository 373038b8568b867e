using System.Collections.Immutable;
using AutoDiff.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>Reports methods that bear <c>[DerivativeOf]</c> and have not the form of a derivative of what it names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DerivativeOfAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.DerivativeMismatch];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        foreach ((IMethodSymbol? primal, bool isJvp, string? problem) in HandWrittenDerivatives.Read(method))
        {
            if ((problem ?? Rival(method, primal!, isJvp, context.Compilation)) is { } message)
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.DerivativeMismatch, method.Locations[0], method.Name, message));
        }
    }

    private static string? Rival(IMethodSymbol method, IMethodSymbol primal, bool isJvp, Compilation compilation)
    {
        ExistingDerivative? used = HandWrittenDerivatives.In(compilation).Of(primal);
        IMethodSymbol? other = isJvp ? used?.Jvp : used?.Vjp;
        return other is null || SymbolEqualityComparer.Default.Equals(other, method) ? null : $"'{other.ToDisplayString()}' is the derivative of '{primal.Name}' already";
    }
}
