using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>Calls by contract: <c>double value = FPrimal(x, out FResiduals residuals);</c></summary>
internal sealed partial class StatementWriter
{
    /// <summary>The parameter that gives a result; null for what is returned.</summary>
    public static CallParameter? ParameterOf(Call call, Value result) => call.Assigned.FirstOrDefault(a => a.Result.Id == result.Id).Parameter;

    /// <summary>True if the result is what a ref argument becomes; a struct is put together first.</summary>
    public static bool IsPassedByReference(Call call, Value result) => ParameterOf(call, result) is { Passing: PassingMode.Ref, Whole: null };

    /// <summary>The argument that a result passed by reference starts as.</summary>
    public static Operand ArgumentOf(Call call, Value result)
    {
        CallParameter parameter = ParameterOf(call, result)!;
        return call.Pairs.First(p => ReferenceEquals(p.Parameter, parameter)).Argument;
    }

    // Halves of derivatives are generated, and make nothing that outlives their caller.
    private void WriteCall(Node node, Call s, CodeLines lines) =>
        WriteOutside(s.Arguments, s.Callee.IsPart || s.Callee.RecordingOf is not null || s.Callee.PullbackOf is { Derivative.Residuals: not null }, lines, () => WriteContract(node, s, lines));

    private void WriteContract(Node node, Call s, CodeLines lines)
    {
        Queue<Operand> arguments = new(s.Arguments);
        Queue<Value> results = new(s.Results);
        List<(string Text, Value Leaf)> leaves = [];
        Value[] returned = [.. Take(results, s.Callee.ReturnTypes.Count())];
        List<string> texts = [];
        for (int i = 0; i < s.Callee.Parameters.Count; i += s.Callee.Parameters[i].Whole?.Leaves.Count ?? 1)
        {
            CallParameter parameter = s.Callee.Parameters[i];
            texts.Add(parameter.Whole is { } whole
                ? Struct(parameter, whole, [.. Take(arguments, parameter.Passing == PassingMode.Out ? 0 : whole.Leaves.Count)], [.. Take(results, parameter.HasResult ? whole.Leaves.Count : 0)])
                : parameter.Passing switch
                {
                    PassingMode.Ref when parameter.MayBeUnwanted && !inlining.IsUsed(results.Peek()) => Unwanted(results.Dequeue(), arguments.Dequeue()),
                    PassingMode.Ref when parameter.MayBeUnwanted && arguments.Peek() is DefaultOf && demand.SinksOf(results.Peek()) is { Count: > 0 } sinks => IfWanted(sinks, results.Peek(), Initialised(node, results.Dequeue(), arguments.Dequeue(), lines)),
                    PassingMode.Ref => "ref " + Initialised(node, results.Dequeue(), arguments.Dequeue(), lines),
                    PassingMode.Out => "out " + Target(node, results.Dequeue()),
                    _ => Argument(arguments.Dequeue()),
                });
        }
        string method = s.Callee.Type is { } owner ? $"{expressions.Qualified(owner.Namespace, owner.Name)}.{s.Callee.Method}" : s.Callee.Method;
        string call = s.Callee.IsInstance ? $"{Receiver(texts[0])}.{method}({string.Join(", ", texts.Skip(1))})" : $"{method}({string.Join(", ", texts)})";
        if (s.Callee.Returns is StructType { IsPlainTuple: true } && returned.Any(inlining.IsUsed)) lines.Statement($"({string.Join(", ", returned.Select(r => Target(node, r)))}) = {call};");
        else if (s.Callee.Returns is StructType type && returned.Any(inlining.IsUsed)) lines.Line($"{expressions.Type(type)} {Parts(names.Fresh("returned"), type, returned)} = {call};");
        else if (s.Callee.Returns is not null and not StructType) AssignOrDiscard(node.Scope, returned[0], call, false, lines);
        else lines.Statement(call + ";");
        foreach ((string text, Value leaf) in leaves) AssignOrDiscard(node.Scope, leaf, text, false, lines);

        // A struct that is passed by reference has a variable for the time of the call.
        string Struct(CallParameter parameter, StructType whole, Operand[] given, Value[] assigned)
        {
            string construction = given.All(a => a is DefaultOf or Constant { Bits: 0 }) ? "default" : whole.Construct([.. given.Select(expressions.Bare)]);
            if (!parameter.HasResult) return construction == "default" ? $"default({expressions.Type(whole)})" : construction;
            string variable = Parts(names.Fresh(parameter.Name), whole, assigned);
            if (parameter.Passing == PassingMode.Out) return $"out {expressions.Type(whole)} {variable}";
            lines.Line($"{expressions.Type(whole)} {variable} = {construction};");
            return "ref " + variable;
        }

        string Parts(string variable, StructType whole, Value[] values)
        {
            for (int i = 0; i < values.Length; i++)
                if (inlining.IsUsed(values[i])) leaves.Add(($"{variable}.{whole.Leaves[i].Path}", values[i]));
            return variable;
        }
    }

    // A struct that a method may change is called in place.
    private static string Receiver(string argument) => argument.StartsWith("ref ", StringComparison.Ordinal) ? argument.Substring("ref ".Length) : argument;

    private static IEnumerable<T> Take<T>(Queue<T> queue, int count)
    {
        for (int i = 0; i < count; i++) yield return queue.Dequeue();
    }

    // a < b, c > (d) would be read as type arguments.
    private string Argument(Operand operand) => expressions.Write(operand) is var term && term.Precedence is Precedence.Relational ? $"({term.Text})" : term.Text;

    private string NoSink(Value result) => $"ref {expressions.Qualified("AutoDiff", "Gradient")}.Unwanted<{expressions.Type(result.Type)}>()";

    // What is only wanted if sinks of the method at hand are.
    private string IfWanted(IEnumerable<Value> sinks, Value result, string variable) =>
        $"ref ({string.Join(" || ", sinks.Select(s => $"{expressions.Qualified("AutoDiff", "Gradient")}.IsWanted(ref {expressions.Typed(s)})"))} ? ref {variable} : {NoSink(result)})";

    // The cotangent of what is constant here.
    private string Unwanted(Value result, Operand argument) => argument is DefaultOf
        ? NoSink(result)
        : throw new System.Diagnostics.UnreachableException("a sink that holds a cotangent is wanted");

    private string Initialised(Node node, Value result, Operand argument, CodeLines lines)
    {
        Variable variable = variables.Of(result);
        if (VariableOf(argument) != variable) Assign(node.Scope, variable, expressions.Bare(argument), lines);
        return variable.Name;
    }

    // An out argument is declared where it is passed, if it is declared in this block.
    private string Target(Node node, Value result)
    {
        if (!inlining.IsUsed(result)) return "_";
        Variable variable = variables.Of(result);
        bool isDeclaredHere = variable.Home is { } home && blocks.BlockOf(home) == blocks.BlockOf(node.Scope) && _declared.Add(variable);
        return isDeclaredHere ? Declaration(variable) : variable.Name;
    }
}
