using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>The derivative of a method for calls by contract, ready to be emitted: in two halves, or as FVjp.</summary>
/// <param name="Class">The class that gets it; null for the method's own type.</param>
/// <param name="Written">The ids of the parameters whose memory the primal writes.</param>
internal sealed record ContractMembers(MethodModel Method, string? Class, ContractNames? Names, SplitDerivative? Halves, FunctionIr? Vjp, ISet<int> Written);

/// <summary>For calls by contract in the project: <c>FPrimal</c>, which gives the residuals, <c>FPullback</c>, which takes them, and their class.</summary>
internal sealed partial class MemberEmitter
{
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    private IEnumerable<string> OwnContract() => _contracts.Where(c => c.Class is null).SelectMany(c => Contract(c, _method.Accessibility == "private" ? "private" : "internal"));

    // They call each other, and the residuals of one may hold those of another: none is private.
    private string? CalleeClass()
    {
        ContractMembers[] callees = [.. _contracts.Where(c => c.Class is not null)];
        if (callees.Length == 0) return null;
        CodeLines text = new();
        text.Line($"/// <summary>Derivatives of the methods without <c>[Differentiable]</c> that {_method.Origin ?? $"<see cref=\"{_method.Name}\"/>"} calls and that are not inlined.</summary>");
        text.Line(Hidden);
        text.Line(GeneratedCode);
        text.Line($"internal static class {callees[0].Class}");
        CodeLines body = new();
        foreach (string line in string.Join("\n\n", callees.SelectMany(c => Contract(c, "internal"))).Split('\n')) body.Line(line);
        text.Braces(body);
        return text.ToString();
    }

    private static IEnumerable<string> Contract(ContractMembers contract, string accessibility)
    {
        MethodModel method = contract.Method with { HasReverse = true, HasForward = false, Order = 1 };
        MemberEmitter emitter = new(method, new(contract.Vjp ?? Joined(contract.Halves!), null), contract.Written, []);
        MemberSignature vjp = emitter._members.Vjp!;
        return contract.Vjp is { } body ? [emitter.Function(body, vjp, emitter.VjpDocumentation(vjp), emitter.VjpChecks(vjp))] : emitter.Contract(contract.Names!, contract.Halves!, accessibility);
    }

    // The parameters of the two halves together are those of FVjp.
    private static FunctionIr Joined(SplitDerivative derivative) => derivative.Primal with
    {
        Parameters = [.. derivative.Primal.Parameters.Where(p => p.Role != ParameterRole.Residual), .. derivative.Pullback.Parameters.Where(p => p.Role is ParameterRole.Cotangent or ParameterRole.Sink)],
    };

    private IEnumerable<string> Contract(ContractNames names, SplitDerivative derivative, string accessibility)
    {
        string residuals = derivative.Primal.Parameters.Single(p => p.Role == ParameterRole.Residual).Value.Name!;
        yield return Residuals(names, derivative, accessibility);
        yield return FunctionEmitter.Emit(derivative.Primal, new(
            [$"<summary>{Primal}, with what <c>{names.Pullback}</c> needs to run it backwards.</summary>"],
            $"{accessibility} static",
            _types.Short(_method.ReturnType),
            names.Primal,
            [.. _method.Parameters.Select(p => Declaration(new(GeneratedMembers.Modifier(p.Passing), p.Type, p.Name))), $"out {names.Residuals} {residuals}"],
            OverlapChecks([.. VjpMemory(_members.Vjp!).Take(_method.Parameters.Sum(p => MemoryOf(p.Name, p).Count()))]).ToEquatableArray(),
            _reserved,
            [Hidden, GeneratedCode]));
        yield return FunctionEmitter.Emit(derivative.Pullback, new(
            [$"<summary>The reverse sweep of {Primal}, after <c>{names.Primal}</c>.</summary>"],
            $"{accessibility} static",
            "void",
            names.Pullback,
            [$"{names.Residuals} residuals", .. _members.Vjp!.Parameters.Skip(_method.Parameters.Count).Select(Declaration)],
            derivative.Fields.Select(f => $"{(f.Type is TapeType ? "using " : "")}{TypeText(f.Type)} {NamePlan.Escape(f.Name)} = residuals.{NamePlan.Escape(f.Name)};").ToEquatableArray(),
            _reserved,
            [Hidden, GeneratedCode]));
    }

    private string Residuals(ContractNames names, SplitDerivative derivative, string accessibility)
    {
        CodeLines text = new(), body = new();
        text.Line($"/// <summary>What <c>{names.Primal}</c> keeps for <c>{names.Pullback}</c>.</summary>");
        text.Line(Hidden);
        text.Line(GeneratedCode);
        string parameters = string.Join(", ", derivative.Fields.Select(f => $"{TypeText(f.Type)} {NamePlan.Escape(f.Name)}"));
        text.Line($"{accessibility} sealed class {names.Residuals}({parameters})");
        foreach (ResidualField field in derivative.Fields) body.Line($"internal readonly {TypeText(field.Type)} {NamePlan.Escape(field.Name)} = {NamePlan.Escape(field.Name)};");
        text.Braces(body);
        return text.ToString();
    }

    private string TypeText(IrType type) => type is TapeType tape ? $"{_types.Runtime("Tape")}<{tape.ElementType}>" : type.ToString();
}
