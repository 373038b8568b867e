using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// LINQ over arrays. Select, Where, Zip, … make one <see cref="Sequence"/> of another; a variable or parameter that holds one stands for it, so that its functions run where it
/// is gone through. What goes through it, Sum and its kin, is a model in C# whose foreach becomes one loop.
/// </summary>
internal sealed partial class MethodLowering
{
    private Dictionary<ISymbol, Sequence> _sequences = new(SymbolEqualityComparer.Default);

    /// <summary>A call of LINQ: the result of an aggregate, or the elements in an array. What goes over something else than a sequence is constant.</summary>
    private Operand LowerQuery(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (IsEnumerable(call.Type) && IsSequence(call)) return Elements(SequenceOf(call), call);
        if (UnknownStep(call) is { } step) return Unsupported(step, $"Enumerable.{step.TargetMethod.Name} of numbers", "use a loop");
        IOperation[] operands = OperandsOf(call);
        if (operands.Length == 0 || !IsSequence(operands[0])) return LowerOpaque(call);
        switch (method.Name)
        {
            case "ToArray" when !TypeOf(call).IsIndexed: return LowerOpaque(call);
            case "ToArray": return SequenceOf(operands[0]) is var all && all.Memory is { } memory ? Copy(memory, memory.Type) : Elements(all, call);
            // In a model the two ask for what is known of a sequence, and for what is at a position.
            case "TryGetNonEnumeratedCount" when IsInModel(call):
                Sequence asked = SequenceOf(operands[0]);
                Write(PlaceOf(operands[1]), asked.IsDense ? asked.Count : Constant.Of(0));
                return Constant.Of(asked.IsDense);
            case "ElementAt" when IsInModel(call): return ElementOf(SequenceOf(operands[0]), LowerExpression(operands[1]));
            default:
                if (ModelOfQuery(method) is not { } model) return LowerOpaque(call);
                if (operands.Skip(1).FirstOrDefault(o => o.Type?.TypeKind == TypeKind.Delegate && !IsFunction(o)) is { } unknown) return UnknownFunction(unknown);
                return InlineModel(model.IsGenericMethod ? model.Construct([.. method.TypeArguments]) : model, call, Bind(method, call.Arguments));
        }
    }

    private IMethodSymbol? ModelOfQuery(IMethodSymbol method) => LibraryModels.Find(method.OriginalDefinition, _compilation);

    /// <summary>The first call in a chain of queries that numbers go into and that is not known.</summary>
    private IInvocationOperation? UnknownStep(IOperation query)
    {
        if (Bare(query) is not IInvocationOperation { TargetMethod: var method } call || !IsLinq(method) || OperandsOf(call) is not [var source, ..]) return null;
        if (!IsSequence(source)) return UnknownStep(source);
        // What an object holds is constant.
        if (IsList(source)) return null;
        bool isKnown = IsSequence(call) || ModelOfQuery(method) is not null || method.Name is "ToArray" || IsInModel(call);
        return isKnown || !TypeMapping.CarriesFloat(Substituted(ElementOf(Bare(source).Type!))) ? null : call;
    }

    private bool IsList(IOperation source) => !TypeOf(Bare(source)).IsIndexed && CountOf(Bare(source).Type) is not null;

    private static ITypeSymbol ElementOf(ITypeSymbol source) => source is IArrayTypeSymbol array ? array.ElementType : ((INamedTypeSymbol)source).TypeArguments[0];

    private static bool IsLinq(IMethodSymbol method) => method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    private bool IsInModel(IOperation operation) => !_compilation.ContainsSyntaxTree(operation.Syntax.SyntaxTree);

