using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>What a construct that cannot be lowered is called, and what to write instead.</summary>
/// <param name="Name">As it stands in a message: "?.", "a lambda as a value".</param>
/// <param name="Advice">What to write instead.</param>
internal sealed record UnsupportedConstruct(string Name, string Advice)
{
    public static UnsupportedConstruct Of(IOperation operation) => operation switch
    {
        IConditionalAccessOperation or IConditionalAccessInstanceOperation => new("?.", "test for null with an if"),
        IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation => new("a function as a value", "call it where it is declared, or write the loop out"),
        ITranslatedQueryOperation => new("a query", "write the loop out"),
        IAwaitOperation => new("await", "compute synchronously and await outside"),
        ITupleOperation => new("a tuple as a value", "assign its parts one by one"),
        IInstanceReferenceOperation => new("this object", "pass what it reads as parameters"),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation => new("dynamic", "use double or float"),
        IWithOperation => new("with", "pass the parts as parameters"),
        IObjectCreationOperation or IAnonymousObjectCreationOperation or IObjectOrCollectionInitializerOperation => new("an object initialiser", "create the object outside and pass it"),
        IAddressOfOperation => new("unsafe code", "use spans"),
        { Kind: OperationKind.None, Syntax: FixedStatementSyntax or UnsafeStatementSyntax or PrefixUnaryExpressionSyntax } => new("unsafe code", "use spans"),
        ICoalesceAssignmentOperation => new("??=", "test for null with an if"),
        IIsTypeOperation => new("a type test", "use overloads, or decide outside"),
        { Type: null } => new($"this statement ({operation.Kind})", "write it with assignments, if and loops"),
        _ => new($"this expression ({operation.Kind})", "compute it outside and pass it as an argument"),
    };
}
