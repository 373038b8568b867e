using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Transform;

namespace AutoDiff.Generator;

/// <summary>What calls by contract need: derivatives of the method itself in the form in which others call them, and those of the callees that have them beside the method.</summary>
internal static partial class DerivativeCompiler
{
    private static List<ContractMembers> Contracts(Primal primal, FunctionIr function, ISet<int> written, IReadOnlyList<ContractPrimal> callees, Derivatives derivatives, GeneratorOptions options)
    {
        List<ContractMembers> own = [];
        bool hasSecond = primal.Method.Order >= 2;
        bool isWanted = primal.Method.Dispatch is not null || primal.Method.ReachesModules || primal.Contract is not { IsExported: true };
        if (primal.Contract is { } names && OwnHalves(names) is { } halves)
            own.Add(new(primal.Method, null, names, halves, null, written) { SecondHalves = hasSecond ? OwnHalves(names, isSecond: true) : null });
        else if (Rows(primal, function, written, options) is { } rows) own.Add(rows);
        if (hasSecond && primal.Method.IsCheckpoint) own.Add(new(primal.Method, null, null, null, null, written) { VjpJvp = VjpJvp(function, options) });
        return [.. own, .. Beside(callees, [.. derivatives.All, .. own.SelectMany(c => c.Functions)], primal.WithoutSecond, options)];

        // Callers of another assembly can do without halves, by the VJP.
        SplitDerivative? OwnHalves(ContractNames names, bool isSecond = false) => isWanted ? Halves(function, names, options, isSecond) : HalvesIfAny(function, names, options, isSecond);
    }

    /// <summary>Of callees each derivative that is called.</summary>
    private static IEnumerable<ContractMembers> Beside(IReadOnlyList<ContractPrimal> callees, IEnumerable<FunctionIr> callers, EquatableArray<string> missing, GeneratorOptions options)
    {
        ContractMembers[] members = [.. callees.Select(c => new ContractMembers(c.Method, c.Class, c.Halves, null, null, WrittenParameters.Of(c.Function)))];
        HashSet<string> called = [];
        Queue<FunctionIr> open = new(callers);
        while (open.Count > 0)
        {
            Region body = open.Dequeue().Body;
            called.UnionWith(body.Deep().OfType<Call>().Select(c => c.Callee.Method));
            called.UnionWith(body.DeepDefinitions().Select(v => v.Type.Element ?? v.Type).OfType<ResidualsType>().Select(t => t.ToString()));
            for (int i = 0; i < members.Length && open.Count == 0; i++)
            {
                ContractMembers before = members[i];
                members[i] = With(before, callees[i], called, options);
                foreach (FunctionIr added in members[i].Functions.Except(before.Functions, ReferenceComparer<FunctionIr>.Instance)) open.Enqueue(added);
            }
        }
        if (missing.FirstOrDefault(called.Contains) is { } name)
            throw new UnsupportedDerivativeException($"the derivative of a method that it calls is written by hand, as '{name.Substring(name.LastIndexOf('.') + 1, name.Length - name.LastIndexOf('.') - 1 - "Jvp".Length)}', and cannot be differentiated again; see that it compiles with [Differentiable] on it");
        return members.Where(m => m.Functions.Any());
    }

    private static ContractMembers With(ContractMembers members, ContractPrimal callee, HashSet<string> called, GeneratorOptions options)
    {
        bool IsCalled(string member) => called.Contains($"{callee.Class}.{member}");
        if (callee.Halves is { } names)
        {
            if (members.Halves is null && (IsCalled(names.Primal) || IsCalled(names.Pullback) || IsCalled(names.Residuals))) members = members with { Halves = Halves(callee.Function, names, options) };
            if (members.SecondHalves is null && (IsCalled(names.Tangent.Primal) || IsCalled(names.Tangent.Pullback))) members = members with { SecondHalves = Halves(callee.Function, names, options, isSecond: true) };
        }
        if (members.Primal is null && IsCalled(callee.Method.Name)) members = members with { Primal = Finished(callee.Function, options) };
        if (members.Vjp is null && IsCalled(callee.Method.Name + "Vjp")) members = members with { Vjp = Vjp(callee.Function, options) };
        if (members.VjpJvp is null && IsCalled(callee.Method.Name + "VjpJvp")) members = members with { VjpJvp = VjpJvp(callee.Function, options) };
        if (members.Jvp is null && IsCalled(callee.Method.Name + "Jvp")) members = members with { Jvp = Jvp(callee.Function, options) };
        return members;
    }

    /// <summary>The JVP of the VJP.</summary>
    private static FunctionIr VjpJvp(FunctionIr primal, GeneratorOptions options) =>
        Finished(TangentTransform.OfDerivative(Optimized(ReverseSweep.Transform(Optimized(primal, options), options), options)), options);
}
