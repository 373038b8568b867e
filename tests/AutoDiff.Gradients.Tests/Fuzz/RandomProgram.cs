using System.Globalization;
using CsCheck;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// A random program of the supported language: helpers, and a differentiable method <c>F</c> of scalars, arrays, structs and integers. It is well-typed, ends, and stays tame by
/// construction: real variables and array elements are at most <see cref="Bound"/> in size, except sums, which are only read through functions that are bounded; integers are
/// indices. Kinks are met with probability zero.
/// </summary>
internal sealed partial class RandomProgram
{
    /// <summary>The length of all arrays.</summary>
    private const int Length = 4;

    private const double Bound = 4;

    private readonly PCG _random;
    private readonly bool _isSingle;
    private readonly List<Variable> _variables = [];
    private readonly List<Helper> _helpers = [];
    private int _names;
    private int _budget;
    private Kind? _result;
    private int _iterations = 1;

    private RandomProgram(PCG random)
    {
        _random = random;
        _isSingle = Chance(6);
    }

    private enum Kind { Real, Sum, Integer, Boolean, Array, SumArray, Matrix, ReadOnlySpan, Span, Pair, PairArray, Function, Procedure }

    /// <summary>A variable in scope.</summary>
    /// <param name="IsWritable">False for loop counters and what must not be assigned.</param>
    /// <param name="IsReference">True for a parameter by reference.</param>
    private sealed record Variable(string Name, Kind Kind, bool IsWritable = true, int Count = Length, bool IsReference = false)
    {
        /// <summary>False for what C# lets no function capture.</summary>
        public bool IsCapturable => !IsReference && Kind is not (Kind.Span or Kind.ReadOnlySpan);
    }

    /// <summary>A method that later ones may call.</summary>
    private sealed record Helper(string Name, Kind? Result, IReadOnlyList<(Kind Kind, string Modifier)> Parameters);

    private string Type => _isSingle ? "float" : "double";

    private string Math => _isSingle ? "MathF" : "Math";

    /// <summary>The program as a class; <c>§</c> stands for its name.</summary>
    public static Node Create(PCG random) => new RandomProgram(random).Program();

    private Node Program()
    {
        List<Node> members = [Structs()];
        for (int count = Below(4); count > 0; count--) members.Add(HelperMethod());
        members.AddRange(Differentiable());
        NodeText text = new(0, 0);
        text.AppendLiteral("public static partial class §\n{\n");
        foreach (Node member in members) text.AppendFormatted(member);
        text.AppendLiteral("}\n");
        return text.Of(Sort.Other);
    }

    private Node Structs() => Member($$"""
        public struct Pair
        {
            public {{Type}} X;
            public {{Type}} Y;
            public Pair({{Type}} x, {{Type}} y) { X = x; Y = y; }
            public readonly {{Type}} Product => X * Y;
            public static Pair operator +(Pair a, Pair b) => new Pair(a.X + b.X, a.Y + b.Y);
            public static Pair operator *({{Type}} s, Pair a) => new Pair(s * a.X, s * a.Y);
        }
        """);

    private Node HelperMethod()
    {
        string name = Name("H");
        Kind? result = Chance(5) ? null : Chance(5) ? Kind.Pair : Kind.Real;
        List<(Kind, string)> parameters = [];
        for (int count = 1 + Below(3); count > 0; count--)
        {
            Kind kind = Pick(Kind.Real, Kind.Real, Kind.Integer, Kind.Array, Kind.Pair);
            parameters.Add((kind, kind is Kind.Real or Kind.Pair && Chance(4) ? Chance(4) ? "out " : "ref " : ""));
        }
        if (result is null && !parameters.Any(p => p.Item2.Length > 0 || p.Item1 == Kind.Array)) parameters.Add((Kind.Real, "ref "));

        List<string> declarations = [];
        List<Node> start = [];
        _budget = 2 + Below(4);
        _iterations = 4;
        foreach ((Kind kind, string modifier) in parameters)
        {
            Variable parameter = Add(new(Name("p"), kind, IsReference: modifier.Length > 0));
            declarations.Add($"{modifier}{TypeOf(kind)} {parameter.Name}");
            if (modifier == "out ") start.Add(Statement($"{parameter.Name} = {Argument(kind)};"));
        }
        Node body = Body(start, result);
        _variables.Clear();
        _helpers.Add(new(name, result, parameters));
        return Make(Sort.Helper, $"private static {(result is { } kind2 ? TypeOf(kind2) : "void")} {name}({string.Join(", ", declarations)})\n{body}");
    }

