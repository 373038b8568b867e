using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Gives each variable a name that is unique in all blocks around and within its own (C# forbids shadowing, CS0136; blocks side by side may use one
/// name). The names that the user gave come first; the others are called after what computes them.
/// </summary>
internal sealed class NamePlan
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double",
        "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal",
        "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return",
        "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked",
        "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        // Reserved by context only, but not good names for a local either.
        "await", "field", "nameof", "var", "scoped", "_",
    ];

    private readonly FunctionTree _tree;
    private readonly BlockNesting _blocks;
    private readonly Dictionary<string, List<Scope>> _taken = [];
    private readonly Dictionary<Variable, string> _rentals = [];

    public NamePlan(FunctionTree tree, VariablePlan variables, BlockNesting blocks)
    {
        _tree = tree;
        _blocks = blocks;
        // A parameter of the type's primary constructor: no local may hide it.
        foreach (Node node in tree.Nodes)
            if (node.Statement is Invoke { Kind: not InvokeKind.Call, Arguments.Count: <= 1, Method: var text } && Identifier(text) is { } captured) Mark(captured, tree.Root);
        foreach (Variable parameter in variables.All.Where(v => v.IsParameter)) parameter.Name = Take(parameter.Wanted ?? "argument", tree.Root);
        foreach (Variable named in variables.All.Where(v => !v.IsParameter && v.Wanted is not null)) named.Name = Take(named.Wanted!, named.Home ?? tree.Root);
        foreach (Variable unnamed in variables.All.Where(v => v.Name.Length == 0)) unnamed.Name = Take(Describe(unnamed, variables), unnamed.Home ?? tree.Root);
        foreach (Node node in tree.Nodes)
            if (node.Statement is Allocate { Storage: Storage.Pool } s)
                _rentals[variables.Of(s.Result)] = Take(variables.Of(s.Result).Name.TrimStart('@') + "Scratch", node.Scope);
    }

    /// <summary>True if a local or parameter has the name: then the type of that name must be qualified.</summary>
    public bool IsTaken(string name) => _taken.ContainsKey(name);

    /// <summary>The name of the <c>using</c> variable that gives pooled memory back.</summary>
    public string RentalOf(Variable pooled) => _rentals[pooled];

    /// <summary>A name for one more local, used nowhere else in the function.</summary>
    public string Fresh(string wanted)
    {
        string name = wanted;
        for (int i = 1; IsTaken(name); i++) name = wanted + i;
        Mark(name, _tree.Root);
        return name;
    }

    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    private string Take(string wanted, Scope home)
    {
        Scope block = _blocks.BlockOf(home);
        wanted = wanted.TrimStart('@');
        string name = wanted;
        string stem = char.IsDigit(wanted[wanted.Length - 1]) ? wanted + "_" : wanted;
        for (int i = 1; IsVisible(name, block); i++) name = stem + i;
        Mark(name, block);
        return Escape(name);
    }

    private void Mark(string name, Scope block)
    {
        if (_taken.TryGetValue(name, out List<Scope>? takers)) takers.Add(block);
        else _taken.Add(name, [block]);
    }

    /// <summary>The name in <c>(name)</c> and <c>name</c>; null for any other text.</summary>
    private static string? Identifier(string text)
    {
        string name = text.Trim('(', ')', '@');
        return name != "this" && name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : null;
    }

    private bool IsVisible(string name, Scope block) =>
        _taken.TryGetValue(name, out List<Scope>? takers) && takers.Any(t => _blocks.Encloses(t, block) || _blocks.Encloses(block, t));

    private string Describe(Variable variable, VariablePlan variables)
    {
        if (variable.IsCounter)
        {
            int depth = 0;
            for (Scope? s = variable.Home; s?.Owner is not null; s = s.Owner.Scope)
                if (s.Owner.Statement is For) depth++;
            return depth <= 1 ? "i" : depth == 2 ? "j" : depth == 3 ? "k" : "l";
        }
        return Describe(variable.Sample, variables, 0) ?? (variable.Type == IrType.Boolean ? "flag" : "t");
    }

    /// <summary>What computes a value that nobody named: <c>exp</c>, <c>sum</c>, <c>xi</c> for <c>x[i]</c>, <c>expRecord</c> for what holds it.</summary>
    private string? Describe(Value value, VariablePlan variables, int depth) => depth > 4 ? null : _tree.Definitions[value.Id]?.Statement switch
    {
        Let { Op.Notation: Notation.Math or Notation.Number } s => Lower(s.Op.Symbol),
        Let s => s.Op.InUnchecked.Symbol switch
        {
            "+" => "sum",
            "-" when s.Op.Arity == 2 => "difference",
            "-" => NameOf(s.Arguments[0], variables, depth) is { } name ? "minus" + Upper(name) : "opposite",
            "*" => "product",
            "/" => "quotient",
            "%" => "remainder",
            _ when s.Result.Type == IrType.Boolean => "condition",
            _ => null,
        },
        Load s => Element(s, variables, depth),
        Length s => s.Array.Type is ArrayType { Rank: 2 } && s.Dimension >= 0 ? (s.Dimension == 0 ? "rows" : "columns") : "length",
        Slice s => NameOf(s.Array, variables, depth) is { } name ? name + "Slice" : "slice",
        Allocate s => s.Storage is Storage.Heap or Storage.Scope ? "array" : ContentOf(value, variables, depth) is { } content ? content + "Record" : "buffer",
        Pop s => NameOf(s.Tape, variables, depth) is { } name && name.EndsWith("Tape", StringComparison.Ordinal) && name.Length > 4 ? name.Substring(0, name.Length - 4) : "popped",
        Call s => StatementWriter.ParameterOf(s, value)?.Name ?? "value",
        NewTape => ContentOf(value, variables, depth) is { } content ? content + "Tape" : "tape",
        _ => null,
    };

    /// <summary>The name of what is stored in, or pushed onto, memory, if that is one thing.</summary>
    private string? ContentOf(Value memory, VariablePlan variables, int depth)
    {
        Operand[] stored = _tree.Nodes.Select(n => n.Statement switch
        {
            Store { Indices.Count: > 0 } s when s.Array is Value v && v.Id == memory.Id => s.Stored,
            Push s when s.Tape is Value v && v.Id == memory.Id => s.Pushed,
            _ => null,
        }).OfType<Operand>().Take(2).ToArray();
        return stored.Length == 1 && stored[0] is Value value ? NameOf(value, variables, depth) : null;
    }

    /// <summary><c>x[i]</c> is called <c>xi</c>, <c>weights[k]</c> <c>weightsK</c>, what is read from a record as what was put there, anything longer <c>element</c>.</summary>
    private string Element(Load load, VariablePlan variables, int depth)
    {
        if (NameOf(load.Array, variables, depth) is not { } array) return "element";
        const string record = "Record";
        if (array.EndsWith(record, StringComparison.Ordinal) && array.Length > record.Length) return array.Substring(0, array.Length - record.Length);
        string suffix = "";
        foreach (Operand index in load.Indices)
        {
            if (IndexName(index, variables) is not { } text) return "element";
            suffix += array.Length == 1 ? text : Upper(text);
        }
        return array + suffix;
    }

    private string? IndexName(Operand index, VariablePlan variables) => index switch
    {
        Constant { Bits: >= 0 and < 100 } c => c.ToString(),
        Value { Name: null } v when _tree.Definitions[v.Id]?.Statement is Let { Op.Symbol: "+" or "-", Op.Arity: 2 } s && s.Arguments[0] is Value && s.Arguments[1] is Constant { IsOne: true } =>
            s.Op.Symbol == "+" ? "Next" : "Previous",
        Value v when (v.Name ?? variables.WantedName(v)) is { Length: <= 4 } name => name.TrimStart('@'),
        _ => null,
    };

    /// <summary>The wanted name of an operand, or its description.</summary>
    private string? NameOf(Operand operand, VariablePlan variables, int depth) =>
        operand is not Value value ? null : (value.Name ?? variables.WantedName(value))?.TrimStart('@') ?? Describe(value, variables, depth + 1);

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
