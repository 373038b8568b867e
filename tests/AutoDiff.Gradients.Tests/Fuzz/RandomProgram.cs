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
    private const int Length = 3;

    private const double Bound = 4;

    /// <summary>How many pieces most programs have at most, and some.</summary>
    private const int Large = 250, Largest = 1000;

    private readonly PCG _random;
    private readonly bool _isSingle;
    private readonly bool _hasSecondOrder;
    private readonly List<Variable> _variables = [];
    private readonly List<Helper> _helpers = [];
    private readonly Dictionary<string, int> _weights = [];
    private int _names;
    private int _budget;
    private Kind? _result;
    private int _iterations = 1;

    private RandomProgram(PCG random)
    {
        _random = random;
        _isSingle = Chance(6);
        _hasSecondOrder = !_isSingle && Chance(6);
        _pairs = Pick(Enum.GetValues<Form>());
        _frames = Pick(Enum.GetValues<Form>());
    }

    /// <summary>A variable in scope.</summary>
    /// <param name="IsWritable">False for loop counters and what must not be assigned.</param>
    /// <param name="IsReference">True for a parameter by reference.</param>
    /// <param name="IsArgument">True for what the caller of the program gives, in which no arrays are stored.</param>
    private sealed record Variable(string Name, Kind Kind, bool IsWritable = true, int Count = Length, bool IsReference = false, bool IsArgument = false)
    {
        /// <summary>False for what C# lets no function capture.</summary>
        public bool IsCapturable => !IsReference && Kind is not (Kind.Span or Kind.ReadOnlySpan);
    }

    /// <summary>The next program that is not too large: calls are inlined, so a few are a hundred times the others.</summary>
    public static FuzzProgram Create(PCG random, string seed)
    {
        while (true)
            if (new RandomProgram(random).Program(seed) is { } program) return program;
    }

    private FuzzProgram? Program(string seed)
    {
        List<Node> members = [];
        for (int count = Below(4); count > 0; count--) members.Add(Chance(5) && !_hasSecondOrder ? RecursiveMethod() : HelperMethod());
        (Node method, FuzzShape shape) = Differentiable();
        members.Add(method);
        if (method.Weight(_weights) > (Chance(8) ? Largest : Large) / (_hasSecondOrder ? 4 : 1)) return null;
        return new(seed, Structs(), new(Sort.Other, members), shape);
    }

    /// <summary>The differentiable method, and two points to call it at.</summary>
    private (Node Method, FuzzShape Shape) Differentiable()
    {
        Kind? result = _hasSecondOrder ? Kind.Real : Chance(8) ? null : Chance(2) ? Pick(Kind.Array, Kind.Array, Kind.Pair, Kind.Frame, Kind.Tuple, Kind.Matrix, Kind.Jagged) : Kind.Real;
        List<Kind> kinds = [Pick(Kind.Real, Kind.Array)];
        if (Chance(2)) kinds.Add(Kind.Integer);
        for (int count = Below(4); count > 0; count--)
            kinds.Add(Pick(Kind.Real, Kind.Array, Kind.Integer, Kind.Boolean, Kind.Matrix, Kind.Jagged, Kind.ReadOnlySpan, Kind.Span, Kind.Pair, Kind.PairArray, Kind.Frame, Kind.FrameArray, Kind.Tuple));
        if (result is null && !kinds.Any(p => p is Kind.Array or Kind.Span)) kinds.Add(Kind.Array);
        _budget = 3 + Below(_hasSecondOrder ? 6 : 11);
        _iterations = 1;
        List<FuzzParameter> parameters = [];
        foreach (Kind kind in kinds)
        {
            string keyword = kind is Kind.Real or Kind.Pair or Kind.Frame && Chance(6) ? Pick("ref ", "in ") : "";
            Variable parameter = Add(new(Name("x"), kind, IsReference: keyword.Length > 0, IsWritable: keyword != "in ", IsArgument: true));
            parameters.Add(new(parameter.Name, TypeOf(kind), keyword, kind is Kind.Real or Kind.Pair or Kind.Frame or Kind.Tuple));
        }
        Node body = Body([], result);
        string type = result is { } some ? TypeOf(some).Text : "void";
        Node method = Member($"[Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward{(_hasSecondOrder ? ", Order = 2" : "")})]\npublic static {type} F({string.Join(", ", parameters.Select(p => $"{p.Keyword}{p.Type.Text} {p.Name}"))})\n{body}");
        FuzzPoint[] points = [.. Enumerable.Range(0, 2).Select(_ => new FuzzPoint(
            [.. Enumerable.Range(0, parameters.Sum(p => p.Type.Count)).Select(_ => (Below(3000) - 1500 + 0.5) / 1000)],
            parameters.Where(p => p.Type.Count == 0).ToDictionary(p => p.Name, p => p.Type.Text == "int" ? Below(Length).ToString(CultureInfo.InvariantCulture) : Chance(2) ? "true" : "false")))];
        return (method, new(parameters, result is { } r ? TypeOf(r) : null, _isSingle, _hasSecondOrder, points));
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
        List<Variable> live = [.. _variables.Where(v => v.Kind is not (Kind.Integer or Kind.Boolean or Kind.Function or Kind.Procedure))];
        Node sum = Real();
        foreach (Variable variable in live)
            if (!Chance(4)) sum = Make(Sort.Real, $"{sum} + {Read(variable)}");
        return sum;
    }

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
