using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Calls: functions of the rules table become operations, what has source is inlined, all else is constant for differentiation.</summary>
internal sealed partial class MethodLowering
{
    private Operand LowerInvocation(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (FindCallee(call) is { } callee) return Inline(callee, call);
        if (RuleOf(method) is { } rule) return LowerFunction(rule, call);
        if (LowerBlockOperation(call) is { } result) return result;
        if (method.MethodKind == MethodKind.DelegateInvoke) return Unsupported(call, "the call of a delegate", "call a method or a local function");
        return LowerOpaque(call);
    }

    private static ScalarRule? RuleOf(IMethodSymbol method) => method.IsStatic && IsNumberType(method.ContainingType)
        && method.Parameters.All(p => TypeMapping.Map(p.Type) is ScalarType || p.Type.Name == "MidpointRounding")
        && TypeMapping.Map(method.ReturnType) is ScalarType
        ? ScalarRules.Find(method.Name, method.Parameters.Length)
        : null;

    private static bool IsNumberType(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_Int64
        || type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private Operand LowerFunction(ScalarRule rule, IInvocationOperation call)
    {
        Operand[] arguments = [.. call.Arguments.Select(a => (a.Parameter!.Ordinal, Value: LowerExpression(a.Value))).ToArray().OrderBy(a => a.Ordinal).Select(a => a.Value)];
        for (int i = 0; i < arguments.Length; i++)
            if (call.TargetMethod.Parameters[i].Type.TypeKind == TypeKind.Enum) arguments[i] = _builder.Let(Primitive.Convert, TypeMapping.Opaque(call.TargetMethod.Parameters[i].Type), arguments[i]);
        return _builder.Let(rule.Primitive, TypeMapping.Map(call.TargetMethod.ReturnType), arguments);
    }

    private Operand[] LowerSinCos(IInvocationOperation call)
    {
        Operand angle = LowerExpression(call.Arguments[0].Value);
        string suffix = call.TargetMethod.Name == "SinCosPi" ? "Pi" : "";
        return [Function("Sin" + suffix), Function("Cos" + suffix)];
        Operand Function(string name) => _builder.Let(ScalarRules.Find(name, 1)!.Primitive, angle.Type, angle);
    }

    // ---- Inlining ----

    private Callee? FindCallee(IInvocationOperation call)
    {
        ISymbol symbol = call.Instance is ILocalReferenceOperation { Local: var local } ? local : call.TargetMethod;
        if (_functions.TryGetValue(symbol, out Callee? known)) return known;
        IMethodSymbol method = call.TargetMethod;
        if (!method.IsStatic || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || method.DeclaringSyntaxReferences.IsEmpty) return null;
        return BodyOf(method);
    }

    /// <summary>A lambda or method group that a local variable is initialised with.</summary>
    private Callee? FunctionOf(IOperation initializer) => initializer switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => new(lambda.Symbol, lambda.Body),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { IsStatic: true } method } } => _functions.TryGetValue(method, out Callee? known) ? known : BodyOf(method),
        IConversionOperation { Operand: var operand } when initializer.Type?.TypeKind == TypeKind.Delegate => FunctionOf(operand),
        _ => null,
    };

    private Operand Inline(Callee callee, IInvocationOperation call)
    {
        IMethodSymbol method = callee.Symbol;
        IrType type = TypeOf(call);
        if (callee.Body is null || method.IsGenericMethod || (method.MethodKind == MethodKind.Ordinary && IsInGenericType(method)))
            return method.IsGenericMethod || IsInGenericType(method) ? Unsupported(call, $"the call of the generic method '{method.Name}'", "write it for double or float") : LowerOpaque(call);
        if (_frames.Any(f => SymbolEqualityComparer.Default.Equals(f.Method, method)))
        {
            _problems.Add(new(ProblemKind.Recursion, [method.Name], call.Syntax.GetLocation()));
            return Variable.ZeroOf(type);
        }
        if (method.IsAsync || method.IsIterator) return Unsupported(call, "the call of an async method or iterator", "compute the values in a loop");
        if (method.Parameters.Any(p => p.RefKind is not (RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter))) return Unsupported(call, "the call of a method with ref or out parameters", "return the value");

        (IParameterSymbol Parameter, Operand Value)[] arguments = [.. call.Arguments.Select(a => (method.Parameters[a.Parameter!.Ordinal], LowerExpression(a.Value)))];
        HashSet<Variable> outer = [.. _values.Keys];
        Flow flow = _flow;
        Frame frame = OpenFrame(method, null);
        foreach ((IParameterSymbol parameter, Operand value) in arguments)
        {
            RefuseType(parameter.Type, call.Syntax.GetLocation());
            Variable variable = new(parameter.Name, TypeMapping.Map(parameter.Type));
            _places[parameter] = new VariablePlace(variable);
            _owners[variable] = frame;
            Set(variable, View(value, variable.Type));
        }
        LowerStatement(callee.Body);
        Operand result = frame.Result is null ? Constant.Of(0) : _values[frame.Result];
        _targets.Remove(frame.Return);
        _frames.Pop();
        foreach (Variable variable in _values.Keys.Where(v => !outer.Contains(v)).ToList()) _values.Remove(variable);
        if (_flow != Flow.Thrown) _flow = flow;
        return result;
    }

    private Frame OpenFrame(IMethodSymbol method, string? resultName)
    {
        Variable? result = method.ReturnsVoid ? null : new(resultName, TypeMapping.Map(method.ReturnType));
        Frame frame = new(method, Target(null, null), result);
        if (result is not null) _values[result] = result.Undefined;
        _frames.Push(frame);
        _targets.Add(frame.Return);
        return frame;
    }

    // ---- What is constant for differentiation ----

    /// <summary>An expression that is evaluated as it stands, its numbers from the IR.</summary>
    private Operand LowerOpaque(IOperation operation)
    {
        if (ContainsErrors(operation))
        {
            _isInvalid = true;
            return Variable.ZeroOf(TypeOf(operation));
        }
        if (operation.Type is { } type && type.SpecialType != SpecialType.System_Void && TypeMapping.Refusal(type) is { } kind)
            return Unsupported(operation, $"{kind} ({type.ToDisplayString()})", "use double, float, or arrays or spans of them");
        if (TextOf(operation) is not var (text, arguments)) return Variable.ZeroOf(TypeOf(operation));
        if (operation.Type is null or { SpecialType: SpecialType.System_Void })
        {
            _builder.Append(new Invoke(null, text, arguments, Site(operation)));
            return Constant.Of(0);
        }
        Value result = _builder.Fresh(TypeOf(operation));
        _builder.Append(new Invoke(result, text, arguments, Site(operation)));
        return result;
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
            IConversionOperation { IsImplicit: true, OperatorMethod: null, Type: var t } c when TypeOf(c.Operand) is not ScalarType || t?.SpecialType == SpecialType.System_Object => Write(c.Operand),
            { ConstantValue: { HasValue: true, Value: string s } } => Escape(SymbolDisplay.FormatLiteral(s, quote: true)),
            { ConstantValue: { HasValue: true, Value: null } } => "null",
            { ConstantValue.HasValue: true } when o.Type?.TypeKind != TypeKind.Enum => Place(o),
            IParenthesizedOperation p => $"({Write(p.Operand)})",
            IInstanceReferenceOperation => Refuse(o, "this"),
            IFieldReferenceOperation { Field: { IsStatic: true } f } => $"{TypeMapping.Text(f.ContainingType)}.{f.Name}",
            IFieldReferenceOperation { Instance: { } i, Field: var f } => $"{Write(i)}.{f.Name}",
            IPropertyReferenceOperation { Property: { IsStatic: true } p } => $"{TypeMapping.Text(p.ContainingType)}.{p.Name}",
            IPropertyReferenceOperation { Instance: { } i, Property.IsIndexer: true } p when !TypeOf(i).IsMemory => $"{Write(i)}[{List(p.Arguments)}]",
            IPropertyReferenceOperation { Instance: { } i, Property: var p } when !TypeOf(i).IsMemory => $"{Write(i)}.{p.Name}",
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } m } call when FindCallee(call) is null && RuleOf(m) is null =>
                $"{(call.Instance is { } i ? Write(i) : TypeMapping.Text(m.ContainingType))}.{m.Name}{TypeArguments(m)}({List(call.Arguments)})",
            IObjectCreationOperation { Constructor: not null, Initializer: null } n => $"new {TypeMapping.Text(n.Type!)}({List(n.Arguments)})",
            INameOfOperation n => Escape(SymbolDisplay.FormatLiteral((string)n.ConstantValue.Value!, quote: true)),
            ITypeOfOperation t => $"typeof({TypeMapping.Text(t.TypeOperand)})",
            IInterpolatedStringOperation s => "$\"" + string.Concat(s.Parts.Select(Part)) + "\"",
            IBinaryOperation { OperatorMethod: not null } or IBinaryOperation { Type.SpecialType: SpecialType.System_String } => WriteBinary((IBinaryOperation)o),
            ILocalReferenceOperation or IParameterReferenceOperation => Place(o),
            _ when TypeOf(o) is ScalarType or ArrayType or SpanType && o is not IInvocationOperation => Place(o),
            IInvocationOperation call when TypeOf(call) is ScalarType or ArrayType or SpanType => Place(o),
            _ => Refuse(o, $"this expression ({o.Kind})"),
        };

        string Place(IOperation o)
        {
            Operand operand = LowerExpression(o);
            arguments.Add(operand);
            return $"{{{arguments.Count - 1}}}";
        }

        string List(IEnumerable<IArgumentOperation> list) => string.Join(", ", list.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue)
            .Select(a => a.ArgumentKind == ArgumentKind.Explicit && a.Parameter is { RefKind: RefKind.None } p && a.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax { NameColon: not null } ? $"{p.Name}: {Write(a.Value)}"
                : a.Parameter?.RefKind is RefKind.Ref or RefKind.Out ? Refuse(a.Value, "a ref or out argument") : a.ArgumentKind == ArgumentKind.ParamArray && a.Value is IArrayCreationOperation { Initializer: { } all } && TypeOf(a.Value) is OpaqueType
                    ? string.Join(", ", all.ElementValues.Select(Write)) : Write(a.Value)));

        string TypeArguments(IMethodSymbol m) => m.TypeArguments.IsEmpty ? "" : "<" + string.Join(", ", m.TypeArguments.Select(TypeMapping.Text)) + ">";

        string WriteBinary(IBinaryOperation b) => b.OperatorKind switch
        {
            BinaryOperatorKind.Add => $"{Write(b.LeftOperand)} + {Write(b.RightOperand)}",
            BinaryOperatorKind.Equals => $"{Write(b.LeftOperand)} == {Write(b.RightOperand)}",
            BinaryOperatorKind.NotEquals => $"{Write(b.LeftOperand)} != {Write(b.RightOperand)}",
            _ => Refuse(b, $"the operator {b.OperatorKind} of this type"),
        };

        string Part(IInterpolatedStringContentOperation part) => part switch
        {
            IInterpolatedStringTextOperation t => EscapeInside((string)t.Text.ConstantValue.Value!),
            IInterpolationOperation { Alignment: null, FormatString: null } i => "{{" + Write(i.Expression) + "}}",
            IInterpolationOperation { Alignment: null, FormatString: { } f } i => "{{" + Write(i.Expression) + ":" + (string)f.ConstantValue.Value! + "}}",
            _ => Refuse(part, "this interpolation"),
        };

        string EscapeInside(string s)
        {
            string literal = SymbolDisplay.FormatLiteral(s, quote: true);
            return Escape(Escape(literal.Substring(1, literal.Length - 2)));
        }

        string Refuse(IOperation o, string construct)
        {
            Unsupported(o, construct, "compute it outside and pass it as an argument");
            return "";
        }
    }

    // Braces in a literal are doubled, since {0} stands for an argument.
    private static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");
}
