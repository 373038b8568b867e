using System.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Statements as C#: assignments and memory here, control flow in the other part.</summary>
internal sealed partial class StatementWriter(
    FunctionTree tree, InliningPlan inlining, VariablePlan variables, NamePlan names, BlockNesting blocks, ExpressionWriter expressions, SinkDemand demand, bool usesCallersTensors)
{
    private readonly HashSet<Variable> _declared = [.. variables.All.Where(v => v.IsParameter)];
    private readonly ILookup<int, Variable> _firstMentions = variables.All.Where(v => !v.IsCounter).ToLookup(v => v.First);
    private readonly string? _arrays = tree.Nodes.Any(n => n.Statement is Allocate { Storage: Storage.Scope, Scope: null }) ? names.Fresh("arrays") : null;
    private readonly bool _hasTensors = tree.Nodes.Any(n => n.Results.Any(r => r.Type is TensorType));
    private HashSet<int>? _leaving;
    private string? _section;

    /// <summary>The function's statements and its return.</summary>
    public void WriteBody(CodeLines lines)
    {
        bool isAfterPrologue = lines.Count > 0;
        if (_arrays is not null)
        {
            if (isAfterPrologue) lines.Line("");
            lines.Line($"using var {_arrays} = {expressions.Qualified("AutoDiff", "ArrayScope")}.Rent();");
            isAfterPrologue = true;
        }
        if (_hasTensors && !usesCallersTensors)
        {
            if (isAfterPrologue && _arrays is null) lines.Line("");
            lines.Line($"using var {names.Fresh("tensors")} = {TensorScope}.Enter();");
            isAfterPrologue = true;
        }
        foreach (Node node in tree.Root.Nodes)
        {
            if (node.Statement is Section section)
            {
                _section = section.Title;
                continue;
            }
            CodeLines text = new();
            Write(node, text);
            if (text.Count == 0) continue;
            if (lines.Count > 0 && (_section is not null || isAfterPrologue)) lines.Line("");
            if (_section is not null) lines.Line("// " + _section);
            _section = null;
            isAfterPrologue = false;
            lines.Append(text);
        }
        if (tree.Root.Region.Yields.Count > 0 && !tree.Root.EndsInThrow)
        {
            if (isAfterPrologue) lines.Line("");
            string[] results = [.. tree.Root.Region.Yields.Select(y => y.Type is TensorType && !usesCallersTensors ? Kept(y) : expressions.Bare(y))];
            lines.Statement($"return {(tree.Function.Result is { } type ? type.Construct(results) : results[0])};");
        }
    }

    private void Write(Scope scope, CodeLines lines)
    {
        foreach (Node node in scope.Nodes) Write(node, lines);
    }

    private void Write(Node node, CodeLines lines)
    {
        if (inlining.IsSilent(node) || _written.Contains(node)) return;
        if (RebuiltStruct(node) is { } type)
        {
            WriteRebuilt(node, type, lines);
            return;
        }
        switch (node.Statement)
        {
            case If when inlining.IsConditionalExpression(node): Define(node, lines); break;
            case Let or Load or Length: Define(node, lines); break;
            case If s: WriteIf(node, s, lines); break;
            case For s: WriteFor(node, s, lines); break;
            case While s: WriteWhile(node, s, lines); break;
            case Store s: WriteStore(s, lines); break;
            case Accumulate s: WriteAccumulate(s, lines); break;
            case Clear s: lines.Statement(expressions.Primary(s.Array) + ".Clear();"); break;
            case MoveRecords s: lines.Statement(expressions.Move(s)); break;
            case Allocate s: WriteAllocate(node, s, lines); break;
            case Slice s: AssignOrDiscard(node.Scope, s.Result, View(s), true, lines); break;
            case Invoke s: WriteInvoke(node, s, lines); break;
            case Call s: WriteCall(node, s, lines); break;
            case Throw s: lines.Statement($"throw {expressions.Fill(s.Expression, s.Arguments).Text};"); break;
            case NewTape s: WriteNewTape(node, s, lines); break;
            case Push s: lines.Statement($"{expressions.Primary(s.Tape)}.Push({expressions.Bare(s.Pushed)});"); break;
            case Pop s: AssignOrDiscard(node.Scope, s.Result, $"{expressions.Primary(s.Tape)}.Pop()", false, lines); break;
            case Section s: lines.Line("// " + s.Title); break;
            default: throw new UnreachableException(node.Statement.GetType().Name);
        }
    }

    /// <summary><c>double s = …</c>, <c>s = …</c>, or <c>s += …</c> where the first operand is the variable itself.</summary>
    private void Define(Node node, CodeLines lines)
    {
        Value result = node.Results.Single();
        if (node.Statement is Let { Op.Notation: Notation.Infix } s && _declared.Contains(variables.Of(result))
            && s.Arguments[0] is Value first && !inlining.IsInlined(first) && variables.Of(first) == variables.Of(result)
            && !s.Op.IsComparison && result.Type != IrType.Boolean)
        {
            lines.Statement(Compound(variables.Of(result).Name, s.Op.Symbol, s.Arguments[1]));
            return;
        }
        // Addition and multiplication are commutative bit for bit: p = v * p.
        if (node.Statement is Let { Op.Symbol: "+" or "*" } c && _declared.Contains(variables.Of(result)) && c.Arguments[1] is Value second
            && !inlining.IsInlined(second) && variables.Of(second) == variables.Of(result))
        {
            lines.Statement(Compound(variables.Of(result).Name, c.Op.Symbol, c.Arguments[0]));
            return;
        }
        AssignOrDiscard(node.Scope, result, expressions.Definition(node, true).Text, true, lines);
    }

    /// <summary><c>target += operand;</c> and its shorter forms.</summary>
    private string Compound(string target, string symbol, Operand operand)
    {
        if (symbol is "+" or "-")
        {
            // x + (-y) is x - y bit for bit.
            if (operand is Constant c && Literal.IsNegative(c) && Literal.Negated(c) is { } positive)
            {
                operand = positive;
                symbol = symbol == "+" ? "-" : "+";
            }
            else if (operand is Value v && inlining.IsInlined(v) && tree.Definitions[v.Id]!.Statement is Let { Op: var op } negation && op.Equals(Primitive.Negate))
            {
                operand = negation.Arguments[0];
                symbol = symbol == "+" ? "-" : "+";
            }
            if (operand is Constant { IsOne: true, Scalar.IsInteger: true }) return $"{target}{symbol}{symbol};";
        }
        string text = symbol switch
        {
            "<<" or ">>" or ">>>" => expressions.Typed(operand),
            "/" or "%" => expressions.Divisor(operand),
            _ => expressions.Bare(operand),
        };
        return $"{target} {symbol}= {text};";
    }

    private void AssignOrDiscard(Scope scope, Value result, string text, bool isExpression, CodeLines lines)
    {
        if (inlining.IsUsed(result)) Assign(scope, result, text, lines);
        else lines.Statement(isExpression ? $"_ = {text};" : text + ";");
    }

    private void Assign(Scope scope, Value target, string text, CodeLines lines) => Assign(scope, variables.Of(target), text, lines);

    private void Assign(Scope scope, Variable variable, string text, CodeLines lines)
    {
        if (_declared.Contains(variable)) lines.Statement($"{variable.Name} = {text};");
        else
        {
            if (variable.Home is null || blocks.BlockOf(variable.Home) != blocks.BlockOf(scope)) throw new UnreachableException($"{variable.Name} is assigned in a block before its declaration");
            _declared.Add(variable);
            lines.Line($"{Declaration(variable)} = {text};");
        }
    }

    private string Declaration(Variable variable) =>
        $"{(variable.IsScoped ? "scoped " : "")}{expressions.Type(variable.Type)} {variable.Name}";

    /// <summary>Declares what a nested statement is the first to assign, without a value.</summary>
    private void DeclareFirst(Node node, CodeLines lines)
    {
        foreach (Variable variable in _firstMentions[node.Order])
        {
            if (!variable.IsRead || !_declared.Add(variable)) continue;
            lines.Line(Declaration(variable) + ";");
        }
    }

    private void WriteStore(Store s, CodeLines lines)
    {
        if (s.Array.Type.IsWhole(s.Indices))
        {
            WriteWhole(s, lines);
            return;
        }
        if (s.Stored.Type is VectorType stored && s.Array.Type.Element is ScalarType)
        {
            lines.Statement($"{expressions.LaneAccess(stored)}.Store<{stored.LaneType}>({expressions.Typed(s.Array)}, {expressions.LaneIndices(s.Indices)}, {expressions.Typed(s.Stored)});");
            return;
        }
        string target = expressions.Element(s.Array, s.Indices);
        // a[i] = a[i] + v, read and written at one place.
        if (s.Stored is Value v && inlining.IsInlined(v) && tree.Definitions[v.Id]!.Statement is Let { Op.Notation: Notation.Infix } let && !let.Op.IsComparison
            && let.Result.Type != IrType.Boolean && let.Arguments[0] is Value first && inlining.IsInlined(first) && tree.Definitions[first.Id]!.Statement is Load load
            && load.Result.Type.Equals(let.Result.Type) && expressions.Element(load.Array, load.Indices) == target)
        {
            lines.Statement(Compound(target, let.Op.Symbol, let.Arguments[1]));
            return;
        }
        lines.Statement($"{target} = {expressions.Bare(s.Stored)};");
    }

    private void WriteWhole(Store s, CodeLines lines) => lines.Statement((s.Array.Type, s.Stored) switch
    {
        (TensorMemoryType, Constant constant) => $"{expressions.Primary(s.Array)}.Fill({expressions.Bare(constant)});",
        (TensorMemoryType, _) => $"{expressions.Primary(s.Array)}.CopyFrom({expressions.Typed(s.Stored)});",
        (SpanType, Constant { IsZero: true }) => $"{expressions.Primary(s.Array)}.Clear();",
        (ArrayType, Constant { IsZero: true }) => $"{expressions.Qualified("System", "Array")}.Clear({expressions.Typed(s.Array)});",
        _ => $"{expressions.Primary(s.Stored)}.CopyTo({expressions.Typed(s.Array)});",
    });

    private void WriteAccumulate(Accumulate s, CodeLines lines) => lines.Statement(s.Addend.Type is VectorType added && s.Array.Type.Element is ScalarType
        ? $"{expressions.LaneAccess(added)}.Add{(s.Indices[0].Type is VectorType ? "" : $"<{added.LaneType}>")}({expressions.Typed(s.Array)}, {expressions.LaneIndices(s.Indices)}, {expressions.Typed(s.Addend)});"
        : s.Array.Type is OpaqueType ? $"{expressions.Primary(s.Array)}.AddGradient({expressions.Typed(s.Addend)});"
        : s.Array.Type is ArrayType or SpanType && s.Array.Type.IsWhole(s.Indices)
        ? $"{expressions.Qualified("AutoDiff", "Tensor")}.AddTo({expressions.Typed(s.Addend)}, {expressions.Typed(s.Array)});"
        : s.Addend.Type is TensorType && s.Array.Type is TensorType or TensorMemoryType or RefType { TakesTerms: false }
        ? $"{expressions.Qualified("AutoDiff", "Tensor")}.AddInPlace({expressions.Element(s.Array, s.Indices)}, {(s.IsSummed ? $"{expressions.Qualified("AutoDiff", "Tensor")}.SumTo({expressions.Typed(s.Addend)}, {expressions.Primary(s.Array)}.Shape)" : expressions.Typed(s.Addend))});"
        : SinkDemand.OptionalSink(s) is not null
        ? $"if ({expressions.Qualified("AutoDiff", "Gradient")}.IsWanted(ref {expressions.Typed(s.Array)})) {expressions.Element(s.Array, s.Indices)} = {Terms(expressions.Element(s.Array, s.Indices), s.Addend)};"
        : s.Addend.Type is TensorType
        ? $"{expressions.Element(s.Array, s.Indices)} = {Terms(expressions.Element(s.Array, s.Indices), s.Addend)};"
        : Compound(expressions.Element(s.Array, s.Indices), "+", s.Addend));

    private void WriteAllocate(Node node, Allocate s, CodeLines lines)
    {
        Variable variable = variables.Of(s.Result);
        string length = string.Join(", ", s.Dimensions.Select(expressions.Typed));
        switch (s.Storage)
        {
            case Storage.Heap:
                AssignOrDiscard(node.Scope, s.Result, New(s.Result.Type, length), true, lines);
                break;
            case Storage.Scope:
                AssignOrDiscard(node.Scope, s.Result, $"{(s.Scope is { } scope ? expressions.Primary(scope) : _arrays)}.New<{expressions.Type(s.Result.Type.Element!)}>({length})", true, lines);
                break;
            case Storage.Stack:
                _declared.Add(variable);
                lines.Line($"{expressions.Type(variable.Type)} {variable.Name} = stackalloc {expressions.Type(s.Result.Type.Element!)}[{length}];");
                // The language does not promise zeros here: a project may skip the initialisation of locals.
                if (s.IsZeroed) lines.Statement($"{variable.Name}.Clear();");
                break;
            case Storage.Pool:
                _declared.Add(variable);
                string rent = s.IsZeroed ? "RentZeroed" : "Rent";
                lines.Line($"using var {names.RentalOf(variable)} = {expressions.Qualified("AutoDiff", "Scratch")}.{rent}({length}, out {expressions.Type(variable.Type)} {variable.Name});");
                break;
            default:
                throw new UnreachableException(s.Storage.ToString());
        }
    }

    /// <summary><c>new double[n]</c>, <c>new double[n][]</c>, <c>new double[n, m]</c>; a span holds a new array of its own.</summary>
    private string New(IrType type, string dimensions)
    {
        if (type is SpanType span) type = new ArrayType(span.ElementType, 1);
        string text = expressions.Type(type);
        int bracket = text.IndexOf('[');
        int close = text.IndexOf(']');
        return $"new {text.Substring(0, bracket)}[{dimensions}]{text.Substring(close + 1)}";
    }

    private string View(Slice s)
    {
        if (s.Start is null && s.Count is null) return expressions.Bare(s.Array);
        string method = s.Array.Type is ArrayType ? "AsSpan" : "Slice";
        string start = s.Start is null ? "0" : expressions.Typed(s.Start);
        return $"{expressions.Primary(s.Array)}.{method}({start}{(s.Count is null ? "" : ", " + expressions.Typed(s.Count))})";
    }

    private string TensorScope => expressions.Qualified("AutoDiff", "TensorScope");

    /// <summary>A tensor that leaves the method.</summary>
    private string Kept(Operand tensor) => $"{TensorScope}.Keep({expressions.Typed(tensor)})";

    // What the user's code is given, or makes, it may keep. The runtime's own functions keep nothing.
    private void WriteOutside(IEnumerable<Operand> given, bool isOwn, CodeLines lines, Action write)
    {
        if (!_hasTensors || isOwn)
        {
            write();
            return;
        }
        foreach (Operand tensor in given.Where(a => a.Type is TensorType)) lines.Statement(Kept(tensor) + ";");
        lines.Statement(TensorScope + ".Pause();");
        write();
        lines.Statement(TensorScope + ".Continue();");
    }

    private void WriteInvoke(Node node, Invoke s, CodeLines lines) =>
        WriteOutside(s.Arguments, s.Kind == InvokeKind.Read || IsRecord(s) || s.Result?.Type == OpaqueType.ArrayScope || s.Method.StartsWith("global::AutoDiff.Tensor", StringComparison.Ordinal), lines, () => WriteForeign(node, s, lines));

    // What a half of a derivative keeps for the other lives as long as the caller's tensors.
    private static bool IsRecord(Invoke s) => s.Arguments.Count > 0 && s.Arguments[0].Type is RefType { ElementType: ResidualsType };

    private void WriteForeign(Node node, Invoke s, CodeLines lines)
    {
        if (s.Kind == InvokeKind.Assignment)
        {
            lines.Statement($"{expressions.Fill(s.Method, s.Arguments).Text} = {expressions.Bare(s.Arguments[s.Arguments.Count - 1])};");
            return;
        }
        // A method's text that ends with a parenthesis is the whole expression.
        (string text, List<Operand> rest) = expressions.Fill(s.Method, s.Arguments);
        text = text.Replace("global::AutoDiff.Tensor.", expressions.Qualified("AutoDiff", "Tensor") + ".").Replace("global::AutoDiff.TensorShape.", expressions.Qualified("AutoDiff", "TensorShape") + ".");
        // a < b, c > (d) would be read as type arguments.
        string call = s.Kind == InvokeKind.Read && text.StartsWith("(", StringComparison.Ordinal) ? text.Substring(1, text.Length - 2) : s.Method.EndsWith(")", StringComparison.Ordinal) ? text : $"{text}({string.Join(", ", rest.Select(a => expressions.Write(a) is var t && t.Precedence is Precedence.Relational ? $"({t.Text})" : t.Text))})";
        if (s.Result is null) lines.Statement(call + ";");
        else AssignOrDiscard(node.Scope, s.Result, call, true, lines);
    }

    /// <summary>A tape that leaves the block it was made in is left to the garbage collector; the others go back to the pool at the block's end.</summary>
    private void WriteNewTape(Node node, NewTape s, CodeLines lines)
    {
        Variable variable = variables.Of(s.Result);
        _leaving ??= [.. tree.Flows().Select(f => f.Source).Concat(tree.Nodes.Where(n => n.Statement is Invoke).SelectMany(n => n.Operands)).OfType<Value>().Select(v => v.Id)];
        bool isLocal = variable.Home is { } home && blocks.BlockOf(home) == blocks.BlockOf(node.Scope) && !_leaving.Contains(s.Result.Id);
        string rent = $"{expressions.Type(s.Result.Type)}.Rent()";
        if (!isLocal)
        {
            Assign(node.Scope, variable, rent, lines);
            return;
        }
        _declared.Add(variable);
        lines.Line($"using var {variable.Name} = {rent};");
    }
}
