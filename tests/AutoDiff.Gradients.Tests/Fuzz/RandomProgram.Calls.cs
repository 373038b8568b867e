namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Helpers, local functions and lambdas.</summary>
internal sealed partial class RandomProgram
{
    /// <summary>A method that later ones may call.</summary>
    /// <param name="IsContract">True if it is not inlined: an array that it writes must then be no other argument's.</param>
    private sealed record Helper(string Name, Kind? Result, IReadOnlyList<(Kind Kind, string Modifier)> Parameters, bool IsContract = false);

    private bool _isInFunction;

    private Node HelperMethod()
    {
        string name = Name("H");
        Kind? result = Chance(5) ? null : Chance(3) ? Pick(Kind.Pair, Kind.Tuple, Kind.Array, Kind.Frame) : Kind.Real;
        bool isCheckpoint = !_hasSecondOrder && result is Kind.Real && Chance(8);
        List<(Kind Kind, string Modifier)> parameters = [];
        for (int count = 1 + Below(3); count > 0; count--)
        {
            Kind kind = isCheckpoint
                ? Pick(Kind.Real, Kind.Integer, Kind.Array)
                : Pick(Kind.Real, Kind.Real, Kind.Integer, Kind.Array, Kind.Pair, Kind.Frame, Kind.PairArray, Kind.Matrix, Kind.ReadOnlySpan, Kind.Function, Kind.Tuple);
            parameters.Add((kind, !isCheckpoint && kind is Kind.Real or Kind.Pair && Chance(4) ? Pick("out ", "ref ", "ref ", "in ") : ""));
        }
        if (isCheckpoint && !parameters.Any(p => p.Kind != Kind.Integer)) parameters.Add((Kind.Real, ""));
        if (result is null && !parameters.Any(p => p.Modifier is "ref " or "out " || p.Kind == Kind.Array)) parameters.Add((Kind.Real, "ref "));
        _budget = 2 + Below(4);
        (List<string> declarations, List<Node> start) = Declare(parameters);
        Node body = Body(start, result);
        _variables.Clear();
        _helpers.Add(new(name, result, parameters, isCheckpoint));
        _weights[name] = body.Weight(_weights);
        return Make(Sort.Helper, $"{(isCheckpoint ? "[Checkpoint] " : "")}internal static {(result is { } some ? TypeOf(some).Text : "void")} {name}({string.Join(", ", declarations)})\n{body}");
    }

    /// <summary>A method that calls itself, with a depth that falls.</summary>
    private Node RecursiveMethod()
    {
        string name = Name("R");
        List<(Kind Kind, string Modifier)> parameters = [(Kind.Integer, ""), (Kind.Real, ""), .. Enumerable.Range(0, Below(3)).Select(_ => (Pick(Kind.Real, Kind.Array, Kind.Integer, Kind.Boolean), ""))];
        _budget = 1 + Below(3);
        (List<string> declarations, List<Node> start) = Declare(parameters);
        Variable depth = _variables[0];
        _variables[0] = depth with { IsWritable = false };
        // Not to be removed by a reduction.
        start.Add(Make(Sort.Other, $"if ({depth.Name} <= 0) return {Real()};"));
        // No early return of what does not depend on the depth.
        _result = Kind.Real;
        List<Node> statements = [.. start];
        while (_budget > 0) statements.Add(AnyStatement(0));
        List<Node> arguments = [.. parameters.Skip(1).Select((p, i) => p.Kind == Kind.Array && parameters.Skip(1).Take(i).Any(q => q.Kind == Kind.Array) ? Fresh() : Value(p.Kind, 1))];
        Node own = Make(Sort.Real, $"{name}({depth.Name} - 1, {arguments})");
        if (Chance(2))
        {
            string again = Name("v");
            statements.Add(Statement($"{Type} {again} = {own};"));
            Add(new(again, Kind.Real));
            statements.Add(Statement($"return {L("0.5")} * {again} + {L("0.5")} * {Real(1)};"));
        }
        else statements.Add(Statement($"return {L("0.5")} * {Math}.Sin({own}) + {L("0.5")} * {(Chance(3) ? own : Real(1))};"));
        _variables.Clear();
        _helpers.Add(new(name, Kind.Real, parameters, IsContract: true));
        return Make(Sort.Helper, $"internal static {Type} {name}({string.Join(", ", declarations)})\n{Block(statements)}");
    }

