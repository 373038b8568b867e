using System.Text.RegularExpressions;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// The scalar types of the IR. Enums are lowered to their underlying kind; <c>Parameter</c> is that of a <see cref="TypeParameterType"/>. A complex number is a scalar
/// only as the element of a tensor, and where it stands beside one: elsewhere it is a struct of two reals.
/// </summary>
internal enum ScalarKind { Boolean, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, NInt, NUInt, Char, Half, Single, Double, Complex, Complex64, Parameter }

/// <summary>
/// The type of an operand. Scalars are immutable SSA values; arrays, spans and references are <em>memory</em>: an operand
/// of such a type is itself an SSA value (a variable that holds an array may be re-pointed), what it refers to is mutable.
/// </summary>
internal abstract record IrType
{
    public static ScalarType Boolean { get; } = new(ScalarKind.Boolean);
    public static ScalarType Int32 { get; } = new(ScalarKind.Int32);
    public static ScalarType Int64 { get; } = new(ScalarKind.Int64);
    public static ScalarType Single { get; } = new(ScalarKind.Single);
    public static ScalarType Double { get; } = new(ScalarKind.Double);
    public static ScalarType Complex { get; } = new(ScalarKind.Complex);
    public static ScalarType Complex64 { get; } = new(ScalarKind.Complex64);

    /// <summary>True for <c>Half</c>, <c>float</c>, <c>double</c>, complex numbers and type parameters: the scalars that can carry a derivative.</summary>
    public bool IsFloat => this is ScalarType { Kind: ScalarKind.Half or ScalarKind.Single or ScalarKind.Double or ScalarKind.Complex or ScalarKind.Complex64 or ScalarKind.Parameter };

    /// <summary>True for complex numbers, and tensors of them.</summary>
    public bool IsComplex => Scalar is ScalarType { Kind: ScalarKind.Complex or ScalarKind.Complex64 };

    /// <summary>The type of the real part of a complex number; other types as they are.</summary>
    public IrType RealPart => this is ScalarType { Kind: ScalarKind.Complex } ? Double : this is ScalarType { Kind: ScalarKind.Complex64 } ? Single : this;

    /// <summary>The type of complex numbers whose parts have a type.</summary>
    public IrType OfParts => this is ScalarType { Kind: ScalarKind.Double } ? Complex : this is ScalarType { Kind: ScalarKind.Single } ? Complex64 : this;

    /// <summary>True for the values, as opposed to memory, that can carry a derivative: floats, and tensors of them.</summary>
    public bool IsContinuous => IsFloat || this is TensorType { ElementType.IsFloat: true };

    /// <summary>The type of the numbers in a value: of a tensor its elements', else the type itself.</summary>
    public IrType Scalar => this is TensorType tensor ? tensor.ElementType : this;

    /// <summary>What a tensor has as an element where C# has a number of this type: a complex number by itself is a struct. Null for what is no number.</summary>
    public ScalarType? Number => this switch
    {
        ScalarType scalar => scalar,
        StructType s when s.CSharpName == Complex.ToString() => Complex,
        StructType s when s.CSharpName == Complex64.ToString() => Complex64,
        _ => null,
    };

    public bool IsInteger => this is ScalarType { Kind: not ScalarKind.Boolean } && !IsFloat;

    public bool IsMemory => this is ArrayType or SpanType or RefType or StructType or TensorMemoryType;

    /// <summary>Memory with elements: an array or span.</summary>
    public bool IsIndexed => this is ArrayType or SpanType;

    /// <summary>Memory of rank 1 whose elements are no arrays: its shadow may be a span.</summary>
    public bool IsVector => this is SpanType or ArrayType { Rank: 1, ElementType: not ArrayType };

    /// <summary>An array or span of tensors.</summary>
    public bool IsOfTensors => IsIndexed && Element is TensorType;

    /// <summary>The element type of memory.</summary>
    public IrType? Element => this switch
    {
        ArrayType a => a.ElementType,
        SpanType s => s.ElementType,
        RefType r => r.ElementType,
        TapeType t => t.ElementType,
        TensorMemoryType m => m.ElementType,
        _ => null,
    };

    /// <summary>True if what the type holds can carry a derivative: a float, a tensor or memory of floats, a struct with such a leaf.</summary>
    public bool CarriesFloat => IsContinuous || (this is StructType s ? s.Leaves.Any(l => l.Type.CarriesFloat) : Element is { CarriesFloat: true });

    /// <summary>True for an access without indices to this memory: all elements at once, as a tensor. Of tensors it is what they make when they are stacked.</summary>
    public bool IsWhole(IReadOnlyList<Operand> indices) => indices.Count == 0 && this is (ArrayType or SpanType or TensorMemoryType);

    /// <summary>The type of what stands at an element: in memory of structs the last index is the number of the leaf.</summary>
    public IrType ElementAt(IReadOnlyList<Operand> indices) => IsWhole(indices) ? Element as TensorType ?? new TensorType(Element!.Number!) : (this is StructType ? this : Element) switch
    {
        StructType s => s.Leaves[(int)((Constant)indices[indices.Count - 1]).Bits].Type,
        { } element => element,
        null => throw new System.Diagnostics.UnreachableException($"{this} has no elements"),
    };

