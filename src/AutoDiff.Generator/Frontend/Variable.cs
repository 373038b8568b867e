using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>A variable that is assigned while lowering: a local, a parameter, or a flag or temporary of the frontend. Its current value is an operand.</summary>
internal sealed class Variable(string? name, IrType type)
{
    public string? Name { get; } = name;

    public IrType Type { get; } = type;

    /// <summary>What a variable holds where C# has not assigned it: never read by a correct program.</summary>
    public Operand Undefined { get; } = ZeroOf(type);

    public static Operand ZeroOf(IrType type) => type is ScalarType scalar ? new Constant(scalar, 0) : new DefaultOf(type);
}

/// <summary>Something that can be assigned: its parts are evaluated already.</summary>
internal abstract record Place(IrType Type);

internal sealed record VariablePlace(Variable Variable) : Place(Variable.Type);

internal sealed record ElementPlace(Operand Array, EquatableArray<Operand> Indices, int Site = -1) : Place(Array.Type.Element!);

/// <summary>A field, an auto-property or a captured parameter of an object: <paramref name="Text"/> has {0} for the receiver, if that is a value.</summary>
internal sealed record MemberPlace(Operand? Receiver, ISymbol Member, string Text, ITypeSymbol MemberType, int Site = -1) : Place(TypeMapping.Map(MemberType));

/// <summary>The discard <c>_</c>.</summary>
internal sealed record DiscardPlace(IrType Type) : Place(Type);

/// <summary>A body to inline: of a method with source, a local function or a lambda. <paramref name="Receiver"/> is what <c>this</c> stands for in it (see <see cref="Frame"/>).</summary>
internal sealed record Callee(IMethodSymbol Symbol, IOperation? Body, Operand? Receiver = null);

/// <summary>How control reaches a point.</summary>
internal enum Flow
{
    /// <summary>On every path.</summary>
    Live,

    /// <summary>On the paths where no flag of a jump is set.</summary>
    Guarded,

    /// <summary>On no path: all have jumped.</summary>
    Jumped,

    /// <summary>On no path: all have thrown.</summary>
    Thrown,
}

/// <summary>Where jumps lead: the end of a loop, of an iteration, of a switch or of a function. <paramref name="Flag"/> is set by a jump that has not arrived yet.</summary>
internal sealed record JumpTarget(Variable Flag, ILabelSymbol? Label);

/// <summary>A function whose body is being lowered. <paramref name="Receiver"/> is its <c>this</c>; null for the differentiated method's own object, and in static code.</summary>
internal sealed record Frame(IMethodSymbol Method, JumpTarget Return, Variable? Result, Operand? Receiver);
