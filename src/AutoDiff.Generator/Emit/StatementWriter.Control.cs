using System.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

internal sealed partial class StatementWriter
{
    private void WriteIf(Node node, If s, CodeLines lines)
    {
        if (blocks.IsGuard(node))
        {
            WriteGuard(node, s, lines);
            return;
        }
        Scope then = node.Children[0], otherwise = node.Children[1];
        bool isThenEmpty = IsEmpty(then), isElseEmpty = IsEmpty(otherwise);
        // A variable that is declared here may start with what the empty branch gives it.
        if (isElseEmpty && StartsWith(node, s, otherwise)) InitialiseFirst(node, s, otherwise, lines);
        else if (isThenEmpty && StartsWith(node, s, then)) InitialiseFirst(node, s, then, lines);
        DeclareFirst(node, lines);

        CodeLines thenLines = Branch(then, s), elseLines = Branch(otherwise, s);
        if (thenLines.Count == 0 && elseLines.Count == 0) return;
        if (thenLines.Count == 0)
        {
            lines.Block($"if ({expressions.Negation(s.Condition).Text})", elseLines);
            return;
        }
        string header = $"if ({expressions.Typed(s.Condition)})";
        if (elseLines.Count == 0)
        {
            lines.Block(header, thenLines);
            return;
        }
        bool isElseIf = otherwise.Nodes.Where(n => !inlining.IsSilent(n)).ToList() is [{ Statement: If } inner] && !inlining.IsConditionalExpression(inner)
            && elseLines.StartsWithOneIf;
        if (thenLines.FitsBehind(header) && elseLines.FitsBehind("else"))
        {
            lines.Block(header, thenLines);
            lines.Block("else", elseLines);
            return;
        }
        lines.Line(header);
        lines.Braces(thenLines);
        if (isElseIf) lines.AppendElseIf(elseLines);
        else
        {
            lines.Line("else");
            lines.Braces(elseLines);
        }
    }

    /// <summary><c>if (c) throw …;</c> and what the other branch holds goes on behind it.</summary>
    private void WriteGuard(Node node, If s, CodeLines lines)
    {
        DeclareFirst(node, lines);
        bool isThenThrow = node.Children[0].EndsInThrow;
        Scope guard = node.Children[isThenThrow ? 0 : 1], rest = node.Children[isThenThrow ? 1 : 0];
        CodeLines guardLines = new();
        Write(guard, guardLines);
        string condition = isThenThrow ? expressions.Typed(s.Condition) : expressions.Negation(s.Condition).Text;
        lines.Block($"if ({condition})", guardLines);
        // The copies at the end of the branch may declare: they stand in the block around now.
        foreach (Node inner in rest.Nodes) Write(inner, lines);
        Copy(node.Scope, s.Results.Zip(rest.Yields, (r, y) => (variables.Of(r), y)), lines);
    }

    /// <summary>True if nothing but copies is written for a branch.</summary>
    private bool IsEmpty(Scope branch) => branch.Nodes.All(inlining.IsSilent);

    /// <summary>True if each result either is declared by this statement or keeps its value in the branch.</summary>
    private bool StartsWith(Node node, If s, Scope branch) => s.Results.Select((r, k) => (variables.Of(r), branch.Region.Yields[k]))
        .All(c => IsDeclaredBy(node, c.Item1) || VariableOf(c.Item2) == c.Item1);

    private bool IsDeclaredBy(Node node, Variable variable) => !_declared.Contains(variable) && variable.First == node.Order;

    private void InitialiseFirst(Node node, If s, Scope branch, CodeLines lines)
    {
        (Variable, Operand)[] copies = s.Results.Select((r, k) => (variables.Of(r), branch.Region.Yields[k])).Where(c => IsDeclaredBy(node, c.Item1)).ToArray();
        Copy(node.Scope, copies, lines);
        foreach ((Variable variable, Operand operand) in copies) _initialised[(branch, variable)] = operand;
    }

