using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// Complex numbers beside tensors. By itself a complex number is a struct of two reals; where it becomes an element of a tensor, or stands beside one, its parts are put together into a scalar,
/// and what comes out of a tensor is taken apart.
/// </summary>
internal sealed partial class MethodLowering
{
    /// <summary>A number in the element type of a tensor.</summary>
    private Operand AsNumber(Operand number, IrType element)
    {
        if (number is not Aggregate { Leaves: [var real, var imaginary] } aggregate || aggregate.Struct.Number is not { } type) return Converted(number, element);
        Operand whole = imaginary is not Constant { IsZero: true } ? _builder.Let(ComplexRules.ToComplex, type, real, imaginary)
            : real is Constant constant ? Constant.Of(constant.AsDouble, type) : _builder.Let(Primitive.Convert, type, real);
        return Converted(whole, element);
    }

    /// <summary>A number that comes out of a tensor, as C# has it.</summary>
    private Operand AsValue(Value element, IrType type) => element.Type.IsComplex && type is StructType parts
        ? new Aggregate(parts, [_builder.Let(ComplexRules.Real, element.Type.RealPart, element), _builder.Let(ComplexRules.Imaginary, element.Type.RealPart, element)])
        : element;

    /// <summary>The operation of a function of <c>Tensor</c> on complex numbers; null if it has no rule that holds for them.</summary>
    internal static Primitive? ComplexOperation(string name, int arity) =>
        ComplexRules.Find(name, arity)
        ?? (Named.TryGetValue(name, out Primitive? named) ? named : null)
        ?? (TensorRules.Find(name, arity) is { Elements: not ElementKind.Real } rule ? rule.Primitive : null);

    private bool IsOfComplex(IMethodSymbol method, IInvocationOperation call) => TypeOf(call).IsComplex || method.Parameters.Any(p => Map(p.Type).IsComplex);
}
