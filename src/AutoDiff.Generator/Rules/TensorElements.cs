using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// Functions of the elements of tensors that <c>System.Math</c> does not have, with their partials, as in <see cref="ScalarRules"/>. Those that it has
/// (<c>Tensor.Sin</c>) are the same primitives as for numbers.
/// </summary>
internal static class TensorElements
{
    private static Expression x => new Expression.Argument(0);

    private static Expression y => new Expression.Argument(1);

    private static Expression Ω => Expression.Result.Instance;

    public static IReadOnlyList<ScalarRule> All { get; } =
    [
        Row("Square", [2 * x], definition: x * x),
        Row("Reciprocal", [-(Ω * Ω)], definition: 1 / x),
        Row("Rsqrt", [-0.5 * Ω / x], "infinite at 0", definition: 1 / Function("Sqrt", x)),
        Row("Relu", [Expression.If(Ω > 0, 1, 0)], "0 at 0", definition: Function("Max", x, 0)),
        Row("LeakyRelu", [Expression.If(x > 0, 1, y), Expression.If(x > 0, 0, x)], "the slope at 0", definition: Expression.If(x > 0, x, y * x)),
        Row("Elu", [Expression.If(x > 0, 1, Ω + y), Expression.If(x > 0, 0, Function("ExpM1", x))], "the parameter at 0", definition: Expression.If(x > 0, x, y * Function("ExpM1", x))),
        Row("Sigmoid", [Ω * (1 - Ω)], definition: 1 / (1 + Exp(-x))),
        Row("LogSigmoid", [Call("Sigmoid", -x)], definition: Function("Min", x, 0) - Function("LogP1", Exp(-Function("Abs", x)))),
        Row("Softplus", [Call("Sigmoid", x)], definition: Function("Max", x, 0) + Function("LogP1", Exp(-Function("Abs", x)))),
        Row("Silu", [Call("Sigmoid", x) * (1 + x * (1 - Call("Sigmoid", x)))], definition: x / (1 + Exp(-x))),
        Row("Erf", [2 / Math.Sqrt(Math.PI) * Exp(-(x * x))]),
        Row("Erfc", [-2 / Math.Sqrt(Math.PI) * Exp(-(x * x))]),
        Row("GeluTanh", [0.5 * (1 + Tanh(Bend)) + 0.5 * x * (1 - Tanh(Bend) * Tanh(Bend)) * (Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x))], definition: 0.5 * x * (1 + Tanh(Bend))),
        Row("Gelu", [0.5 * (1 + Call("Erf", Math.Sqrt(0.5) * x)) + 1 / Math.Sqrt(2 * Math.PI) * x * Exp(-0.5 * x * x)]),
        Row("Maximum", [Expression.If(x > y, 1, Expression.If(Expression.Same(x, y), 0.5, 0)), Expression.If(y > x, 1, Expression.If(Expression.Same(x, y), 0.5, 0))], "one half to each at a tie", definition: Function("Max", x, y)),
        Row("Minimum", [Expression.If(x < y, 1, Expression.If(Expression.Same(x, y), 0.5, 0)), Expression.If(y < x, 1, Expression.If(Expression.Same(x, y), 0.5, 0))], "one half to each at a tie", definition: Function("Min", x, y)),
    ];

    private static readonly Dictionary<string, ScalarRule> ByName = All.ToDictionary(r => r.Primitive.Name);

    /// <summary>The row of a primitive; null if it is none of these.</summary>
    public static ScalarRule? Of(Primitive primitive) => ByName.TryGetValue(primitive.Name, out ScalarRule? rule) ? rule : null;

    private static ScalarRule Row(string symbol, EquatableArray<Expression?> partials, string? note = null, Expression? definition = null) =>
        new(Named(symbol, partials.Count), partials, IsSingular: symbol == "Rsqrt", note) { Definition = definition };

    private static Primitive Named(string symbol, int arity) => new("Tensor." + symbol, arity, Notation.Tensor, symbol, Cost.Expensive);

    private static Expression Call(string symbol, Expression argument) => new Expression.Apply(Named(symbol, 1), [argument]);

    private static Expression Function(string symbol, params Expression[] arguments) => new Expression.Apply(ScalarRules.Find(symbol, arguments.Length)!.Primitive, arguments);

    // What GeluTanh takes the hyperbolic tangent of.
    private static Expression Bend => Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);

    private static Expression Tanh(Expression argument) => Function("Tanh", argument);

    private static Expression Exp(Expression exponent) => Function("Exp", exponent);

    /// <summary>The row of <c>Tensor.name</c> with so many parameters.</summary>
    public static ScalarRule? Find(string name, int arity) => ByName.TryGetValue("Tensor." + name, out ScalarRule? rule) && rule.Primitive.Arity == arity ? rule : null;
}
