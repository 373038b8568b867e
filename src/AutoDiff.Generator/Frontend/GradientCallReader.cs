using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Finds the calls that the build replaces, and the functions in them.</summary>
internal static class GradientCallReader
{
    private static readonly GradientCallReading Nothing = new(null, null);

    /// <summary>By the name alone.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } invocation
        && invocation.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member }
        && member is "Of" or "ValueAndGradient" or "Verify"
        || node is InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Of" or "ValueAndGradient" or "Verify" }, ArgumentList.Arguments.Count: > 0 };

    /// <summary>True for the methods whose calls are replaced: those that throw.</summary>
    public static bool IsReplaced(IMethodSymbol method) => method is
    {
        IsStatic: true,
        ContainingType: { Name: "Gradient" or "GradientCheck", ContainingNamespace: { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true } },
        Name: "Of" or "ValueAndGradient" or "Verify",
    } && method.Parameters[0].Name == "function" && method.Parameters.Skip(1).All(p => p.OriginalDefinition.Type.TypeKind != TypeKind.Delegate);

    public static GradientCallReading Read(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetOperation(node, cancellation) is not IInvocationOperation call || !IsReplaced(call.TargetMethod)) return Nothing;
        if (call.Arguments.FirstOrDefault(a => a.Parameter!.Ordinal == 0) is not { Value: var argument }) return Nothing;
        IOperation value = Bare(argument);
        IMethodSymbol? function = value switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        string text = argument.Syntax.ToString();
        if (value is IInvalidOperation) return Nothing;
        if (function is null) return Refuse(ProblemKind.DelegateValue, text);

        CapturedVariables captured = new(function, model, cancellation);
        captured.Visit(value);
        if (captured.Names.Count > 0) return Refuse(ProblemKind.CapturingFunction, text, string.Join(" and ", captured.Names.Select(n => $"'{n}'")));
        if (function.DeclaringSyntaxReferences.IsEmpty || function.IsAbstract || function.IsExtern) return Refuse(ProblemKind.FunctionWithoutSource, text);
        return new(new(call.TargetMethod, function, KeyOf(function, node, model, cancellation), text), null);

        GradientCallReading Refuse(ProblemKind kind, params string[] arguments) => new(null, new(kind, arguments, argument.Syntax.GetLocation()));
    }

    /// <summary>Without conversions to a delegate type, and parentheses.</summary>
    private static IOperation Bare(IOperation operation) => operation switch
    {
        IDelegateCreationOperation creation => Bare(creation.Target),
        IConversionOperation { OperatorMethod: null } conversion => Bare(conversion.Operand),
        IParenthesizedOperation parentheses => Bare(parentheses.Operand),
        _ => operation,
    };

    /// <summary>The documentation id of a method; of a function in a member the member's, and its number among the functions there.</summary>
    private static string KeyOf(IMethodSymbol function, SyntaxNode call, SemanticModel model, CancellationToken cancellation)
    {
        if (function.MethodKind == MethodKind.Ordinary && function.GetDocumentationCommentId() is { } id) return id;
        SyntaxNode declaration = function.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        SyntaxNode member = call.Ancestors().First(a => a is CompilationUnitSyntax or MemberDeclarationSyntax and not (GlobalStatementSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax));
        ISymbol? enclosing = model.GetEnclosingSymbol(call.SpanStart, cancellation);
        while (enclosing is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }) enclosing = enclosing.ContainingSymbol;
        int number = member.DescendantNodes().Where(n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax).TakeWhile(n => n != declaration).Count();
        return $"{enclosing?.GetDocumentationCommentId() ?? enclosing?.Name}#{number.ToString(CultureInfo.InvariantCulture)}";
    }
}
