using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The table of tensor operations: one line for each, its pullbacks in the operands x, y, z, w, the result Ω and the cotangent s. What is linear in an operand
/// is its own pushforward. Functions of the elements alone (sines, products) are primitives of <see cref="ScalarRules"/> and <c>.Elements</c>, with broadcasting.
/// </summary>
internal static partial class TensorRules
{
    private static Expression x => new Expression.Argument(0);

    private static Expression y => new Expression.Argument(1);

    private static Expression z => new Expression.Argument(2);

    private static Expression w => new Expression.Argument(3);

    private static Expression Ω => Expression.Result.Instance;

    private static Expression s => Expression.Seed.Instance;

    private static Expression Yes => new Expression.Truth(true);

    private static readonly Dictionary<string, TensorRule> ByName;
    private static readonly Dictionary<(string Symbol, int Arity), TensorRule> BySymbol;

    static TensorRules()
    {
        All = [.. Shapes, .. Reductions, .. Products];
        ByName = All.ToDictionary(r => r.Primitive.Name);
        BySymbol = All.ToDictionary(r => (r.Primitive.Symbol, r.Primitive.Arity));
    }

    /// <summary>The shape of a tensor. Its cost keeps the tensor itself from being recorded for it.</summary>
    public static Primitive ShapeOf { get; } = new("Tensor.Shape", 1, Notation.Tensor, ".Shape", Cost.Expensive);

    /// <summary>The sum of a tensor to a shape that was broadcast to its own: the transpose of broadcasting.</summary>
    public static Primitive SumTo { get; } = Operation("SumTo", 2);

    public static Primitive BroadcastTo { get; } = Operation("BroadcastTo", 2);

    /// <summary>The sum of all elements, as a number.</summary>
    public static Primitive Total { get; } = Operation("Total", 1);

    /// <summary>The one element of a tensor.</summary>
    public static Primitive Item { get; } = Operation("Item", 1);

    /// <summary>The sum of two cotangents, of which either may be null, which is zero.</summary>
    public static Primitive AddTerms { get; } = Operation("AddTerms", 2);

    /// <summary>Zeros of the shape of a tensor; null for null.</summary>
    public static Primitive ZeroTangent { get; } = Operation("ZeroTangent", 1);

    /// <summary>All rows, in the order of the documentation.</summary>
    public static IReadOnlyList<TensorRule> All { get; }

    /// <summary>The row of <c>Tensor.name</c> with so many parameters, the optional ones included.</summary>
    public static TensorRule? Find(string name, int arity) => BySymbol.TryGetValue((name, arity), out TensorRule? rule) ? rule : null;

    /// <summary>The row of a primitive; null for functions of elements, and for what has no derivative.</summary>
    public static TensorRule? Of(Primitive primitive) => ByName.TryGetValue(primitive.Name, out TensorRule? rule) ? rule : null;

    /// <summary>True for what this table has, the shape included.</summary>
    public static bool IsOperation(Primitive primitive) => primitive.Equals(ShapeOf) || ByName.ContainsKey(primitive.Name);

    /// <summary>The type of what an operation of this table gives for elements of a type.</summary>
    public static IrType TypeOf(Primitive primitive, IrType element) => primitive.Equals(ShapeOf) ? TensorType.Shape : Of(primitive)?.Result switch
    {
        TensorResult.Number => element,
        TensorResult.Count => IrType.Int32,
        _ => new TensorType(element),
    };

    /// <summary>The shape of an operand.</summary>
    public static Expression ShapeOfArgument(int index) => new Expression.Apply(ShapeOf, [new Expression.Argument(index)]);

    private static readonly TensorRule[] Shapes =
    [
        Linear(SumTo, BroadcastTo.On(s, Shape(x)), null),
        Linear(BroadcastTo, SumTo.On(s, Shape(x)), null),
        Linear("Reshape", Call("Reshape", s, Shape(x)), null),
        Linear("Squeeze", Call("Reshape", s, Shape(x)), null),
        Linear("Unsqueeze", Call("Reshape", s, Shape(x)), null),
        Linear("Flatten", Call("Reshape", s, Shape(x)), null, null),
        Linear("Transpose", Call("Transpose", s)),
        Linear("Transpose", Call("Transpose", s, y, z), null, null),
        Linear("Permute", Call("PermuteBack", s, y), null),
        Linear("PermuteBack", Call("Permute", s, y), null),
        Linear("Flip", Call("Flip", s, y), null),
        Linear("Full", TensorResult.Tensor, null, Total.On(s)),
        Linear(Item, TensorResult.Number, Call("Full", Shape(x), s)),
        Linear(Total, TensorResult.Number, Call("Full", Shape(x), s)),
        new(AddTerms, TensorResult.Tensor, [s, s], [s, s]),
        new(ZeroTangent, TensorResult.Tensor, [null], [null]),
    ];