    /// <summary>The C# spelling.</summary>
    public abstract override string ToString();
}

internal record ScalarType(ScalarKind Kind) : IrType
{
    /// <summary>The number of its bits; what a type parameter stands for is taken to be as large as a <c>double</c>.</summary>
    public int Width => Kind switch
    {
        ScalarKind.Boolean or ScalarKind.SByte or ScalarKind.Byte => 8,
        ScalarKind.Int16 or ScalarKind.UInt16 or ScalarKind.Char or ScalarKind.Half => 16,
        ScalarKind.Int32 or ScalarKind.UInt32 or ScalarKind.Single => 32,
        ScalarKind.Complex => 128,
        _ => 64,
    };

    /// <summary>True for the integers that may be negative.</summary>
    public bool IsSigned => Kind is ScalarKind.SByte or ScalarKind.Int16 or ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.NInt;

    /// <summary>True for the integers whose width is the machine's: 32 bits at least, taken to be 64.</summary>
    public bool IsNative => Kind is ScalarKind.NInt or ScalarKind.NUInt;

    public override string ToString() => Kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.SByte => "sbyte",
        ScalarKind.Byte => "byte",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        ScalarKind.NInt => "nint",
        ScalarKind.NUInt => "nuint",
        ScalarKind.Char => "char",
        ScalarKind.Half => "global::System.Half",
        ScalarKind.Single => "float",
        ScalarKind.Complex => "global::System.Numerics.Complex",
        ScalarKind.Complex64 => "global::AutoDiff.Complex64",
        _ => "double",
    };
}

/// <summary>
/// The type parameter <c>T</c> of a generic method or type, a number type that nothing but its constraints is known of: no arithmetic of constants is done
/// in it at compile time.
/// </summary>
/// <param name="Interfaces">The interfaces of <c>System.Numerics</c> that the constraints give, by name, in order: <c>INumber</c>, <c>IRootFunctions</c>.</param>
internal sealed record TypeParameterType(string Name, Model.EquatableArray<string> Interfaces) : ScalarType(ScalarKind.Parameter)
{
    public override string ToString() => Name;
}

/// <summary>
/// One number, or Boolean, for each of the iterations of a loop that run at once: a vector of the hardware. All of one loop have as many <paramref name="Bits"/> and lanes, so that an <c>int</c>
/// has 64 bits beside a <c>double</c>; a Boolean is a mask, all or none of the bits of its lane.
/// </summary>
internal sealed record VectorType(ScalarType ElementType, int Bits, int Lanes) : IrType
{
    /// <summary>The C# type of the lanes.</summary>
    public string LaneType => ElementType.IsInteger ? (Bits / Lanes == 64 ? "long" : "int") : Bits / Lanes == 64 ? "double" : "float";

    /// <summary>The namespace of the vectors: those of 1024 bits, which are two of the hardware's, are the runtime's own.</summary>
    public string Namespace => Bits == 1024 ? "AutoDiff" : "System.Runtime.Intrinsics";

    public override string ToString() => $"global::{Namespace}.Vector{Bits}<{LaneType}>";
}

/// <summary>
/// <c>Tensor&lt;T&gt;</c> of the runtime: an immutable value, of a shape that is known when it is computed. The scalar primitives apply to its elements, with broadcasting; where a scalar is
/// an operand beside a tensor it stands for one of rank 0.
/// </summary>
internal sealed record TensorType(IrType ElementType) : IrType
{
    /// <summary>The type of a tensor's shape: a constant for differentiation.</summary>
    public static OpaqueType Shape { get; } = new("global::AutoDiff.TensorShape") { IsStorable = true };

    /// <summary>The type of a comparison of tensors.</summary>
    public static TensorType Mask { get; } = new(Boolean);

    public override string ToString() => $"global::AutoDiff.Tensor<{ElementType}>";
}

/// <summary>A tensor as the memory of its elements, which are read one by one: <c>t[i, j]</c>. In C# it is the tensor itself. A part of it is a view, <c>Slice(memory, …)</c>.</summary>
internal sealed record TensorMemoryType(IrType ElementType) : IrType
{
    public override string ToString() => $"global::AutoDiff.Tensor<{ElementType}>";
}

/// <summary><c>double[]</c> (rank 1), <c>double[,]</c> (rank 2), <c>double[][]</c> (element type <c>double[]</c>).</summary>
internal sealed record ArrayType(IrType ElementType, int Rank) : IrType
{
    public override string ToString()
    {
        // C# writes the outer rank first: double[][,] is an array of double[,].
        string suffix = "[" + new string(',', Rank - 1) + "]";
        IrType inner = ElementType;
        while (inner is ArrayType array)
        {
            suffix += "[" + new string(',', array.Rank - 1) + "]";
            inner = array.ElementType;
        }
        return inner + suffix;
    }
}

/// <summary><c>Span&lt;T&gt;</c> or <c>ReadOnlySpan&lt;T&gt;</c>.</summary>
internal sealed record SpanType(IrType ElementType, bool IsReadOnly) : IrType
{
    public override string ToString() => $"global::System.{(IsReadOnly ? "ReadOnlySpan" : "Span")}<{ElementType}>";
}

