using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// Functions of complex numbers, the elements of tensors. A real loss L has the gradient ∂L/∂Re z + i·∂L/∂Im z; so the inner product of a cotangent s and a tangent ż is Re(s̅·ż), and
/// the transpose of the multiplication with a number is that with its conjugate. What is holomorphic in an operand needs no row for complex numbers: its tangent is f′(z)·ż and
/// its pullback the same row's with what it reads of the primal conjugated. What is not, the parts of a number and what is made of parts, has its rows here, written out.
/// </summary>
internal static class ComplexRules
{
    private static Expression x => new Expression.Argument(0);

    private static Expression y => new Expression.Argument(1);

    private static Expression Ω => Expression.Result.Instance;

    private static Expression s => Expression.Seed.Instance;

    /// <summary>x − i·y for x + i·y.</summary>
    public static Primitive Conjugate { get; } = Function("Conjugate", 1);

    /// <summary>The real part.</summary>
    public static Primitive Real { get; } = Function("Real", 1);

    /// <summary>The imaginary part.</summary>
    public static Primitive Imaginary { get; } = Function("Imaginary", 1);

    /// <summary>The complex number of two parts.</summary>
    public static Primitive ToComplex { get; } = Function("ToComplex", 2);

    private static readonly Primitive Abs = Function("Abs", 1), Angle = Function("Angle", 1), Polar = Function("Polar", 2), Pow = Function("Pow", 2);

    /// <summary>What is linear over the reals only, or not differentiable over the complex numbers at all: in the notation of <see cref="TensorRules"/>, element by element.</summary>
    public static IReadOnlyList<TensorRule> Parts { get; } =
    [
        Row(Real, [AsComplex(s)], [Real.On(s)]),
        Row(Imaginary, [ToComplex.On(0, s)], [Imaginary.On(s)]),
        Row(Conjugate, [Conjugate.On(s)], [Conjugate.On(s)]),
        Row(ToComplex, [Real.On(s), Imaginary.On(s)], [ToComplex.On(s, 0), ToComplex.On(0, s)]) with { IsJointlyLinear = true },
        Row(Abs, [AsComplex(UnlessZero(Ω, s / Ω)) * x], [UnlessZero(Ω, Real.On(Conjugate.On(x) * s) / Ω)], "0 at 0"),
        Row(Angle, [ToComplex.On(0, UnlessZero(Size, s / Size)) * x], [UnlessZero(Size, Imaginary.On(Conjugate.On(x) * s) / Size)], "0 at 0"),
        Row(Polar, [Real.On(Conjugate.On(Polar.On(1, y)) * s), Imaginary.On(Conjugate.On(Ω) * s)], [Polar.On(s, y), ToComplex.On(0, s) * Ω]),
    ];

    /// <summary>Holomorphic functions whose row for reals does not hold, since complex numbers have no order.</summary>
    public static IReadOnlyList<ScalarRule> Holomorphic { get; } =
    [
        new(
            Pow,
            [If(IsZero(y), 0, y * Pow.On(x, y - 1)), If(IsZero(x), 0, Ω * ScalarRules.Find("Log", 1)!.Primitive.On(x))],
            IsSingular: true, "Pow(x, 0) has derivative 0 in x, Pow(0, y) has derivative 0 in y"),
    ];

    // Those of the rows for reals that hold for complex numbers.
    private static readonly HashSet<string> Shared =
        ["Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Exp", "Log", "Log10", "Sqrt", "Square", "Reciprocal"];

    private static readonly Dictionary<string, TensorRule> ByName = Parts.ToDictionary(r => r.Primitive.Name);
    private static readonly Dictionary<string, ScalarRule> HolomorphicByName = Holomorphic.ToDictionary(r => r.Primitive.Name);

    /// <summary>The primitive of <c>Tensor.name</c> on complex numbers; null if it is no function of elements, or has no derivative.</summary>
    public static Primitive? Find(string name, int arity) => All(name).FirstOrDefault(p => p.Arity == arity);

    private static IEnumerable<Primitive> All(string name) =>
    [
        .. Parts.Select(r => r.Primitive).Concat(Holomorphic.Select(r => r.Primitive)).Where(p => p.Symbol == name),
        .. Shared.Contains(name) ? [(TensorElements.Find(name, 1) ?? ScalarRules.Find(name, 1))!.Primitive] : (Primitive[])[],
    ];

    /// <summary>The names of the functions whose rows are those for reals.</summary>
    public static IReadOnlyCollection<string> SharedNames => Shared;

    /// <summary>The row of one of the <see cref="Parts"/>; null for others.</summary>
    public static TensorRule? Of(Primitive primitive) => ByName.TryGetValue(primitive.Name, out TensorRule? rule) ? rule : null;

    /// <summary>The row of one of the <see cref="Holomorphic"/>; null for others.</summary>
    public static ScalarRule? OfHolomorphic(Primitive primitive) => HolomorphicByName.TryGetValue(primitive.Name, out ScalarRule? rule) ? rule : null;

    /// <summary>True for those of the <see cref="Parts"/>.</summary>
    public static bool IsOfParts(Primitive primitive) => ByName.ContainsKey(primitive.Name);

    /// <summary>The type of the operands' elements where those of the result have a type.</summary>
    public static IrType ElementOfOperands(Primitive primitive, IrType element) =>
        primitive.Equals(Real) || primitive.Equals(Imaginary) || primitive.Equals(Abs) || primitive.Equals(Angle) ? element.OfParts
        : primitive.Equals(ToComplex) || primitive.Equals(Polar) ? element.RealPart
        : element;

    // |x|².
    private static Expression Size => new Expression.Apply(TensorElements.Find("Square", 1)!.Primitive, [Abs.On(x)]);

    private static Expression UnlessZero(Expression divisor, Expression quotient) => If(IsZero(divisor), 0, quotient);

    private static Expression AsComplex(Expression real) => ToComplex.On(real, 0);

    private static Expression If(Expression condition, Expression whenTrue, Expression whenFalse) => Expression.If(condition, whenTrue, whenFalse);

    private static Expression IsZero(Expression a) => Expression.Same(a, 0);

    private static Expression On(this Primitive operation, params Expression[] arguments) => new Expression.Apply(operation, arguments);

    private static TensorRule Row(Primitive primitive, EquatableArray<Expression?> pullbacks, EquatableArray<Expression?> pushforwards, string? note = null) =>
        new(primitive, TensorResult.Tensor, pullbacks, pushforwards) { IsElementwise = true, Elements = ElementKind.Complex, Note = note };

    // A real Abs and a complex one are two primitives of one symbol.
    private static Primitive Function(string symbol, int arity) => new("Complex." + symbol, arity, Notation.Tensor, symbol, Cost.Expensive);
}
