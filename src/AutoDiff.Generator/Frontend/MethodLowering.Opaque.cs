using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>What is constant for differentiation: it is evaluated as it stands in the source, its numbers come from the IR.</summary>
internal sealed partial class MethodLowering
{
    private Operand LowerOpaque(IOperation operation)
    {
        if (ContainsErrors(operation))
        {
            _isInvalid = true;
            return Variable.ZeroOf(TypeOf(operation));
        }
        if (operation.Type is { SpecialType: not SpecialType.System_Void } type && TypeMapping.Refusal(Substituted(type)) is { } kind)
            return Unsupported(operation, $"{kind} ({type.ToDisplayString()})", "use double, float, or arrays or spans of them");
        if (TextOf(operation) is not var (text, arguments)) return Variable.ZeroOf(TypeOf(operation));
        if (operation.Type is null or { SpecialType: SpecialType.System_Void })
        {
            _builder.Append(new Invoke(null, text, arguments, Site(operation)));
            return Constant.Of(0);
        }
        // An enum is an opaque type outside the IR, its underlying integer inside.
        bool isEnum = operation.Type.TypeKind == TypeKind.Enum;
        Value result = _builder.Fresh(isEnum ? TypeMapping.Opaque(operation.Type) : TypeOf(operation));
        _builder.Append(new Invoke(result, text, arguments, Site(operation), RunsNothing(operation) ? InvokeKind.Read : InvokeKind.Call));
        if (result.Type is StructType) return Read(ElementAt(result, []));
        return isEnum ? Converted(result, TypeOf(operation)) : result;
    }

