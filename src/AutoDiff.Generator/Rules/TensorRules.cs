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

    private static Expression v => new Expression.Argument(4);

    private static Expression Ω => Expression.Result.Instance;

    private static Expression s => Expression.Seed.Instance;

    private static Expression Yes => new Expression.Truth(true);

    private static readonly Dictionary<string, TensorRule> ByName;
    private static readonly Dictionary<(string Symbol, int Arity), TensorRule> BySymbol;

    static TensorRules()
    {
        All = [.. Shapes, .. Parts, .. Creations, .. Reductions, .. Products];
        ByName = All.ToDictionary(r => r.Primitive.Name);
        BySymbol = All.ToDictionary(r => (r.Primitive.Symbol, r.Primitive.Arity));
    }

    /// <summary>The shape of a tensor. Its cost keeps the tensor itself from being recorded for it.</summary>
    public static Primitive ShapeOf { get; } = new("Tensor.Shape", 1, Notation.Tensor, ".Shape", Cost.Expensive);

    /// <summary>The shape to which two are broadcast.</summary>
    public static Primitive BroadcastShapes { get; } = Operation("BroadcastShapes", 2);

    /// <summary>The sum of a tensor to a shape that was broadcast to its own: the transpose of broadcasting.</summary>
    public static Primitive SumTo { get; } = Operation("SumTo", 2);

    public static Primitive BroadcastTo { get; } = Operation("BroadcastTo", 2);

    /// <summary>The sum of all elements, as a number.</summary>
    public static Primitive Total { get; } = Operation("Total", 1);

    /// <summary>The one element of a tensor.</summary>
    public static Primitive Item { get; } = Operation(".Item()", 1);

    /// <summary>The tensor that a module's parameter holds: its cotangent is added to the parameter's gradient.</summary>
    public static Primitive ValueOf { get; } = Operation(".Value", 1);

    /// <summary>A cotangent that may be null, or zeros of the shape of the second operand.</summary>
    public static Primitive OrZero { get; } = Operation("OrZero", 2);

    /// <summary>A tensor as the memory of its elements.</summary>
    public static Primitive Elements { get; } = Operation("Elements", 1);

    /// <summary>A copy of a tensor as memory of its own, whose elements are written.</summary>
    public static Primitive Copied { get; } = Operation("Copied", 1);

    /// <summary>Memory as a tensor: the same object. Only the lowering makes it, of reads after which nothing is written.</summary>
    public static Primitive Whole { get; } = Operation("Whole", 1);

    /// <summary>The sum of two cotangents, of which either may be null, which is zero.</summary>
    public static Primitive AddTerms { get; } = Operation("AddTerms", 2);

    /// <summary>Zeros of the shape of a tensor; null for null.</summary>
    public static Primitive ZeroTangent { get; } = Operation("ZeroTangent", 1);

    /// <summary>All rows, in the order of the documentation.</summary>
    public static IReadOnlyList<TensorRule> All { get; }

    /// <summary>The row of <c>Tensor.name</c> with so many parameters, the optional ones included.</summary>
    public static TensorRule? Find(string name, int arity) => BySymbol.TryGetValue((name, arity), out TensorRule? rule) ? rule : null;

    /// <summary>The row of a primitive; null for functions of elements, and for what has no derivative.</summary>
    public static TensorRule? Of(Primitive primitive) => ByName.TryGetValue(primitive.Name, out TensorRule? rule) ? rule : ComplexRules.Of(primitive) ?? OfList(primitive);

    /// <summary>True for what makes memory of a tensor.</summary>
    public static bool IsMemory(Primitive primitive) => primitive.Equals(Elements) || primitive.Equals(Copied);

    /// <summary>True for those that have no rule, since they only look at a tensor in another way.</summary>
    public static bool IsView(Primitive primitive) => IsMemory(primitive) || primitive.Equals(Whole);

    /// <summary>True for a function whose result has memory of its own and nothing of an operand's, as a view has.</summary>
    public static bool MakesNew(string function) => function is "Clone" or "Concatenate" or "Stack" || Reductions.Concat(Products).Any(r => r.Primitive.Symbol == function);

    /// <summary>True for what this table has, the shape included.</summary>
    public static bool IsOperation(Primitive primitive) => IsShape(primitive) || IsView(primitive) || Of(primitive) is not null;

    /// <summary>The type of what an operation of this table gives for elements of a type.</summary>
    public static IrType TypeOf(Primitive primitive, IrType element) => IsShape(primitive) ? TensorType.Shape : IsMemory(primitive) ? new TensorMemoryType(element) : Of(primitive)?.Result switch
    {
        TensorResult.Number => element,
        TensorResult.Count => IrType.Int32,
        TensorResult.Positions => new TensorType(IrType.Int64),
        _ => new TensorType(element),
    };

    private static bool IsShape(Primitive primitive) => primitive.Equals(ShapeOf) || primitive.Equals(BroadcastShapes);

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
        Linear(".T", Call(".T", s)),
        Linear("Transpose", Call("Transpose", s, y, z), null, null),
        Linear("Permute", Call("PermuteBack", s, y), null),
        Linear("PermuteBack", Call("Permute", s, y), null),
        Linear("MoveAxis", Call("MoveAxis", s, z, y), null, null),
        Linear("Expand", SumTo.On(s, Shape(x)), null),
        Linear("JoinAxes", Call("JoinAxesBack", s, Shape(x), y), null),
        Linear("JoinAxesBack", Call("JoinAxes", s, z), null, null),
        Linear("View", s),
        Linear("Contiguous", s),
        Linear("Clone", s),
        Linear("Flip", Call("Flip", s, y), null),
        Linear(Item, TensorResult.Number, Call("Full", Shape(x), s)),
        Linear(Total, TensorResult.Number, Call("Full", Shape(x), s)),
        new(AddTerms, TensorResult.Tensor, [s, s], [s, s]),
        new(ValueOf, TensorResult.Tensor, [null], [null]),
        new(ZeroTangent, TensorResult.Tensor, [null], [null]),
        new(OrZero, TensorResult.Tensor, [s, null], [OrZero.On(s, y), null]) { Elements = ElementKind.Complex },
    ];

    private static readonly TensorRule[] Parts =
    [
        Linear("Narrow", Call("NarrowBack", s, Shape(x), y, z, w), null, null, null),
        Linear("NarrowBack", Call("Narrow", s, z, w, v), null, null, null, null),
        Linear("Take", Call("TakeBack", s, Shape(x), y, z), null, null),
        Linear("TakeBack", Call("Take", s, z, w), null, null, null),
        Linear("Gather", Call("GatherBack", s, Shape(x), y, z), null, null),
        Linear("GatherBack", Call("Gather", s, z, w), null, null, null),
        Of("ScatterAdd", [s, null, null, Call("Gather", s, y, z)], [s, null, null, Call("GatherBack", s, Shape(x), y, z)]),
        Linear("Select", Call("SelectBack", s, Shape(x), y), null),
        Linear("SelectBack", Call("Select", s, z), null, null),
        OfReal("Sort", [Call("GatherBack", s, Shape(x), y, Call("ArgSort", x, y, z)), null, null], [Call("Gather", s, y, Call("ArgSort", x, y, z)), null, null]),
        new(Operation("ArgSort", 3), TensorResult.Positions, [null, null, null], [null, null, null]) { Elements = ElementKind.Real },
        Linear("Diagonal", Call("DiagonalBack", s, Shape(x), y, z, w), null, null, null),
        Linear("DiagonalBack", Call("Diagonal", s, z, w, v), null, null, null, null),
        Linear("Unfold", Call("UnfoldBack", s, Shape(x), y), null),
        Linear("UnfoldBack", Call("Unfold", s, z), null, null),
        Linear("Tril", Call("Tril", s, y), null),
        Linear("Triu", Call("Triu", s, y), null),
        Linear("Repeat", Call("RepeatBack", s, Shape(x), y, z), null, null),
        Linear("RepeatBack", Call("Repeat", s, z, w), null, null, null),
        Linear("Tile", Call("TileBack", s, Shape(x), y), null),
        Linear("TileBack", Call("Tile", s, z), null, null),
        Linear("ElementAt", TensorResult.Number, Call("ElementAtBack", s, Shape(x), y), null),
        Linear("ElementAtBack", Call("ElementAt", s, z), null, null),
    ];

    private static readonly TensorRule[] Creations =
    [
        Linear("Full", null, Total.On(s)),
        Of("FullLike", [null, Total.On(s)], [null, Call("Full", Shape(x), s)]),
        Of("ZerosLike", [null], [null]),
        Of("OnesLike", [null], [null]),
        // x + (y − x)·t with t from 0 to 1.
        OfReal("Linspace", [Total.On(s * Call("Linspace", 1, 0, z)), Total.On(s * Call("Linspace", 0, 1, z)), null], [s * Call("Linspace", 1, 0, z), s * Call("Linspace", 0, 1, z), null]),
    ];

    private static readonly TensorRule[] Reductions =
    [
        Linear("Sum", Expanded(s), null, null),
        Linear("ExpandReduced", Call("Sum", s, z, w), null, null, null),
        Linear("Mean", Expanded(s) / Count(), null, null),
        Linear("CumulativeSum", Flipped(Call("CumulativeSum", Flipped(s, y), y), y), null),
        Of("CumulativeProduct", [Call("ShiftDown", Ω, y, 1) * Backwards(x, s, y), null], [Call("Recurrence", x, Call("ShiftDown", Ω, y, 1) * s, y), null]),
        // zᵢ = aᵢ·zᵢ₋₁ + bᵢ: b̄ᵢ = z̄ᵢ + aᵢ₊₁·b̄ᵢ₊₁, āᵢ = zᵢ₋₁·b̄ᵢ.
        Of("Recurrence", [Call("ShiftDown", Ω, z, 0) * Backwards(x, s, z), Backwards(x, s, z), null], [Call("Recurrence", x, Call("ShiftDown", Ω, z, 0) * s, z), Call("Recurrence", x, s, z), null]),
        Of("ShiftDown", [Call("ShiftUp", s, y, 0), null, null], [Call("ShiftDown", s, y, 0), null, null]),
        Of("ShiftUp", [Call("ShiftDown", s, y, 0), null, null], [Call("ShiftUp", s, y, 0), null, null]),
        Of("Product", [Expanded(s) * Others(), null, null], [Call("Sum", Others() * s, y, z), null, null]),
        OfReal("Variance", [Call("ExpandReduced", s, Shape(x), y, w) * Spread(), null, null, null], [Call("Sum", Spread() * s, y, w), null, null, null]),
        OfReal("StandardDeviation", [Call("ExpandReduced", s, Shape(x), y, w) * HalfSpread(), null, null, null], [Call("Sum", HalfSpread() * s, y, w), null, null, null]),
        OfReal("Norm", [Expanded(s) * Direction(1), null, null], [Call("Sum", Direction(1) * s, y, z), null, null]),
        OfReal("Norm", [Expanded(s) * Direction(Real(w) - 1), null, null, null], [Call("Sum", Direction(Real(w) - 1) * s, y, z), null, null, null]),
        OfReal("LogSumExp", [Expanded(s) * Exp(x - Expanded(Ω)), null, null], [Call("Sum", Exp(x - Expanded(Ω)) * s, y, z), null, null]),
        OfReal("Softmax", [Ω * (s - Call("Sum", Ω * s, y, Yes)), null], [Ω * (s - Call("Sum", Ω * s, y, Yes)), null]),
        OfReal("LogSoftmax", [s - Exp(Ω) * Call("Sum", s, y, Yes), null], [s - Call("Sum", Exp(Ω) * s, y, Yes), null]),
        OfReal("Max", [Expanded(s) * Share(), null, null], [Call("Sum", Share() * s, y, z), null, null]),
        OfReal("Min", [Expanded(s) * Share(), null, null], [Call("Sum", Share() * s, y, z), null, null]),
        new(Operation("ReducedCount", 2), TensorResult.Count, [null, null], [null, null]),
    ];

    private static readonly TensorRule[] Products =
    [
        Linear("MatMul", Call("MatMulLeft", s, Shape(x), y), Call("MatMulRight", s, x, Shape(y))),
        // MatMulLeft(x, shape, z) is x·zᵀ: ⟨s, x·zᵀ⟩ = ⟨s·z, x⟩ = ⟨sᵀ·x, z⟩. MatMulRight(x, y, shape) is yᵀ·x: ⟨s, yᵀ·x⟩ = ⟨y·s, x⟩ = ⟨x·sᵀ, y⟩.
        Linear("MatMulLeft", Call("MatMul", s, z), null, Call("MatMulRight", x, s, Shape(z))),
        Linear("MatMulRight", Call("MatMul", y, s), Call("MatMulLeft", x, Shape(y), s), null),
        Linear("Dot", y * s, x * s),
        Linear("Outer", Call("MatMul", s, y), Call("MatMul", x, s)),
    ];

    // What was reduced along the axes y, the reduced ones kept or not (z), in the shape of x.
    private static Expression Expanded(Expression reduced) => Call("ExpandReduced", reduced, Shape(x), y, z);

    private static Expression Count() => Real(Call("ReducedCount", Shape(x), y));

    private static Expression Real(Expression number) => new Expression.Apply(Primitive.Convert, [number]);

    private static Expression Flipped(Expression tensor, Expression axis) => Call("Flip", tensor, axis);

    // The recurrence from the last element to the first, with each factor in its neighbour's place.
    private static Expression Backwards(Expression factors, Expression terms, Expression axis) =>
        Flipped(Call("Recurrence", Flipped(Call("ShiftUp", factors, axis, 0), axis), Flipped(terms, axis), axis), axis);

    // For each element the product of all others along the axes: of those before it times those after it, so that zeros are none to divide by.
    private static Expression Others()
    {
        Expression row = Call("JoinAxes", x, y), last = new Expression.Ordinal(-1);
        Expression before = Call("ShiftDown", Call("CumulativeProduct", row, last), last, 1);
        Expression after = Flipped(Call("ShiftDown", Call("CumulativeProduct", Flipped(row, last), last), last, 1), last);
        return Call("JoinAxesBack", before * after, Shape(x), y);
    }

    // ∂Var/∂x, with the correction z and what was kept w.
    private static Expression Spread() => 2 * (x - Call("Mean", x, y, Yes)) / (Count() - Real(z));

    private static Expression HalfSpread()
    {
        Expression deviation = Call("ExpandReduced", Ω, Shape(x), y, w);
        return Expression.If(Expression.Same(deviation, 0), 0, (x - Call("Mean", x, y, Yes)) / ((Count() - Real(z)) * deviation));
    }

    // ∂‖x‖/∂x = sign(x)·(|x|/‖x‖)^(p−1), 0 at the origin.
    private static Expression Direction(Expression power)
    {
        Expression norm = Expanded(Ω);
        Expression slope = power is Expression.Number ? x / norm : Function("Sign", x) * Function("Pow", Function("Abs", x) / norm, power);
        return Expression.If(Expression.Same(norm, 0), 0, slope);
    }

    private static Expression Function(string symbol, params Expression[] arguments) => new Expression.Apply(ScalarRules.Find(symbol, arguments.Length)!.Primitive, arguments);

    // PyTorch's amax: the largest elements share the cotangent evenly.
    private static Expression Share() => IsChosen() / Call("Sum", IsChosen(), y, Yes);

    private static Expression IsChosen() => Expression.If(Expression.Same(x, Expanded(Ω)), 1, 0);

    private static Expression Exp(Expression exponent) => Function("Exp", exponent);

    private static Expression Shape(Expression tensor) => ShapeOf.On(tensor);

    // Norm(x, axes, keep) and Norm(x, axes, keep, order) are two primitives of one symbol.
    private static Primitive Operation(string symbol, int arity) => new("Tensor." + symbol.Trim('.', '(', ')') + ((symbol, arity) is ("Norm", 4) ? "OfOrder" : ""), arity, Notation.Tensor, symbol, Cost.Expensive);

    private static Expression Call(string symbol, params Expression[] arguments) => Operation(symbol, arguments.Length).On(arguments);

    private static Expression On(this Primitive operation, params Expression[] arguments) => new Expression.Apply(operation, arguments);

    private static TensorRule Of(string symbol, EquatableArray<Expression?> pullbacks, EquatableArray<Expression?> pushforwards) =>
        new(Operation(symbol, pullbacks.Count), TensorResult.Tensor, pullbacks, pushforwards);

    // Of numbers that have an order, or a norm that is taken for real.
    private static TensorRule OfReal(string symbol, EquatableArray<Expression?> pullbacks, EquatableArray<Expression?> pushforwards) => Of(symbol, pullbacks, pushforwards) with { Elements = ElementKind.Real };

    private static TensorRule Linear(string symbol, params Expression?[] pullbacks) => Linear(symbol, TensorResult.Tensor, pullbacks);

    private static TensorRule Linear(string symbol, TensorResult result, params Expression?[] pullbacks) => Linear(Operation(symbol, pullbacks.Length), result, pullbacks);

    private static TensorRule Linear(Primitive operation, params Expression?[] pullbacks) => Linear(operation, TensorResult.Tensor, pullbacks);

    // Linear in each of the operands that have a pullback: the operation itself with the tangent in the operand's place.
    private static TensorRule Linear(Primitive operation, TensorResult result, params Expression?[] pullbacks) =>
        new(operation, result, pullbacks, pullbacks.Select((p, i) => p is null ? null : operation.On([.. pullbacks.Select((_, k) => k == i ? s : new Expression.Argument(k))])).ToEquatableArray());
}
