using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Calls of generated members: the derivative of another method, with that method's IR, to be put together when functions are linked.</summary>
internal sealed partial class MethodLowering
{
    // The methods whose derivatives are under way, the method itself included.
    private IReadOnlyCollection<ISymbol> _differentiated = [];

    private Operand LowerDerivative(IInvocationOperation call)
    {
        IMethodSymbol member = call.TargetMethod;
        if (DerivedMemberOf(member) is not var (primal, kind)) return RefuseDerivative(call, "only generated members of methods in this project can be differentiated again");
        if (!primal.IsStatic && (SignatureReader.HasSelf(primal) || Self is not null || call.Instance is not IInstanceReferenceOperation)) return RefuseDerivative(call, "it is the derivative of a member of another object");
        if (Dispatch.CanBeOverridden(primal)) return RefuseDerivative(call, $"a derived type may override '{primal.Name}'");
        if (_differentiated.Contains(primal, SymbolEqualityComparer.Default) || SymbolEqualityComparer.Default.Equals(primal, _method))
            return RefuseDerivative(call, "it is asked for inside the method itself");
        LoweringResult lowered = new MethodLowering(primal, _compilation, _contracts, _within, _cancellation) { _differentiated = [.. _differentiated, _method] }.Lower();
        if (lowered.Function is not { } function) return RefuseDerivative(call, $"'{primal.Name}' cannot be differentiated");

        List<(int Position, Operand Operand)> arguments = [];
        List<(int Position, Place Sink)> sinks = [];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            int position = argument.Parameter!.Ordinal;
            if (argument.Parameter.RefKind == RefKind.Ref)
            {
                sinks.Add((position, PlaceOf(argument.Value)));
                arguments.Add((position, Read(sinks[sinks.Count - 1].Sink)));
            }
            else
            {
                arguments.Add((position, LowerArgument(argument)));
            }
        }
        IrType? type = member.ReturnsVoid ? null : TypeOf(call);
        StructType? whole = type as StructType;
        List<Value> results = [.. (whole?.Leaves.Select(l => l.Type) ?? (type is null ? [] : [type])).Select(t => _builder.Fresh(t))];
        int returned = results.Count;
        results.AddRange(sinks.OrderBy(s => s.Position).SelectMany(s => LeavesOf(s.Sink.Type)).Select(t => _builder.Fresh(t)));
        _builder.Append(new DerivativeCall(results, kind, function, arguments.OrderBy(a => a.Position).SelectMany(a => Leaves(a.Operand)).ToEquatableArray(), Site(call)));
        Queue<Value> totals = new(results.Skip(returned));
        foreach ((_, Place sink) in sinks.OrderBy(s => s.Position)) Write(sink, Whole(sink.Type, [.. LeavesOf(sink.Type).Select(_ => totals.Dequeue())]));
        return whole is not null ? new Aggregate(whole, results.Take(returned).Cast<Operand>().ToEquatableArray()) : type is null ? Constant.Of(0) : results[0];
    }

    private static IEnumerable<Operand> Leaves(Operand operand) => operand is Aggregate aggregate ? aggregate.Leaves : [operand];

    // The memory itself: which view of it is passed is for the linked function to say.
    private Operand LowerArgument(IArgumentOperation argument)
    {
        IOperation value = argument.Value;
        if (TypeMapping.IsSpan(argument.Parameter!.Type))
            while (value is IConversionOperation { IsImplicit: true, Operand: { Type: not null } inner } && TypeOf(inner) is ArrayType or SpanType) value = inner;
        Operand operand = LowerExpression(value);
        return argument.Parameter.Type.TypeKind == TypeKind.Enum ? _builder.Let(Primitive.Convert, TypeMapping.Opaque(argument.Parameter.Type), operand) : operand;
    }

    /// <summary>The method whose derivative a generated member is, and which one; null for those that have no IR of their own, and without the method's source.</summary>
    private static (IMethodSymbol Primal, DerivedMember Kind)? DerivedMemberOf(IMethodSymbol member)
    {
        foreach (DerivedMember kind in (DerivedMember[])Enum.GetValues(typeof(DerivedMember)))
        {
            string suffix = kind.ToString();
            if (!member.Name.EndsWith(suffix, StringComparison.Ordinal)) continue;
            string name = member.Name.Substring(0, member.Name.Length - suffix.Length);
            foreach (IMethodSymbol primal in member.ContainingType.GetMembers(name).OfType<IMethodSymbol>())
                if (SignatureReader.IsDifferentiable(primal) && !primal.DeclaringSyntaxReferences.IsEmpty && IsMemberOf(member, primal, kind)) return (primal, kind);
        }
        return null;
    }

    private static bool IsMemberOf(IMethodSymbol member, IMethodSymbol primal, DerivedMember kind)
    {
        int differentiable = primal.Parameters.Count(SignatureReader.IsDifferentiable);
        int more = kind switch
        {
            DerivedMember.Vjp => differentiable + (!primal.ReturnsVoid && TypeMapping.IsDifferentiable(primal.ReturnType) ? 1 : 0),
            DerivedMember.Jvp or DerivedMember.Hvp => differentiable,
            _ => 0,
        };
        return member.Parameters.Length == primal.Parameters.Length + more
            && primal.Parameters.All(p => SymbolEqualityComparer.Default.Equals(p.Type, member.Parameters[p.Ordinal].Type));
    }

    private Operand RefuseDerivative(IInvocationOperation call, string reason)
    {
        _problems.Add(new(ProblemKind.DerivativeCall, [call.TargetMethod.Name, reason], call.Syntax.GetLocation()));
        return Variable.ZeroOf(TypeOf(call));
    }
}