    private static readonly TensorRule[] Reductions =
    [
        Linear("Sum", Expanded(s), null, null),
        Linear("ExpandReduced", Call("Sum", s, z, w), null, null, null),
        Linear("Mean", Expanded(s) / Count(), null, null),
        Linear("CumulativeSum", Call("Flip", Call("CumulativeSum", Call("Flip", s, y), y), y), null),
        Of("LogSumExp", [Expanded(s) * Exp(x - Expanded(Ω)), null, null], [Call("Sum", Exp(x - Expanded(Ω)) * s, y, z), null, null]),
        Of("Softmax", [Ω * (s - Call("Sum", Ω * s, y, Yes)), null], [Ω * (s - Call("Sum", Ω * s, y, Yes)), null]),
        Of("LogSoftmax", [s - Exp(Ω) * Call("Sum", s, y, Yes), null], [s - Call("Sum", Exp(Ω) * s, y, Yes), null]),
        Of("Max", [Expanded(s) * Share(), null, null], [Call("Sum", Share() * s, y, z), null, null]),
        Of("Min", [Expanded(s) * Share(), null, null], [Call("Sum", Share() * s, y, z), null, null]),
        new(Operation("ReducedCount", 2), TensorResult.Count, [null, null], [null, null]),
    ];

    private static readonly TensorRule[] Products =
    [
        Linear("MatMul", Call("MatMulLeft", s, Shape(x), y), Call("MatMulRight", s, x, Shape(y))),
        // MatMulLeft(x, shape, z) is x·zᵀ: ⟨s, x·zᵀ⟩ = ⟨s·z, x⟩ = ⟨sᵀ·x, z⟩. MatMulRight(x, y, shape) is yᵀ·x: ⟨s, yᵀ·x⟩ = ⟨y·s, x⟩ = ⟨x·sᵀ, y⟩.
        Linear("MatMulLeft", Call("MatMul", s, z), null, Call("MatMulRight", x, s, Shape(z))),
        Linear("MatMulRight", Call("MatMul", y, s), Call("MatMulLeft", x, Shape(y), s), null),
        Linear("Outer", Call("MatMul", s, y), Call("MatMul", x, s)),
    ];

    // What was reduced along the axes y, the reduced ones kept or not (z), in the shape of x.
    private static Expression Expanded(Expression reduced) => Call("ExpandReduced", reduced, Shape(x), y, z);

    private static Expression Count() => new Expression.Apply(Primitive.Convert, [Call("ReducedCount", Shape(x), y)]);

    // PyTorch's amax: the largest elements share the cotangent evenly.
    private static Expression Share() => IsChosen() / Call("Sum", IsChosen(), y, Yes);

    private static Expression IsChosen() => Expression.If(Expression.Same(x, Expanded(Ω)), 1, 0);

    private static Expression Exp(Expression exponent) => new Expression.Apply(ScalarRules.Find("Exp", 1)!.Primitive, [exponent]);

    private static Expression Shape(Expression tensor) => ShapeOf.On(tensor);

    private static Primitive Operation(string symbol, int arity) => new($"Tensor.{symbol}{(symbol is "Transpose" ? arity : "")}", arity, Notation.Tensor, symbol, Cost.Expensive);

    private static Expression Call(string symbol, params Expression[] arguments) => Operation(symbol, arguments.Length).On(arguments);

    private static Expression On(this Primitive operation, params Expression[] arguments) => new Expression.Apply(operation, arguments);

    private static TensorRule Of(string symbol, EquatableArray<Expression?> pullbacks, EquatableArray<Expression?> pushforwards) =>
        new(Operation(symbol, pullbacks.Count), TensorResult.Tensor, pullbacks, pushforwards);

    private static TensorRule Linear(string symbol, params Expression?[] pullbacks) => Linear(symbol, TensorResult.Tensor, pullbacks);

    private static TensorRule Linear(string symbol, TensorResult result, params Expression?[] pullbacks) => Linear(Operation(symbol, pullbacks.Length), result, pullbacks);

    private static TensorRule Linear(Primitive operation, params Expression?[] pullbacks) => Linear(operation, TensorResult.Tensor, pullbacks);

    // Linear in each of the operands that have a pullback: the operation itself with the tangent in the operand's place.
    private static TensorRule Linear(Primitive operation, TensorResult result, params Expression?[] pullbacks) =>
        new(operation, result, pullbacks, pullbacks.Select((p, i) => p is null ? null : operation.On([.. pullbacks.Select((_, k) => k == i ? s : new Expression.Argument(k))])).ToEquatableArray());
}
