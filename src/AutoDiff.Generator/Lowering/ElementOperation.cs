using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Lowering;

/// <summary>What a statement does in a loop over the elements of tensors.</summary>
internal enum ElementRole
{
    /// <summary>A function of elements.</summary>
    Function,

    /// <summary>A sum to a shape, along axes, or over all elements.</summary>
    Reduction,

    /// <summary>An addition to a tensor.</summary>
    Addition,
}

/// <summary>A statement that may be part of a loop over the elements of tensors.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Role">What it does.</param>
/// <param name="Element">The type of the elements.</param>
internal sealed record ElementOperation(Statement Statement, ElementRole Role, ScalarType Element)
{
    // What is not worth doing again for each element where an operand is repeated.
    private static readonly HashSet<string> Cheap = ["Tensor.Square", "Tensor.Relu", "Tensor.LeakyRelu", "Tensor.Maximum", "Tensor.Minimum", "Max", "Min", "Abs", "Sqrt"];

    /// <summary>What the loop goes over: the result of a function, the operand of what follows.</summary>
    public Operand Extent => Role switch
    {
        ElementRole.Function => ((Let)Statement).Result,
        ElementRole.Reduction => ((Let)Statement).Arguments[0],
        _ => ((Accumulate)Statement).Addend,
    };

    /// <summary>What it is an operation on.</summary>
    public IEnumerable<Operand> Operands => Role switch
    {
        ElementRole.Function => ((Let)Statement).Arguments,
        ElementRole.Reduction => [((Let)Statement).Arguments[0]],
        _ => [((Accumulate)Statement).Addend],
    };

    /// <summary>True if it may well be done again where it is repeated.</summary>
    public bool IsCheap => Role == ElementRole.Function && Statement is Let { Op: var op } && (op.Cost == Cost.Cheap || Cheap.Contains(op.Name));

    /// <summary>The operation's name for messages.</summary>
    public string Name => Statement is Let let ? let.Op.Symbol.TrimStart('.') : "AddInPlace";

    /// <summary>True for a tensor of comparisons' results.</summary>
    public static bool IsMask(Operand operand) => operand is Value { Type: TensorType { ElementType: var element } } && element == IrType.Boolean;

    /// <summary>Null for a statement that cannot be part of one.</summary>
    public static ElementOperation? Of(Statement statement)
    {
        switch (statement)
        {
            case Accumulate { Indices.Count: 0, Array: Value { Type: TensorType { ElementType: ScalarType element } }, Addend: Value { Type: TensorType } } when IsNumber(element): return new(statement, ElementRole.Addition, element);
            case Let { Arguments: [Value { Type: TensorType { ElementType: ScalarType element } }, ..], Op: { Notation: Notation.Tensor, Symbol: "SumTo" or "Sum" or "Mean" or "Total" } } when IsNumber(element):
                return new(statement, ElementRole.Reduction, element);
            case Let { Result.Type: TensorType } let: return FunctionOf(let);
            default: return null;
        }
    }

    private static bool IsNumber(ScalarType element) => element.Kind is ScalarKind.Single or ScalarKind.Double or ScalarKind.Parameter;

    private static ElementOperation? FunctionOf(Let let)
    {
        IrType[] tensors = [.. let.Arguments.Select(a => a.Type).OfType<TensorType>().Select(t => t.ElementType).Distinct()];
        if (let.Arguments.Any(a => a is DefaultOf) || tensors.Length == 0) return null;
        IrType[] numbers = [.. tensors.Where(t => t != IrType.Boolean)];
        IrType element = numbers.Length > 0 ? numbers[0] : let.Result.Type.Scalar;
        if (numbers.Length > 1 || element is not ScalarType scalar || (!IsNumber(scalar) && scalar != IrType.Boolean)) return null;
        if (let.Result.Type.Scalar is var result && result != IrType.Boolean && result != element) return null;
        if (let.Arguments.Any(a => a.Type is not TensorType && a.Type != element && a.Type != IrType.Boolean)) return null;
        return ElementKernel.Exists(let) ? new(let, ElementRole.Function, scalar) : null;
    }
}
