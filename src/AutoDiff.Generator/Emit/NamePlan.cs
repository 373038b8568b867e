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
        return _tree.Definitions[variable.Sample.Id]?.Statement switch
        {
            Let { Op.Notation: Notation.Math or Notation.Number } s => Lower(s.Op.Symbol),
            Let s => s.Op.Symbol switch
            {
                "+" => "sum",
                "-" when s.Op.Arity == 2 => "difference",
                "*" => "product",
                "/" => "quotient",
                "%" => "remainder",
                _ when s.Result.Type == IrType.Boolean => "condition",
                _ => "t",
            },
            Load s => Element(s, variables),
            Length => "length",
            Slice s => NameOf(s.Array, variables) is { } name ? name + "Slice" : "slice",
            Allocate s => s.Storage == Storage.Heap ? "array" : "buffer",
            Pop s => NameOf(s.Tape, variables) is { } name && name.EndsWith("Tape", StringComparison.Ordinal) && name.Length > 4 ? name.Substring(0, name.Length - 4) : "popped",
            NewTape => "tape",
            _ => variable.Type == IrType.Boolean ? "flag" : "t",
        };
    }

    /// <summary><c>x[i]</c> is called <c>xi</c>, <c>weights[k]</c> <c>weightsK</c>, anything longer <c>element</c>.</summary>
    private static string Element(Load load, VariablePlan variables)
    {
        if (NameOf(load.Array, variables) is not { } array) return "element";
        string suffix = "";
        foreach (Operand index in load.Indices)
        {
            string? text = index is Constant { Bits: >= 0 and < 100 } c ? c.ToString() : NameOf(index, variables);
            if (text is null) return "element";
            suffix += array.Length + suffix.Length == 1 + suffix.Length ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
        }
        return array + suffix;
    }

    private static string? NameOf(Operand operand, VariablePlan variables) => operand is Value value ? variables.NameIfAny(value)?.TrimStart('@') : null;

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
