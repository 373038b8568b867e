using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator;

/// <summary>
/// Puts the bodies of generated members in the place of their calls, so that derivatives of derivatives are the same transforms applied to their own output. It runs before all
/// else; nothing after it sees a <see cref="DerivativeCall"/>.
/// </summary>
internal sealed class Linker : IrRewriter
{
    private readonly IrBuilder _builder;
    private readonly GeneratorOptions _options;

    private Linker(FunctionIr function, GeneratorOptions options) => (_builder, _options) = (new IrBuilder(function.NextId), options);

    public static FunctionIr Run(FunctionIr function, GeneratorOptions options)
    {
        if (!function.Body.Deep().Any(s => s is DerivativeCall)) return function;
        Linker linker = new(function, options);
        Region body = linker.Rewrite(function.Body);
        return function with { Body = body, NextId = linker._builder.NextId };
    }

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        if (statement is DerivativeCall call) Inline(call, output);
        else base.Rewrite(statement, output);
    }

    private void Inline(DerivativeCall call, List<Statement> output)
    {
        FunctionIr member = MemberOf(call.Member, Run(call.Primal, _options));
        if (member.Body.Yields.Count != call.Results.Count) throw new UnreachableException($"{member.Name} has {member.Body.Yields.Count} results, {call.Results.Count} are wanted");
        Dictionary<Value, Operand> arguments = [];
        StructArguments structs = new();
        int next = 0;
        foreach (Value parameter in member.Parameters.Select(p => p.Value))
        {
            if (parameter.Type is not StructType type)
            {
                arguments[parameter] = Fitted(Map(call.Arguments[next++]), parameter.Type, output);
                continue;
            }
            Value whole = _builder.Fresh(type);
            arguments[parameter] = whole;
            foreach (Leaf leaf in type.Leaves) structs.Add(whole, Fitted(Map(call.Arguments[next++]), leaf.Type, output));
        }
        Region body = structs.Rewrite(CloneRegion(member.Body, _builder, arguments));
        output.AddRange(new Sites(call.Site).Rewrite(body).Body);
        for (int i = 0; i < call.Results.Count; i++) Replace(call.Results[i], Fitted(body.Yields[i], call.Results[i].Type, output));
    }

    private FunctionIr MemberOf(DerivedMember member, FunctionIr primal) => member switch
    {
        DerivedMember.Value => primal,
        DerivedMember.Gradient => DerivativeCompiler.Gradient(primal, _options, withValue: false),
        DerivedMember.ValueAndGradient => DerivativeCompiler.Gradient(primal, _options, withValue: true),
        DerivedMember.Vjp => DerivativeCompiler.Pullback(primal, _options),
        DerivedMember.Jvp => DerivativeCompiler.Tangent(primal, _options),
        DerivedMember.Hvp => DerivativeCompiler.GradientTangent(primal, _options),
        DerivedMember.Jacobian => DerivativeCompiler.Jacobian(primal, _options),
        DerivedMember.Hessian => DerivativeCompiler.Hessian(primal, _options),
        _ => throw new UnreachableException(),
    };

    private Operand Fitted(Operand operand, IrType type, List<Statement> output)
    {
        if (operand.Type == type) return operand;
        if (operand is DefaultOf) return new DefaultOf(type);
        if (type is not SpanType span || operand.Type is not (ArrayType { Rank: 1 } or SpanType)) throw new UnreachableException($"{operand.Type} for {type}");
        if (operand.Type is SpanType { IsReadOnly: true } && !span.IsReadOnly) throw new UnsupportedDerivativeException($"the tangent '{(operand as Value)?.Name}' is read-only, but the method writes what it belongs to");
        Value view = _builder.Fresh(type, (operand as Value)?.Name);
        output.Add(new Slice(view, operand, null, null));
        return view;
    }

    // A struct is passed as its leaves: what is read of it is a value at hand.
    private sealed class StructArguments : IrRewriter
    {
        private readonly Dictionary<int, List<Operand>> _leaves = [];

        public void Add(Value whole, Operand leaf)
        {
            if (!_leaves.TryGetValue(whole.Id, out List<Operand>? leaves)) _leaves[whole.Id] = leaves = [];
            leaves.Add(leaf);
        }

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            if (statement is Load { Array: Value whole, Indices: [Constant leaf] } load && _leaves.TryGetValue(whole.Id, out List<Operand>? leaves)) Replace(load.Result, leaves[(int)leaf.Bits]);
            else base.Rewrite(statement, output);
        }
    }

    // Sections are those of the whole, and what is said about the body is said about the call.
    private sealed class Sites(int site) : IrRewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            switch (statement)
            {
                case Section: break;
                case Let { Site: >= 0 } s: output.Add(s with { Site = -1 }); break;
                case Invoke s: output.Add(s with { Site = site }); break;
                case Call s: output.Add(s with { Site = site }); break;
                default: base.Rewrite(statement, output); break;
            }
        }
    }
}