    /// <summary>Puts the parameters in scope.</summary>
    private (List<string> Declarations, List<Node> Start) Declare(List<(Kind Kind, string Modifier)> parameters)
    {
        List<string> declarations = [];
        List<Node> start = [];
        _iterations = 4;
        foreach ((Kind kind, string modifier) in parameters)
        {
            Variable parameter = new(Name("p"), kind, IsReference: modifier.Length > 0, IsWritable: modifier != "in " && kind != Kind.Function);
            declarations.Add($"{modifier}{TypeOf(kind).Text} {parameter.Name}");
            if (modifier == "out ") start.Add(Statement($"{parameter.Name} = {(kind == Kind.Pair ? $"new Pair({Number()}, {Number()})" : Number())};"));
            Add(parameter);
        }
        return (declarations, start);
    }

    /// <summary>A call with a real result; null if there is nothing to call.</summary>
    private Node? Call(int depth)
    {
        if (Any(v => v.Kind == Kind.Function) is { } function && Chance(2)) return Make(Sort.Real, $"{function.Name}({Real(depth + 1)})");
        Helper[] helpers = [.. _helpers.Where(h => h.Result is not null && IsCallable(h))];
        if (helpers.Length == 0) return null;
        Helper helper = Pick(helpers);
        if (Call(helper, depth) is not { } call) return null;
        return helper.Result switch
        {
            Kind.Pair => Make(Sort.Real, $"{call}.{Pick("X", "Y")}"),
            Kind.Tuple => Make(Sort.Real, $"{call}.{Pick("A", "B")}"),
            Kind.Frame => Make(Sort.Real, $"{call}.{Pick("W", "P.Y")}"),
            Kind.Array => Make(Sort.Real, $"{call}[{Index()}]"),
            _ => Make(Sort.Real, $"{call}"),
        };
    }

    /// <summary>A call with a result of a kind.</summary>
    private Node? Call(Kind result, int depth)
    {
        Helper[] helpers = [.. _helpers.Where(h => h.Result == result && IsCallable(h))];
        return helpers.Length == 0 || depth > Depth ? null : Call(Pick(helpers), depth);
    }

    private Node? Call(Helper helper, int depth) => Arguments(helper, depth) is { } arguments ? Make(Sort.Other, $"{helper.Name}({arguments})") : null;

    // A function that is handed over calls none that functions are handed to.
    private bool IsCallable(Helper helper) => !_isInFunction || !helper.Parameters.Any(p => p.Kind == Kind.Function);

    private Node? CallStatement()
    {
        if (Any(v => v.Kind == Kind.Procedure) is { } procedure && Chance(2)) return Statement($"{procedure.Name}();");
        if (HasMembers(_pairs) && Any(v => v is { Kind: Kind.Pair, IsWritable: true }) is { } pair && Chance(3)) return Statement($"{pair.Name}.Turn({Real(1)});");
        Helper[] helpers = [.. _helpers.Where(IsCallable)];
        if (helpers.Length == 0) return null;
        return Call(Pick(helpers), 1) is { } call ? Statement($"{call};") : null;
    }

    private List<Node>? Arguments(Helper helper, int depth)
    {
        List<Node> arguments = [];
        foreach ((Kind kind, string modifier) in helper.Parameters)
        {
            if (modifier is "ref " or "out ")
            {
                if (Reference(kind) is not { } place) return null;
                arguments.Add(Make(Sort.Other, $"{modifier}{place}"));
            }
            else if (helper.IsContract && kind == Kind.Array && helper.Parameters.Take(arguments.Count).Any(p => p.Kind == kind)) arguments.Add(Fresh(depth + 1));
            else arguments.Add(kind == Kind.Integer && helper.Name[0] == 'R' ? Make(Sort.Integer, $"{Below(Length)}") : Value(kind, depth + 1));
        }
        return arguments;
    }

