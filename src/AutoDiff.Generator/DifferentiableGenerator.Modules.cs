using System.Text;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator;

/// <summary>Modules: what each holds, written down at build time.</summary>
public sealed partial class DifferentiableGenerator
{
    private static void RegisterModules(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModuleModel> modules = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax { BaseList: not null } declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword), static (target, cancellation) => ReadModule(target, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(Steps.Modules);
        context.RegisterSourceOutput(modules, static (output, module) => output.AddSource(ModuleEmitter.FileName(module), SourceText.From(ModuleEmitter.Emit(module), Encoding.UTF8)));
    }

    // Of a class in several parts that which names the base type; where several do, the first.
    private static ModuleModel? ReadModule(GeneratorSyntaxContext target, CancellationToken cancellation)
    {
        if (target.SemanticModel.GetDeclaredSymbol(target.Node, cancellation) is not INamedTypeSymbol type || ModuleReader.IsWritten(type)) return null;
        SyntaxNode first = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).First(n => n is ClassDeclarationSyntax { BaseList: not null });
        return first == target.Node ? ModuleReader.Read(type) : null;
    }
}