    /// <summary>
    /// The C# text of an expression with {0}, {1}, … for the values that the IR computes; null after a problem. It is one whole expression: in parentheses.
    /// </summary>
    private (string Text, EquatableArray<Operand> Arguments)? TextOf(IOperation operation)
    {
        List<Operand> arguments = [];
        int problems = _problems.Count;
        string text = Write(operation);
        return _problems.Count > problems ? null : (operation is IInvocationOperation or IObjectCreationOperation ? text : $"({text})", arguments);

        string Write(IOperation o) => o switch
        {
            { ConstantValue: { HasValue: true, Value: string s } } => Quoted(s),
            { ConstantValue: { HasValue: true, Value: null } } => "null",
            { ConstantValue: { HasValue: true, Value: decimal m } } => SyntaxFactory.Literal(m).Text,
            { ConstantValue.HasValue: true, Type: { TypeKind: not TypeKind.Enum } t } when Map(t) is ScalarType => Place(o),
            IParenthesizedOperation p => $"({Write(p.Operand)})",
            ITypeOfOperation t => $"typeof({Text(t.TypeOperand)})",
            IConversionOperation { Operand: IThrowOperation } => Refuse(o, "throw inside this expression"),
            IConversionOperation c when IsImplicitReference(c) => Write(c.Operand),
            IConversionOperation c when IsDecimal(c.Type) && TypeOf(c.Operand).IsFloat => Refuse(o, "a conversion to decimal"),
            IConversionOperation { IsImplicit: true, Type.Name: "Index" } c when IsPosition(c.Type) => Write(c.Operand),
            IRangeOperation r => $"{(r.LeftOperand is { } first ? Write(first) : "")}..{(r.RightOperand is { } last ? Write(last) : "")}",
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } u => "^" + Write(u.Operand),
            IConversionOperation c when TypeOf(c) is OpaqueType || TypeOf(c.Operand) is OpaqueType => $"(({Text(c.Type!)})({Write(c.Operand)}))",
            _ when !ReferenceEquals(o, operation) && o.Type is { TypeKind: TypeKind.Enum } type => $"(({TypeMapping.Text(type)})({Place(o)}))",
            _ when !ReferenceEquals(o, operation) && (TypeOf(o) is ScalarType or ArrayType or SpanType or TensorType || TypeOf(o) == TensorType.Shape) => Place(o),
            _ when !ReferenceEquals(o, operation) && TypeOf(o) is StructType => Structure(o),
            ILocalReferenceOperation or IParameterReferenceOperation => Place(o),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when Self is not null => Place(o),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => o.Syntax is BaseExpressionSyntax ? "base" : "this",
            IFieldReferenceOperation { Field: { IsStatic: true } f } => Accessible(o, f) ? $"{Text(f.ContainingType)}.{f.Name}" : "",
            IFieldReferenceOperation { Instance: { } i, Field: var f } => Accessible(o, f) ? $"{Write(i)}.{f.Name}" : "",
            IPropertyReferenceOperation { Property: { IsStatic: true } p, ConstrainedToType: var t } => Accessible(o, p) ? $"{Text(t ?? p.ContainingType)}.{p.Name}" : "",
            IPropertyReferenceOperation { Instance: { } i, Property.IsIndexer: true } p => $"{Write(i)}[{List(p.Arguments)}]",
            IPropertyReferenceOperation { Instance: { } i, Property: var p } => Accessible(o, p) ? $"{Write(i)}.{p.Name}" : "",
            IArrayElementReferenceOperation e => $"{Write(e.ArrayReference)}[{string.Join(", ", e.Indices.Select(Write))}]",
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } m } call =>
                Accessible(o, m) ? $"{(call.Instance is { } i ? Write(i) : Text(call.ConstrainedToType ?? m.ContainingType))}.{m.Name}{TypeArgumentsOf(m)}({List(call.Arguments)})" : "",
            IObjectCreationOperation { Constructor: { } c, Initializer: null } n => Accessible(o, c) ? $"new {Text(n.Type!)}({List(n.Arguments)})" : "",
            IInterpolatedStringOperation s => "$\"" + string.Concat(s.Parts.Select(Part)) + "\"",
            IBinaryOperation b when PrimitiveOf(b.OperatorKind) is { } op => $"({Write(b.LeftOperand)} {op.Symbol} {Write(b.RightOperand)})",
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } u => $"(-{Write(u.Operand)})",
            ICoalesceOperation c => $"({Write(c.Value)} ?? {Write(c.WhenNull)})",
            IDefaultValueOperation d => $"default({Text(d.Type!)})",
            _ => RefuseByKind(o),
        };

        string Place(IOperation o)
        {
            arguments.Add(LowerExpression(o));
            return $"{{{arguments.Count - 1}}}";
        }

        string Structure(IOperation o)
        {
            if (LowerExpression(o) is not Aggregate { Struct: { IsOpen: true } type } whole) return Refuse(o, $"a {TypeOf(o)} as an argument of this call");
            int first = arguments.Count;
            arguments.AddRange(whole.Leaves);
            return type.ConstructionFrom(first);
        }

        string List(IEnumerable<IArgumentOperation> list) => string.Join(", ", list.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(Argument));

        string Argument(IArgumentOperation a) => a switch
        {
            { Parameter.RefKind: RefKind.Ref or RefKind.Out } => Refuse(a.Value, "a ref or out argument"),
            { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } all } } when TypeOf(a.Value) is OpaqueType => string.Join(", ", all.ElementValues.Select(Write)),
            { ArgumentKind: ArgumentKind.Explicit, Parameter: { } p, Syntax: ArgumentSyntax { NameColon: not null } } => $"{p.Name}: {Write(a.Value)}",
            _ => Write(a.Value),
        };

        string Text(ITypeSymbol type) => TypeMapping.Text(Substituted(type));

        string Part(IInterpolatedStringContentOperation part) => part switch
        {
            IInterpolatedStringTextOperation t => EscapeInside((string)t.Text.ConstantValue.Value!),
            IInterpolationOperation { Alignment: null, FormatString: null } i => "{{(" + Write(i.Expression) + ")}}",
            IInterpolationOperation { Alignment: null, FormatString: { } f } i => "{{(" + Write(i.Expression) + "):" + (string)f.ConstantValue.Value! + "}}",
            _ => Refuse(part, "this interpolation"),
        };

        // Once for the interpolated string, once for the template.
        string EscapeInside(string s)
        {
            string literal = SymbolDisplay.FormatLiteral(s, quote: true);
            return Escape(Escape(literal.Substring(1, literal.Length - 2)));
        }

        bool Accessible(IOperation o, ISymbol symbol)
        {
            if (IsAccessible(symbol)) return true;
            Inaccessible(o, symbol);
            return false;
        }

        string RefuseByKind(IOperation o)
        {
            UnsupportedConstruct construct = UnsupportedConstruct.Of(o);
            Unsupported(o, construct.Name, construct.Advice);
            return "";
        }

        string Refuse(IOperation o, string construct)
        {
            Unsupported(o, construct, "compute it outside and pass it as an argument");
            return "";
        }
    }

    // A length of a shape, or an object out of an array: no code of the user's runs.
    private static bool RunsNothing(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Instance: { Type: { } type } instance } p => TypeMapping.IsTensor(type) || (type is IArrayTypeSymbol || (type is INamedTypeSymbol named && SignatureReader.IsOfAutoDiff(named) && TypeMapping.IsTensorConstant(type))) && RunsNothing(instance) && p.Arguments.All(a => RunsNothing(a.Value)),
        IArrayElementReferenceOperation e => RunsNothing(e.ArrayReference) && e.Indices.All(RunsNothing),
        ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation => true,
        IConversionOperation { OperatorMethod: null } c => RunsNothing(c.Operand),
        _ => false,
    };

    private bool IsAccessible(ISymbol symbol) => _compilation.IsSymbolAccessibleWithin(symbol, _within);

    private Operand Inaccessible(IOperation operation, ISymbol symbol)
    {
        string home = _within is INamedTypeSymbol ? _within.Name : "generated code";
        return TypeMapping.IsModule(symbol.ContainingType)
            ? Unsupported(operation, $"'{symbol.Name}' of a module, which is not accessible from {home}", "add [Differentiable] to the method of the module that reads it, or make it internal")
            : Unsupported(operation, $"'{symbol.Name}', which is not accessible from {home}", "make it internal, or pass it as an argument");
    }

    // To a base type, an interface or object: C# does it by itself.
    private bool IsImplicitReference(IConversionOperation c) =>
        c is { IsImplicit: true, OperatorMethod: null } && (c.Type?.SpecialType == SpecialType.System_Object || c.Operand.Type is { IsReferenceType: true } || TypeOf(c.Operand).IsIndexed);

    private static string Quoted(string text) => Escape(SymbolDisplay.FormatLiteral(text, quote: true));

    // Braces in a literal are doubled, since {0} stands for an argument.
    private static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");
}