    /// <summary>Copies at the end of a branch that were made before the <c>if</c>.</summary>
    private readonly Dictionary<(Scope, Variable), Operand> _initialised = [];

    private CodeLines Branch(Scope branch, If s)
    {
        CodeLines lines = new();
        Write(branch, lines);
        if (branch.EndsInThrow) return lines;
        Copy(branch, s.Results.Select((r, k) => (variables.Of(r), branch.Region.Yields[k])).Where(c => !_initialised.ContainsKey((branch, c.Item1))), lines);
        return lines;
    }

    private void WriteFor(Node node, For s, CodeLines lines)
    {
        Copy(node.Scope, s.Results.Select((r, k) => (variables.Of(r), s.Initial[k])), lines);
        DeclareFirst(node, lines);
        string index = variables.Of(s.Index).Name;
        string comparison = s.Bound switch
        {
            Bound.Less => "<",
            Bound.LessOrEqual => "<=",
            Bound.Greater => ">",
            Bound.GreaterOrEqual => ">=",
            _ => throw new UnreachableException(s.Bound.ToString()),
        };
        string step = Compound(index, "+", s.Step).TrimEnd(';');
        string header = $"for ({expressions.Type(s.Index.Type)} {index} = {expressions.Bare(s.Start)}; {index} {comparison} {expressions.Write(s.End, true).In(Precedence.Shift)}; {step})";
        lines.Block(header, LoopBody(node.Children[0], s.Results));
    }

    private void WriteWhile(Node node, While s, CodeLines lines)
    {
        Copy(node.Scope, s.Results.Select((r, k) => (variables.Of(r), s.Initial[k])), lines);
        DeclareFirst(node, lines);
        CodeLines test = new();
        Write(node.Children[0], test);
        Operand condition = s.Condition.Yields[0];
        if (test.Count == 0)
        {
            lines.Block($"while ({expressions.Typed(condition)})", LoopBody(node.Children[1], s.Results));
            return;
        }
        test.Statement($"if ({expressions.Negation(condition).Text}) break;");
        test.Append(LoopBody(node.Children[1], s.Results));
        lines.Line("while (true)");
        lines.Braces(test);
    }

    private CodeLines LoopBody(Scope body, IEnumerable<Value> results)
    {
        CodeLines lines = new();
        Write(body, lines);
        if (!body.EndsInThrow) Copy(body, results.Select((r, k) => (variables.Of(r), body.Region.Yields[k])), lines);
        return lines;
    }

    /// <summary>Copies that take place at once.</summary>
    private void Copy(Scope scope, IEnumerable<(Variable Target, Operand Source)> copies, CodeLines lines)
    {
        foreach (List<(Variable Target, Operand Source)> group in ParallelCopy.Order(copies.Where(c => c.Target.IsRead), VariableOf))
        {
            if (group.Count == 1) Assign(scope, group[0].Target, expressions.Bare(group[0].Source), lines);
            else if (group.All(c => c.Target.Type is not SpanType))
                lines.Statement($"({string.Join(", ", group.Select(c => c.Target.Name))}) = ({string.Join(", ", group.Select(c => expressions.Typed(c.Source)))});");
            else WriteCycle(group, lines);
        }
    }

    /// <summary>Spans cannot stand in a tuple.</summary>
    private void WriteCycle(List<(Variable Target, Operand Source)> cycle, CodeLines lines)
    {
        string kept = names.Fresh("swapped");
        lines.Line($"{expressions.Type(cycle[0].Target.Type)} {kept} = {cycle[0].Target.Name};");
        for (int i = 0; i < cycle.Count - 1; i++) lines.Statement($"{cycle[i].Target.Name} = {expressions.Typed(cycle[i].Source)};");
        lines.Statement($"{cycle[cycle.Count - 1].Target.Name} = {kept};");
    }

    private Variable? VariableOf(Operand operand) => operand is Value value && !inlining.IsInlined(value) ? variables.Of(value) : null;
}
