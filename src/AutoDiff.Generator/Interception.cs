using System.Globalization;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator;

/// <summary>A call that is replaced, and the function whose derivative has to be made for it; null where the function has its derivatives already, by attribute.</summary>
internal sealed record Interception(InterceptedCall Call, Primal? Function)
{
    private const int LongestText = 80;

    /// <summary>Null if the node is something else, or has a problem, which the compiler or the analyzer reports.</summary>
    public static Interception? Read(SyntaxNode node, Compilation compilation, CancellationToken cancellation)
    {
        SemanticModel model = compilation.GetSemanticModel(node.SyntaxTree);
        if (GradientCallReader.Read(node, model, cancellation).Call is not { } call) return null;
        MethodModel? attributed = AttributedModel(call.Function, compilation, cancellation);
        MethodModel function = attributed ?? ModelElsewhere(call);
        if (GradientMatch.Mismatch(call, function, compilation) is not null) return null;
        if (model.GetInterceptableLocation((InvocationExpressionSyntax)node, cancellation) is not { } location) return null;

        string arguments = $"{location.Version.ToString(CultureInfo.InvariantCulture)}, {SymbolDisplay.FormatLiteral(location.Data, quote: true)}";
        InterceptedCall intercepted = new(
            arguments,
            call.Method.Name,
            TypeMapping.Text(call.Method.ReturnType),
            call.Method.Parameters.Select(p => new InterceptedParameter(TypeMapping.Text(p.Type), p.Name)).ToEquatableArray(),
            function)
        {
            Structs = StructsIn(call.Function, compilation),
        };
        return new(intercepted, attributed is null ? Lower(function, call.Function, compilation, cancellation) : null);
    }

    /// <summary>The signature of the function as its derivatives are generated.</summary>
    public static MethodModel ModelOf(GradientCall call, Compilation compilation, CancellationToken cancellation) =>
        AttributedModel(call.Function, compilation, cancellation) ?? ModelElsewhere(call);

    /// <summary>True if the attribute makes the function's derivatives, where generated code can call them.</summary>
    private static MethodModel? AttributedModel(IMethodSymbol function, Compilation compilation, CancellationToken cancellation)
    {
        if (!SignatureReader.IsDifferentiable(function) || !compilation.IsSymbolAccessibleWithin(function, compilation.Assembly)) return null;
        if (DeclarationProblems.Of(function, cancellation).Any() || SignatureReader.Read(function) is not { HasReverse: true } model) return null;
        return model;
    }

    private static MethodModel ModelElsewhere(GradientCall call)
    {
        IMethodSymbol function = call.Function;
        // A check compares both modes, which others do not need.
        bool isCheck = call.Method.Name == "Verify";
        string key = isCheck ? call.Key + "!" : call.Key;
        bool isLambda = function.MethodKind == MethodKind.AnonymousFunction;
        string name = isLambda ? "Lambda" : function.Name;
        string type = $"{function.ContainingType.Name}_{name}_{Derivative.Hash(key).ToString("x8", CultureInfo.InvariantCulture)}";
        string text = isLambda ? TextOf(function.DeclaringSyntaxReferences[0].GetSyntax()) : $"{function.ContainingType.Name}.{name}";
        return SignatureReader.ReadElsewhere(function, InterceptorEmitter.Namespace, Identifier(type), name, key) with
        {
            Origin = $"<c>{text.Replace("&", "&amp;").Replace("<", "&lt;")}</c>",
            HasForward = isCheck,
        };
    }

    private static Primal Lower(MethodModel model, IMethodSymbol function, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return Primal.Of(model, MethodLowering.LowerElsewhere(function, compilation, cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(model, null, Failure.Of(exception));
        }
    }

    private static EquatableArray<string> StructsIn(IMethodSymbol function, Compilation compilation)
    {
        List<ITypeSymbol> found = [];
        foreach (ITypeSymbol type in function.Parameters.Select(p => p.Type).Append(function.ReturnType)) Find(type);
        return found.Select(TypeMapping.Text).Distinct().ToEquatableArray();

        void Find(ITypeSymbol type)
        {
            if (type is IArrayTypeSymbol array) Find(array.ElementType);
            if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } || !TypeMapping.CarriesFloat(type)) return;
            if (found.Contains(type, SymbolEqualityComparer.Default) || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)) return;
            found.Add(type);
            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic)) Find(field.Type);
        }
    }

    private static string Identifier(string text) => new([.. text.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_')]);

    /// <summary>The source on one line, without comments.</summary>
    private static string TextOf(SyntaxNode syntax)
    {
        string text = string.Concat(syntax.DescendantTokens().Select(t => t.Text + (t.TrailingTrivia.Any() ? " " : ""))).Trim();
        return text.Length <= LongestText ? text : text.Substring(0, LongestText) + "…";
    }
}