    /// <summary>What can be passed by reference.</summary>
    private Node? Reference(Kind kind)
    {
        if (kind == Kind.Pair && Any(v => v.Kind == Kind.PairArray) is { } pairs && Chance(3)) return Make(Sort.Other, $"{pairs.Name}[{Index()}]");
        if (kind == Kind.Real && Any(v => v.Kind is Kind.Array or Kind.Span && v.Count == Length) is { } array && Chance(4)) return Make(Sort.Other, $"{array.Name}[{Index()}]");
        if (kind == Kind.Real && Any(v => v.Kind == Kind.Matrix) is { } matrix && Chance(4)) return Make(Sort.Other, $"{matrix.Name}[{Index()}, {Index()}]");
        if (kind == Kind.Real && _pairs == Form.Fields && Any(v => v is { Kind: Kind.Pair, IsWritable: true }) is { } pair && Chance(4)) return Make(Sort.Other, $"{pair.Name}.{Pick("X", "Y")}");
        return Any(v => v.Kind == kind && v.IsWritable) is { } place ? Make(Sort.Other, $"{place.Name}") : null;
    }

    /// <summary>A function as a value.</summary>
    private Node FunctionValue()
    {
        if (Any(v => v.Kind == Kind.Function) is { } function && Chance(2)) return Make(Sort.Other, $"{function.Name}");
        if (_helpers.FirstOrDefault(h => h is { Result: Kind.Real, Parameters: [(Kind.Real, "")] }) is { } helper && Chance(2)) return Make(Sort.Other, $"{helper.Name}");
        string parameter = Name("u");
        return Make(Sort.Other, $"{parameter} => {InFunction(() => { Add(new(parameter, Kind.Real)); return Real(1); })}");
    }

    /// <summary>A local function or lambda; a procedure changes variables around it.</summary>
    private Node LocalFunction()
    {
        string name = Name("f"), parameter = Name("u");
        (Node declaration, Kind kind) = InFunction(() => LocalFunction(name, parameter));
        Add(new(name, kind, IsWritable: false));
        _weights[name] = declaration.Weight(_weights);
        return declaration;
    }

    /// <summary>What is made where only what can be captured is in scope.</summary>
    private T InFunction<T>(Func<T> make)
    {
        List<Variable> all = [.. _variables];
        (int loops, Kind? result, bool isInFunction) = (_loops, _result, _isInFunction);
        (_loops, _isInFunction) = (0, true);
        _variables.RemoveAll(v => !v.IsCapturable);
        T made = make();
        _variables.Clear();
        _variables.AddRange(all);
        (_loops, _result, _isInFunction) = (loops, result, isInFunction);
        return made;
    }

    private (Node Declaration, Kind Kind) LocalFunction(string name, string parameter)
    {
        if (Chance(3) && Any(v => v is { Kind: Kind.Real, IsWritable: true }) is { } captured)
        {
            _result = null;
            Node body = Nested(() => [Statement($"{captured.Name} = {Real(1)};"), ArrayStatement()]);
            return (Statement($"void {name}()\n{body}"), Kind.Procedure);
        }
        Add(new(parameter, Kind.Real));
        if (Chance(3))
        {
            _result = Kind.Real;
            Node body = Nested(() => [Declaration(), Statement($"if ({Condition(1)}) return {Real(1)};"), AnyStatement(2), Statement($"return {Real()};")]);
            return (Chance(3) ? Statement($"Func<{Type}, {Type}> {name} = {parameter} =>\n{body};") : Statement($"{Type} {name}({Type} {parameter})\n{body}"), Kind.Function);
        }
        Node value = Real();
        return (Chance(2) ? Statement($"Func<{Type}, {Type}> {name} = {parameter} => {value};") : Statement($"{Type} {name}({Type} {parameter}) => {value};"), Kind.Function);
    }
}
