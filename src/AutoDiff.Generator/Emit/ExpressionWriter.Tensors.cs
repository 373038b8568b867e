using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Operations on tensors: operators, and functions of the runtime's class <c>Tensor</c>.</summary>
internal sealed partial class ExpressionWriter
{
    private string Tensors => Qualified("AutoDiff", "Tensor");

    /// <summary>A copy of all elements as a tensor.</summary>
    private Term Whole(Load s, bool bare) => s.Array.Type switch
    {
        TensorMemoryType => new(Primary(s.Array) + ".Clone()", Precedence.Primary),
        { IsOfTensors: true } => new($"{Tensors}.Stack<{Type(s.Result.Type.Scalar)}>({Typed(s.Array)})", Precedence.Primary),
        ArrayType { Rank: > 1 } => bare ? Write(s.Array) : Prefix($"({Type(s.Result.Type)})", s.Array),
        _ => new($"{Tensors}.Create<{Type(s.Result.Type.Scalar)}>({Typed(s.Array)})", Precedence.Primary),
    };

    private Term ApplyToTensors(Let s, bool bare) => s.Op switch
    {
        { IsOfComplex: true } when !s.IsOfTensors => ApplyToComplex(s),
        { Symbol: "Reshape" } when VectorOf(s.Arguments[0]) is { } vector => new($"{Tensors}.Create<{Type(s.Result.Type.Scalar)}>({Typed(vector)}, {Typed(s.Arguments[1])})", Precedence.Primary),
        // The same object.
        { Symbol: "Elements" or "Whole" } => Write(s.Arguments[0]),
        { Symbol: "Copied" } => new(Primary(s.Arguments[0]) + ".Clone()", Precedence.Primary),
        { Symbol: ['.', ..] property } => new(Primary(s.Arguments[0]) + property, Precedence.Primary),
        _ when s.Op.Equals(Primitive.Equal) || s.Op.Equals(Primitive.NotEqual) => Function(s.Op.Name, s),
        _ when s.Op.Equals(Primitive.Select) => Function("Where", s),
        { Notation: Notation.Infix } => Infix(s.Op.Symbol, s.Arguments[0], s.Arguments[1]),
        { Notation: Notation.Prefix } => Prefix(s.Op.Symbol, s.Arguments[0]),
        { Notation: Notation.Cast } when s.Arguments[0].Type is TensorType => new($"{Primary(s.Arguments[0])}.To<{Type(s.Result.Type.Scalar)}>()", Precedence.Primary),
        { Notation: Notation.Cast } => bare ? Write(s.Arguments[0]) : Prefix($"({Type(s.Result.Type)})", s.Arguments[0]),
        _ => Function(s.Op.Symbol, s),
    };

    // Of numbers beside tensors, the type has what Tensor has for tensors.
    private Term ApplyToComplex(Let s) => new(
        s.Op.Symbol switch
        {
            "Real" or "Imaginary" => $"{Primary(s.Arguments[0])}.{s.Op.Symbol}",
            "ToComplex" => $"new {Type(s.Result.Type)}({Typed(s.Arguments[0])}, {Typed(s.Arguments[1])})",
            _ => $"{Type(s.Result.Type)}.{s.Op.Symbol}({Typed(s.Arguments[0])})",
        },
        Precedence.Primary);

    // An array of one axis that is read in a shape.
    private Operand? VectorOf(Operand tensor) =>
        tensor is Value value && inlining.IsInlined(value) && tree.Definitions[value.Id]?.Statement is Load { Array.Type: SpanType or ArrayType { Rank: 1 }, Indices.Count: 0 } load ? load.Array : null;

    // The last arguments are left out where they are what the method takes by default. Where no argument is a tensor, nothing tells the element type.
    private Term Function(string name, Let s)
    {
        List<Operand> arguments = [.. s.Arguments];
        while (arguments.Count > 1 && s.Op.Notation == Notation.Tensor && arguments[arguments.Count - 1] is DefaultOf { DefaultType: OpaqueType } or Constant { Scalar.Kind: ScalarKind.Boolean, IsTrue: false }) arguments.RemoveAt(arguments.Count - 1);
        bool isKnown = arguments.Any(a => a.Type is TensorMemoryType || a.Type is TensorType { ElementType: var element } && element != IrType.Boolean) || name == "Full";
        string element = isKnown || s.Result.Type is not TensorType result ? "" : $"<{Type(result.ElementType)}>";
        return new($"{Tensors}.{name}{element}({string.Join(", ", arguments.Select(Typed))})", Precedence.Primary);
    }
}
