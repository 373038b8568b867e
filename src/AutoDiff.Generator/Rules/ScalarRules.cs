using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The table of derivatives: one line for each primitive, its partials in the operands x, y, z and the result Ω. Reverse mode, forward mode, the
/// residual plan, the documentation and a test that checks every row numerically all read it. The families stand in files of their
/// own: <c>.Powers</c>, <c>.Trigonometry</c>, <c>.Choices</c> (kinks and steps), <c>.Predicates</c>.
/// </summary>
internal static partial class ScalarRules
{
    // Properties, not fields: the initialisers of the other files need them, and the order of files is not ours.
    private static Expression x => new Expression.Argument(0);

    private static Expression y => new Expression.Argument(1);

    private static Expression z => new Expression.Argument(2);

    private static Expression Ω => Expression.Result.Instance;

    /// <summary>A partial that is zero everywhere, or an operand that is not a real number.</summary>
    private const Expression? Constant = null;

    private static readonly ScalarRule[] Arithmetic =
    [
        new(Primitive.Add, [One, One]),
        new(Primitive.Subtract, [One, -1]),
        new(Primitive.Multiply, [y, x]),
        new(Primitive.Divide, [1 / y, -Ω / y]),
        new(Primitive.Negate, [-1]),
        new(Primitive.Remainder, [One, (Ω - x) / y], Note: "x = qy + Ω with an integer q, constant between its steps"),
        new(Primitive.Convert, [One]),
        new(Primitive.Select, [Constant, If(x, 1, 0), If(x, 0, 1)]),
        Number("FusedMultiplyAdd", [y, x, One], Cost.Cheap, Notation.Math),
        Number("MultiplyAddEstimate", [y, x, One], Cost.Cheap),
        Number("Lerp", [1 - z, z, y - x], Cost.Cheap),
        Number("ReciprocalEstimate", [-1 / (x * x)], Cost.Cheap, Notation.Math),
        Number("DegreesToRadians", [Math.PI / 180], Cost.Cheap),
        Number("RadiansToDegrees", [180 / Math.PI], Cost.Cheap),
    ];

    // Only in derivatives, for which it is made.
    private static readonly ScalarRule Guard = new(Primitive.Guard, [If(IsZero(x), y, 0), Constant, If(IsZero(x), 0, 1)], IsSingular: true);

    private static readonly Dictionary<string, ScalarRule> ByName;
    private static readonly Dictionary<(string Symbol, int Arity), ScalarRule> ByFunction;

    static ScalarRules()
    {
        All = [.. Arithmetic, .. Powers, .. Trigonometry, .. Choices, .. Predicates];
        ByName = All.Append(Guard).ToDictionary(r => r.Primitive.Name);
        ByFunction = All.Where(r => r.Primitive.Notation is Notation.Math or Notation.Number).ToDictionary(r => (r.Primitive.Symbol, r.Primitive.Arity));
    }

    /// <summary>All rows, in the order of the documentation.</summary>
    public static IReadOnlyList<ScalarRule> All { get; }

    /// <summary>The row of the static method <c>Math.name</c>, <c>MathF.name</c>, <c>double.name</c> or <c>float.name</c> with so many parameters.</summary>
    public static ScalarRule? Find(string name, int arity) => ByFunction.TryGetValue((name, arity), out ScalarRule? rule) ? rule : null;

    /// <summary>The row of a primitive, of a function of a tensor's elements too; null if it has no derivative (comparisons, integer operations).</summary>
    public static ScalarRule? Of(Primitive primitive) => ByName.TryGetValue(primitive.Name, out ScalarRule? rule) ? rule
        : TensorElements.Of(primitive) ?? ComplexRules.OfHolomorphic(primitive);

    private static Expression One => 1;

    // A function of System.Math: Expensive, so that the reverse sweep does not call it twice.
    private static ScalarRule Function(string symbol, Model.EquatableArray<Expression?> partials, bool singular = false, string? note = null) =>
        new(new Primitive(NameOf(symbol, partials.Count), partials.Count, Notation.Math, symbol, Cost.Expensive), partials, singular, note);

    // A static member of the number types, or a function of System.Math that is cheap to evaluate again.
    private static ScalarRule Number(
        string symbol, Model.EquatableArray<Expression?> partials, Cost cost = Cost.Expensive, Notation notation = Notation.Number, bool singular = false, string? note = null) =>
        new(new Primitive(NameOf(symbol, partials.Count), partials.Count, notation, symbol, cost), partials, singular, note);

    // Log(x) and Log(x, base) are two primitives of one symbol.
    private static string NameOf(string symbol, int arity) => (symbol, arity) is ("Log", 2) or ("Round", > 1) ? $"{symbol}Of{arity}" : symbol;

    private static Expression Call(string symbol, params Expression[] arguments)
    {
        Notation notation = symbol is "SinPi" or "CosPi" ? Notation.Number : Notation.Math;
        Cost cost = symbol is "Abs" or "Sqrt" or "ScaleB" ? Cost.Cheap : Cost.Expensive;
        return new Expression.Apply(new Primitive(NameOf(symbol, arguments.Length), arguments.Length, notation, symbol, cost), arguments);
    }

    private static Expression If(Expression condition, Expression whenTrue, Expression whenFalse) => Expression.If(condition, whenTrue, whenFalse);

    private static Expression Same(Expression a, Expression b) => Expression.Same(a, b);

    private static Expression IsZero(Expression a) => Same(a, 0);

    /// <summary>An integer operand as a real number.</summary>
    private static Expression Real(Expression integer) => new Expression.Apply(Primitive.Convert, [integer]);
}