    private static IOperation[] OperandsOf(IInvocationOperation call) => [.. call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value)];

    private Operand UnknownFunction(IOperation function) => Unsupported(function, "a delegate whose function is not known", "write a lambda, or the name of a method");

    // ---- Sequences ----

    private static bool IsEnumerable(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T };

    /// <summary>True if <see cref="SequenceOf"/> knows what the expression goes over; nothing is lowered.</summary>
    private bool IsSequence(IOperation expression) => Bare(expression) switch
    {
        ILocalReferenceOperation { Local: var local } when _sequences.ContainsKey(local) => true,
        IParameterReferenceOperation { Parameter: var parameter } when _sequences.ContainsKey(parameter) => true,
        IInvocationOperation { TargetMethod: var method } call when IsLinq(method) && IsEnumerable(call.Type) => OperandsOf(call) is var operands && (method.Name, operands.Length) switch
        {
            ("Range" or "Repeat", 2) => true,
            ("AsEnumerable" or "Reverse", 1) => IsSequence(operands[0]),
            ("Take" or "Skip", 2) => IsSequence(operands[0]) && operands[1].Type?.SpecialType == SpecialType.System_Int32,
            ("Select" or "Where", 2) => IsSequence(operands[0]),
            ("Concat", 2) => IsSequence(operands[0]) && IsSequence(operands[1]),
            ("Zip", 2 or 3) => IsSequence(operands[0]) && IsSequence(operands[1]) && (operands.Length == 2 || operands[2].Type?.TypeKind == TypeKind.Delegate),
            _ => false,
        },
        var whole when IsTensorSequence(whole) => true,
        var whole => CountOf(whole.Type) is not null,
    };

    /// <summary>What an expression goes over that is a sequence. Arrays and sizes in it are evaluated here, its functions are not called.</summary>
    private Sequence SequenceOf(IOperation expression)
    {
        switch (Bare(expression))
        {
            case ILocalReferenceOperation { Local: var local } when _sequences.TryGetValue(local, out Sequence? known): return known;
            case IParameterReferenceOperation { Parameter: var parameter } when _sequences.TryGetValue(parameter, out Sequence? known): return known;
            case IInvocationOperation call when IsLinq(call.TargetMethod) && IsEnumerable(call.Type): return Query(call);
            case var tensors when IsTensorSequence(tensors): return TensorSequence(tensors);
            case var array when TypeOf(array).IsIndexed: return OfMemory(LowerExpression(array));
            case var list: return OfObject(LowerExpression(list), CountOf(list.Type)!, ElementOf(list.Type!), list);
        }
    }

    // Without the conversions between an array and the interfaces that it implements.
    private static IOperation Bare(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null, Operand: { } inner } when IsEnumerable(operation.Type) || operation.Type?.SpecialType == SpecialType.System_Collections_IEnumerable => Bare(inner),
        IConversionOperation { Conversion.IsIdentity: true, Operand: var inner } => Bare(inner),
        IParenthesizedOperation { Operand: var inner } => Bare(inner),
        ITranslatedQueryOperation { Operation: var inner } => Bare(inner),
        _ => operation,
    };

    private Sequence Query(IInvocationOperation call)
    {
        IOperation[] operands = OperandsOf(call);
        IrType element = Map(((INamedTypeSymbol)call.Type!).TypeArguments[0]);
        switch (call.TargetMethod.Name)
        {
            case "Range":
                Operand first = LowerExpression(operands[0]), length = Size(operands[1]);
                return new(element, length, (i, next) => next(Shifted(first, i)), []);
            case "Repeat":
                Operand repeated = LowerExpression(operands[0]);
                return new(element, Size(operands[1]), (_, next) => next(repeated), []);
            case "AsEnumerable": return SequenceOf(operands[0]);
            case "Reverse":
                Sequence forward = Dense(SequenceOf(operands[0]), call);
                return forward with { Visit = (i, next) => forward.Visit(Minus(Minus(forward.Count, Constant.Of(1)), i), next), Memory = null, Items = null };
            case "Take":
                Sequence whole = Dense(SequenceOf(operands[0]), call);
                return whole with { Count = AtLeastZero(Extreme("Min", LowerExpression(operands[1]), whole.Count)), Memory = null, Items = null };
            case "Skip":
                Sequence all = Dense(SequenceOf(operands[0]), call);
                Operand skipped = AtLeastZero(LowerExpression(operands[1]));
                return all with { Count = AtLeastZero(Minus(all.Count, skipped)), Visit = (i, next) => all.Visit(Shifted(skipped, i), next), Memory = null, Items = null };
            case "Concat":
                Sequence front = Dense(SequenceOf(operands[0]), call), back = Dense(SequenceOf(operands[1]), call);
                return new(
                    element,
                    _builder.Let(Primitive.Add, IrType.Int32, front.Count, back.Count),
                    (i, next) => next(LowerChoice(_builder.Let(Primitive.Less, IrType.Boolean, i, front.Count), element, () => ElementOf(front, i), () => ElementOf(back, Minus(i, front.Count)))),
                    [.. front.Functions, .. back.Functions]);
            case "Zip":
                Sequence a = Dense(SequenceOf(operands[0]), call), b = Dense(SequenceOf(operands[1]), call);
                Callee? both = operands.Length == 3 ? FunctionOf(operands[2]) : null;
                if (both is null && operands.Length == 3)
                {
                    UnknownFunction(operands[2]);
                    return a with { Element = element };
                }
                return new(
                    element,
                    Extreme("Min", a.Count, b.Count),
                    (i, next) => a.Visit(i, x => b.Visit(i, y => next(both is null ? new Aggregate((StructType)element, [.. LeavesOf(x, null), .. LeavesOf(y, null)]) : Apply(both, call, x, y)))),
                    [.. a.Functions, .. b.Functions, .. both is null ? (Callee[])[] : [both]]);
        }

        // Select and Where. Their function may take the number of the element, too.
        Sequence source = SequenceOf(operands[0]);
        if (FunctionOf(operands[1]) is not { } function)
        {
            UnknownFunction(operands[1]);
            return source with { Element = element };
        }
        bool isIndexed = operands[1].Type is INamedTypeSymbol { TypeArguments.Length: 3 };
        if (isIndexed) source = Dense(source, call);
        Callee[] functions = [.. source.Functions, function];
        if (call.TargetMethod.Name == "Select") return new(element, source.Count, (i, next) => source.Visit(i, x => next(Called(x, i))), functions) { IsDense = source.IsDense };
        return source with { Visit = (i, next) => source.Visit(i, x => LowerBranch(Called(x, i), () => next(x), () => { })), Functions = functions, IsDense = false, Memory = null, Items = null };

        Operand Called(Operand x, Operand i) => isIndexed ? Apply(function, call, x, i) : Apply(function, call, x);
    }

    /// <summary>The call of a function with values.</summary>
    private Operand Apply(Callee function, IOperation site, params Operand[] arguments)
    {
        IMethodSymbol method = function.Symbol;
        if (function.Choice is { } choice) return LowerChoice(choice.Condition, Map(method.ReturnType), () => Apply(choice.WhenTrue, site, arguments), () => Apply(choice.WhenFalse, site, arguments));
        if (function.Body is null && RuleOf(method) is { } rule) return _builder.Let(rule.Primitive, Map(method.ReturnType), [.. arguments.Select((a, i) => Converted(a, Map(method.Parameters[i].Type)))]);
        if (function.Body is null || DerivativeWithoutBody(method) is not null || IsByContract(method)) return Unsupported(site, $"'{method.Name}' as the function of a query", "write a loop that calls it");
        return CanInline(function, site, out Operand? instead) ? InlineBound(function, site, [.. arguments.Select((a, i) => (method.Parameters[i], (object)a))], null) : instead!;
    }

    // ---- Sizes ----

    /// <summary>A size that a caller gives: less than zero is an exception. The length of an array is none.</summary>
    private Operand Size(IOperation operation)
    {
        Operand size = LowerExpression(operation);
        if (size is Constant { Bits: >= 0 } || operation is IPropertyReferenceOperation { Property.Name: "Length" }) return size;
        LowerBranch(
            _builder.Let(Primitive.Less, IrType.Boolean, size, Constant.Of(0)),
            () => Fail("new global::System.ArgumentOutOfRangeException(\"count\")"),
            () => { });
        return size;
    }

    private Operand Minus(Operand a, Operand b) => b is Constant { Bits: 0 } ? a : (a, b) is (Constant c, Constant d) ? Constant.Of((int)(c.Bits - d.Bits)) : _builder.Let(Primitive.Subtract, IrType.Int32, a, b);

    private Operand AtLeastZero(Operand size) => size is Constant { Bits: >= 0 } ? size : Extreme("Max", size, Constant.Of(0));

    private Operand Extreme(string function, Operand a, Operand b) => a.Equals(b) ? a : _builder.Let(ScalarRules.Find(function, 2)!.Primitive, IrType.Int32, a, b);
}
