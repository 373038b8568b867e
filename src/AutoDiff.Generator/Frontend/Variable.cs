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

    public static Operand ZeroOf(IrType type) => type switch
    {
        ScalarType scalar => new Constant(scalar, 0),
        StructType s => new Aggregate(s, s.Leaves.Select(l => ZeroOf(l.Type)).ToEquatableArray()),
        _ => new DefaultOf(type),
    };
}

/// <summary>Something that can be assigned: its parts are evaluated already.</summary>
internal abstract record Place(IrType Type);

internal sealed record VariablePlace(Variable Variable) : Place(Variable.Type);

internal sealed record ElementPlace(Operand Array, EquatableArray<Operand> Indices, int Site = -1) : Place(Array.Type.ElementAt(Indices));

/// <summary>A field, an auto-property or a captured parameter of an object: <paramref name="Text"/> has {0} for the receiver, if that is a value.</summary>
internal sealed record MemberPlace(Operand? Receiver, ISymbol Member, string Text, ITypeSymbol MemberType, int Site = -1) : Place(TypeMapping.Map(MemberType));

/// <summary>A struct: a place for each of its leaves.</summary>
internal sealed record StructPlace(StructType Struct, EquatableArray<Place> Leaves) : Place(Struct);

/// <summary>The value of a struct, by its leaves. It stands in no statement.</summary>
internal sealed record Aggregate(StructType Struct, EquatableArray<Operand> Leaves) : Operand(Struct);

/// <summary>A property, by its accessors.</summary>
internal sealed record PropertyPlace(IrType Declared, Func<Operand> Get, Action<Operand> Set) : Place(Declared);

/// <summary>A span that a loop moves: the part of memory that begins at one variable and is as long as another.</summary>
/// <param name="Place">Where a problem with it is reported.</param>
internal sealed record CursorPlace(IrType Declared, Operand Root, Variable Start, Variable Count, Location Place) : Place(Declared);

/// <summary>The discard <c>_</c>.</summary>
internal sealed record DiscardPlace(IrType Type) : Place(Type);

/// <summary>A body to inline: of a method with source, a local function or a lambda.</summary>
/// <param name="Symbol">The definition; a generic method is not constructed.</param>
/// <param name="TypeArguments">What the type parameters in the body stand for.</param>
/// <param name="Receiver">What <c>this</c> stands for in it (see <see cref="Frame"/>).</param>
internal sealed record Callee(IMethodSymbol Symbol, IOperation? Body, TypeArguments TypeArguments, Operand? Receiver = null)
{
    /// <summary>Where a condition decides which function it is; there is no body then.</summary>
    public FunctionChoice? Choice { get; init; }
}

/// <summary>Either of two functions.</summary>
internal sealed record FunctionChoice(Operand Condition, Callee WhenTrue, Callee WhenFalse);

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

/// <summary>A function whose body is being lowered.</summary>
/// <param name="This">What <c>this</c> means in a method of a struct: its place.</param>
/// <param name="Receiver">What it means in a method of a class: an object; null for the differentiated method's own, and in static code.</param>
internal sealed record Frame(IMethodSymbol Method, JumpTarget Return, Place? Result, Place? This = null, Operand? Receiver = null)
{
    /// <summary>The variables that hold the result.</summary>
    public IEnumerable<Variable> ResultVariables => MethodLowering.VariablesOf(Result);
}
