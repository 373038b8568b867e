using System.Text;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator;

/// <summary>
/// The incremental pipeline: signatures → stubs of all generated members → bodies, lowered in the compilation with the stubs → derivatives. What
/// passes from one step to the next is equatable, without symbols and positions, so an edit stops at the first step that it does not change.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class DifferentiableGenerator : IIncrementalGenerator
{
    /// <summary>The metadata name of the attribute that starts it all.</summary>
    internal const string AttributeName = "AutoDiff.DifferentiableAttribute";

    /// <summary>The names of the steps, for the tests of incrementality.</summary>
    internal static class Steps
    {
        public const string Options = "Options";
        public const string Signatures = "Signatures";
        public const string Stubs = "Stubs";
        public const string Primals = "Primals";
        public const string Derivatives = "Derivatives";
        public const string Calls = "Calls";
        public const string Functions = "Functions";
        public const string FunctionDerivatives = "FunctionDerivatives";
        public const string Interceptors = "Interceptors";
        public const string Modules = "Modules";
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<GeneratorOptions> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => ReadOptions(provider.GlobalOptions))
            .WithTrackingName(Steps.Options);

        IncrementalValuesProvider<MethodModel> signatures = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeName, static (node, _) => IsTarget(node), static (target, cancellation) => ReadSignature(MethodOf(target.TargetSymbol), target.SemanticModel.Compilation.Options.CheckOverflow, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(Steps.Signatures);

        IncrementalValueProvider<string> stubs = signatures.Collect()
            .Select(static (models, _) => StubEmitter.Emit(models))
            .WithTrackingName(Steps.Stubs);

        IncrementalValueProvider<SyntaxTree> stubTree = stubs.Combine(context.ParseOptionsProvider)
            .Select(static (input, cancellation) => CSharpSyntaxTree.ParseText(input.Left, (CSharpParseOptions)input.Right, cancellationToken: cancellation));

        IncrementalValueProvider<Compilation> compilation = context.CompilationProvider.Combine(stubTree)
            .Select(static (input, _) => input.Left.AddSyntaxTrees(input.Right));

        IncrementalValuesProvider<Primal> primals = signatures.Combine(compilation)
            .Select(static (input, cancellation) => Primal.Lower(input.Left, input.Right, cancellation))
            .WithTrackingName(Steps.Primals);

        IncrementalValuesProvider<Derivative> derivatives = primals.Combine(options)
            .Select(static (input, _) => Derivative.Of(input.Left, input.Right))
            .WithTrackingName(Steps.Derivatives);

        RegisterOutput(context, derivatives);
        RegisterInterceptors(context, compilation, options);
        RegisterModules(context);
    }

    private static void RegisterOutput(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Derivative> derivatives)
    {
        context.RegisterSourceOutput(derivatives.Where(static d => d.Text is not null), static (output, derivative) =>
            output.AddSource(derivative.FileName, SourceText.From(derivative.Text!, Encoding.UTF8)));

        // The place of a failure is looked up only once there is one, so that positions stay out of the pipeline.
        context.RegisterSourceOutput(
            derivatives.Where(static d => d.Failure is not null).Combine(context.CompilationProvider),
            static (output, input) => output.ReportDiagnostic(input.Left.Failure!.At(Primal.Find(input.Left.DocumentationId, input.Right))));
    }

    private static bool IsTarget(SyntaxNode node) => node is
        MethodDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax;

    /// <summary>The method that is differentiated: of a property its getter.</summary>
    private static IMethodSymbol? MethodOf(ISymbol symbol) => symbol switch
    {
        // Asked for twice it is made once.
        IPropertySymbol { GetMethod: { } getter } => getter.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == AttributeName) ? null : getter,
        _ => symbol as IMethodSymbol,
    };

    private static MethodModel? ReadSignature(IMethodSymbol? method, bool isCheckedProject, CancellationToken cancellation)
    {
        if (method is null || DeclarationProblems.Of(method, cancellation).Any()) return null;
        return SignatureReader.Read(method) is { } model ? model with { IsCheckedProject = isCheckedProject, ReservedNames = ReservedNames.At(method.ContainingType) } : null;
    }

    /// <summary>The project's settings, from its MSBuild properties.</summary>
    internal static GeneratorOptions ReadOptions(AnalyzerConfigOptions options) => new(
        Optimize: IsOn(options, "build_property.AutoDiffOptimize"),
        PlanResiduals: IsOn(options, "build_property.AutoDiffPlanResiduals"),
        Lanes: options.TryGetValue("build_property.AutoDiffLanes", out string? lanes) && lanes.Trim().Equals("always", StringComparison.OrdinalIgnoreCase) ? LaneUse.Always
            : IsOn(options, "build_property.AutoDiffLanes") ? LaneUse.WhereTheyPay : LaneUse.Never);

    /// <summary>True if the project asks how the loops of its derivatives run.</summary>
    internal static bool IsExplained(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.AutoDiffExplain", out string? value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsOn(AnalyzerConfigOptions options, string property) =>
        !options.TryGetValue(property, out string? value) || !string.Equals(value.Trim(), "false", StringComparison.OrdinalIgnoreCase);
}