/// <summary>
/// A struct or tuple: memory of its leaves, which are accessed by their number, the last index. As the type of a value it is a struct passed by value, which
/// is only read (<c>p.X</c> is <c>p[0]</c>); as that of an element (<c>Vector3[]</c>, <c>ref Vector3</c>) it adds an index to those of the memory: <c>a[i].Y</c> is <c>a[i, 1]</c>.
/// </summary>
/// <param name="Leaves">The fields in order of declaration, those of nested structs in their place.</param>
/// <param name="Construction">C# text with {0}, {1}, … for the leaves: <c>new global::P({0}, {1})</c>. Braces in it are doubled.</param>
internal sealed record StructType(string CSharpName, EquatableArray<Leaf> Leaves, string Construction) : IrType
{
    /// <summary>True if generated code can read each leaf and put the leaves together.</summary>
    public bool IsOpen => Construction.Length > 0 && Leaves.All(l => l.Path.Length > 0);

    /// <summary>True for a tuple of numbers, or of vectors of them, which is taken apart where it is returned.</summary>
    public bool IsPlainTuple => CSharpName.StartsWith("(", StringComparison.Ordinal) && Leaves.All(l => l.Type is ScalarType or VectorType or TensorType && !l.Path.Contains('.'));

    /// <summary>Of a nullable type the type of its value: the first leaf says whether there is one. Null for others.</summary>
    public IrType? NullableOf { get; init; }

    /// <summary>The whole value where one leaf is another: <paramref name="leaves"/> are the texts of all.</summary>
    public string Construct(IReadOnlyList<string> leaves) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Construction, [.. leaves]);

    /// <summary>The construction with its placeholders numbered from <paramref name="first"/> on.</summary>
    public string ConstructionFrom(int first) => Regex.Replace(Construction, @"\{(\d+)\}", m => $"{{{int.Parse(m.Groups[1].Value) + first}}}");

    public bool Equals(StructType? other) => other is not null && CSharpName == other.CSharpName;

    public override int GetHashCode() => CSharpName.GetHashCode();

    public override string ToString() => CSharpName;
}

/// <summary>A field of a struct, or of a struct in it, that is no struct itself.</summary>
/// <param name="Path">How it is accessed: <c>Start.X</c>.</param>
/// <param name="IsAssignable">Whether it can be assigned in place; else the whole struct is made anew.</param>
internal sealed record Leaf(string Path, IrType Type, bool IsAssignable)
{
    /// <summary>What it is called, path and all, also where it cannot be accessed. Parts that say nothing are left out: the value of a nullable is called as the nullable is.</summary>
    public string Name { get; init; } = Path;
}

/// <summary>A <c>ref T</c> parameter: memory of one element, accessed with no indices.</summary>
internal sealed record RefType(IrType ElementType) : IrType
{
    /// <summary>True for the sinks of a pullback: a tensor in it is null as long as its cotangent is zero, and takes terms as a number does.</summary>
    public bool TakesTerms { get; init; }

    public override string ToString() => $"ref {ElementType}";
}

/// <summary>A growing last-in first-out record of the runtime, <c>AutoDiff.Tape&lt;T&gt;</c>.</summary>
internal sealed record TapeType(IrType ElementType) : IrType
{
    public override string ToString() => $"global::AutoDiff.Tape<{ElementType}>";
}

/// <summary>The residuals of a call by contract: an object that only its pullback looks into, recorded like a number.</summary>
internal sealed record ResidualsType(string CSharpName) : IrType
{
    /// <summary>Those of a method that an object decides on: each has a class of its own.</summary>
    public static ResidualsType Boxed { get; } = new("object");

    /// <summary>What a derivative's JVP keeps: the values as well, and their tangents.</summary>
    public ResidualsType Tangent => this == Boxed ? this : new(Model.ContractNames.TangentOf(CSharpName));

    /// <summary>The type of the tangent of residuals, and of arrays and tapes of them; other types as they are.</summary>
    public static IrType TangentOf(IrType type) => type switch
    {
        ResidualsType residuals => residuals.Tangent,
        ArrayType array => array with { ElementType = TangentOf(array.ElementType) },
        SpanType span => span with { ElementType = TangentOf(span.ElementType) },
        TapeType tape => new TapeType(TangentOf(tape.ElementType)),
        _ => type,
    };

    /// <summary>True for residuals, and arrays and tapes of them.</summary>
    public static bool Holds(IrType type) => type is ResidualsType || type.Element is { } element && Holds(element);

    public override string ToString() => CSharpName;
}

/// <summary>Anything else (a string, an object): constant for differentiation, passed through by name.</summary>
internal sealed record OpaqueType(string CSharpName) : IrType
{
    /// <summary>What array objects come from that live as long as the residuals which hold it.</summary>
    public static OpaqueType ArrayScope { get; } = new("global::AutoDiff.ArrayScope");

    /// <summary>True if an array can hold it.</summary>
    public bool IsStorable { get; init; }

    public override string ToString() => CSharpName;
}
