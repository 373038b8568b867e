using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>Calls by contract: <c>double value = FPrimal(x, out FResiduals residuals);</c></summary>
internal sealed partial class StatementWriter
{
    /// <summary>The parameter that gives a result other than the returned one.</summary>
    public static CallParameter ParameterOf(Call call, Value result)
    {
        int index = call.Results.ToList().FindIndex(r => r.Id == result.Id) - (call.Callee.Returns is null ? 0 : 1);
        return call.Callee.Parameters.Where(p => p.Passing is PassingMode.Ref or PassingMode.Out).ElementAt(index);
    }

    /// <summary>True if the result is what a ref argument becomes.</summary>
    public static bool IsPassedByReference(Call call, Value result) =>
        (call.Returned is not { } returned || returned.Id != result.Id) && ParameterOf(call, result).Passing == PassingMode.Ref;

    /// <summary>The argument that a result passed by reference starts as.</summary>
    public static Operand ArgumentOf(Call call, Value result)
    {
        CallParameter parameter = ParameterOf(call, result);
        return call.Pairs.First(p => ReferenceEquals(p.Parameter, parameter)).Argument;
    }

    private void WriteCall(Node node, Call s, CodeLines lines)
    {
        Queue<Operand> arguments = new(s.Arguments);
        Queue<Value> results = new(s.Results.Skip(s.Callee.Returns is null ? 0 : 1));
        List<string> texts = [];
        foreach (CallParameter parameter in s.Callee.Parameters)
        {
            texts.Add(parameter.Passing switch
            {
                PassingMode.Ref => "ref " + Initialised(node, results.Dequeue(), arguments.Dequeue(), lines),
                PassingMode.Out => "out " + Target(node, results.Dequeue()),
                _ => Argument(arguments.Dequeue()),
            });
        }
        string call = s.Callee.IsInstance ? $"{texts[0]}.{s.Callee.Method}({string.Join(", ", texts.Skip(1))})" : $"{s.Callee.Method}({string.Join(", ", texts)})";
        if (s.Returned is { } returned) AssignOrDiscard(node.Scope, returned, call, false, lines);
        else lines.Statement(call + ";");
    }

    // a < b, c > (d) would be read as type arguments.
    private string Argument(Operand operand) => expressions.Write(operand) is var term && term.Precedence is Precedence.Relational ? $"({term.Text})" : term.Text;

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