    /// <summary>The differentiable method, and two points to call it at.</summary>
    private IEnumerable<Node> Differentiable()
    {
        Kind? result = Chance(8) ? null : Chance(6) ? Kind.Array : Chance(8) ? Kind.Pair : Kind.Real;
        List<Kind> parameters = [Pick(Kind.Real, Kind.Array)];
        for (int count = Below(4); count > 0; count--) parameters.Add(Pick(Kind.Real, Kind.Array, Kind.Integer, Kind.Boolean, Kind.Matrix, Kind.ReadOnlySpan, Kind.Span, Kind.Pair, Kind.PairArray));
        if (result is null && !parameters.Any(p => p is Kind.Array or Kind.Span)) parameters.Add(Kind.Array);
        _budget = 4 + Below(14);
        _iterations = 1;
        List<string> declarations = [.. parameters.Select(kind => $"{TypeOf(kind)} {Add(new(Name("x"), kind)).Name}")];
        Node body = Body([], result);
        string type = result is { } kind ? TypeOf(kind) : "void";
        yield return Member($"[Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]\npublic static {type} F({string.Join(", ", declarations)})\n{body}");
        string points = string.Join(", ", Enumerable.Range(0, 2).Select(_ => $"[{string.Join(", ", parameters.Select(Argument))}]"));
        yield return Member($"public static IEnumerable<object[]> Points => [{points}];");
    }

    private Node Body(List<Node> start, Kind? result)
    {
        _result = result;
        List<Node> statements = [.. start];
        for (int count = Below(3); count > 0; count--) statements.Add(Declaration());
        while (_budget > 0) statements.Add(AnyStatement(0));
        if (result is { } kind) statements.Add(Statement($"return {Result(kind)};"));
        return Block(statements);
    }

    /// <summary>A result that most of what was computed goes into.</summary>
    private Node Result(Kind kind)
    {
        if (kind != Kind.Real) return kind == Kind.Array ? Fresh() : Value(kind);
        List<Variable> live = [.. _variables.Where(v => v.Kind is Kind.Real or Kind.Sum or Kind.Array or Kind.SumArray or Kind.Pair)];
        Node sum = Real();
        for (int count = System.Math.Min(live.Count, 1 + Below(4)); count > 0; count--)
        {
            Variable variable = Pick([.. live]);
            sum = Make(Sort.Real, $"{sum} + {Read(variable)}");
        }
        return sum;
    }

    private string TypeOf(Kind kind) => kind switch
    {
        Kind.Real or Kind.Sum => Type,
        Kind.Integer => "int",
        Kind.Boolean => "bool",
        Kind.Array or Kind.SumArray => $"{Type}[]",
        Kind.Matrix => $"{Type}[,]",
        Kind.ReadOnlySpan => $"ReadOnlySpan<{Type}>",
        Kind.Span => $"Span<{Type}>",
        Kind.Pair => "Pair",
        Kind.PairArray => "Pair[]",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private string Argument(Kind kind) => kind switch
    {
        Kind.Real => Number(),
        Kind.Integer => Below(Length).ToString(CultureInfo.InvariantCulture),
        Kind.Boolean => Chance(2) ? "true" : "false",
        Kind.Matrix => $"new {Type}[,] {{ {string.Join(", ", Enumerable.Range(0, Length).Select(_ => $"{{ {Numbers(Length)} }}"))} }}",
        Kind.Pair => $"new Pair({Numbers(2)})",
        Kind.PairArray => $"new Pair[] {{ {string.Join(", ", Enumerable.Range(0, Length).Select(_ => Argument(Kind.Pair)))} }}",
        _ => $"new {Type}[] {{ {Numbers(Length)} }}",
    };

    private string Numbers(int count) => string.Join(", ", Enumerable.Range(0, count).Select(_ => Number()));

    private string Number() => ((Below(3000) - 1500 + 0.5) / 1000).ToString("R", CultureInfo.InvariantCulture) + (_isSingle ? "f" : "");

    private Variable Add(Variable variable)
    {
        _variables.Add(variable);
        return variable;
    }

    private string Name(string prefix) => prefix + (_names++).ToString(CultureInfo.InvariantCulture);

    private int Below(int count) => (int)_random.Next((uint)count);

    private bool Chance(int oneIn) => Below(oneIn) == 0;

    private T Pick<T>(params T[] items) => items[Below(items.Length)];

    private Variable? Any(Func<Variable, bool> condition)
    {
        Variable[] fitting = [.. _variables.Where(condition)];
        return fitting.Length == 0 ? null : Pick(fitting);
    }

    private static Node Make(Sort sort, NodeText text) => text.Of(sort);

    private static Node Member(NodeText text) => text.Of(Sort.Member);

    private static Node Statement(NodeText text) => text.Of(Sort.Statement);

    private static Node Block(IEnumerable<Node> statements) => new(Sort.Block, [.. statements]);
}
