namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Helpers, local functions and lambdas.</summary>
internal sealed partial class RandomProgram
{
    /// <summary>A call with a real result; null if there is nothing to call.</summary>
    private Node? Call(int depth)
    {
        if (Any(v => v.Kind == Kind.Function) is { } function && Chance(2)) return Make(Sort.Real, $"{function.Name}({Real(depth + 1)})");
        Helper[] helpers = [.. _helpers.Where(h => h.Result is not null)];
        if (helpers.Length == 0) return null;
        Helper helper = Pick(helpers);
        if (Arguments(helper, depth) is not { } arguments) return null;
        return helper.Result == Kind.Pair ? Make(Sort.Real, $"{helper.Name}({arguments}).{Pick("X", "Y")}") : Make(Sort.Real, $"{helper.Name}({arguments})");
    }

    private Node? CallStatement()
    {
        if (Any(v => v.Kind == Kind.Procedure) is { } procedure && Chance(2)) return Statement($"{procedure.Name}();");
        if (_helpers.Count == 0) return null;
        Helper helper = Pick([.. _helpers]);
        return Arguments(helper, 1) is { } arguments ? Statement($"{helper.Name}({arguments});") : null;
    }

    private List<Node>? Arguments(Helper helper, int depth)
    {
        List<Node> arguments = [];
        foreach ((Kind kind, string modifier) in helper.Parameters)
        {
            if (modifier.Length > 0)
            {
                if (Any(v => v.Kind == kind && v.IsWritable) is not { } place) return null;
                arguments.Add(kind == Kind.Real && Any(v => v.Kind == Kind.Array) is { } array && Chance(4)
                    ? Make(Sort.Other, $"{modifier}{array.Name}[{Index()}]")
                    : Make(Sort.Other, $"{modifier}{place.Name}"));
            }
            else arguments.Add(Value(kind, depth + 1));
        }
        return arguments;
    }

    /// <summary>A local function or lambda; a procedure changes variables around it.</summary>
    private Node LocalFunction()
    {
        string name = Name("f"), parameter = Name("u");
        List<Variable> all = [.. _variables];
        _variables.RemoveAll(v => !v.IsCapturable);
        (Node declaration, Kind kind) = LocalFunction(name, parameter);
        _variables.Clear();
        _variables.AddRange(all);
        Add(new(name, kind));
        return declaration;
    }

    private (Node Declaration, Kind Kind) LocalFunction(string name, string parameter)
    {
        if (Chance(3) && Any(v => v is { Kind: Kind.Real, IsWritable: true }) is { } captured)
        {
            Node body = Nested(() => [Statement($"{captured.Name} = {Real(1)};"), ArrayStatement()]);
            return (Statement($"void {name}()\n{body}"), Kind.Procedure);
        }
        Add(new(parameter, Kind.Real));
        Node value = Real();
        return (Chance(2) ? Statement($"Func<{Type}, {Type}> {name} = {parameter} => {value};") : Statement($"{Type} {name}({Type} {parameter}) => {value};"), Kind.Function);
    }
}
