namespace AutoDiff.Generator.Ir;

/// <summary>How much a primitive costs to evaluate again: the residual plan recomputes the cheap ones.</summary>
internal enum Cost { Cheap, Expensive }

/// <summary>How a primitive is written in C#.</summary>
internal enum Notation
{
    /// <summary><c>x + y</c></summary>
    Infix,

    /// <summary><c>-x</c></summary>
    Prefix,

    /// <summary><c>(double)x</c></summary>
    Cast,

    /// <summary><c>checked(x + y)</c>, <c>checked((int)x)</c>: an integer operation that throws where the result does not fit.</summary>
    Checked,

    /// <summary><c>c ? x : y</c>; both are evaluated eagerly in the IR, they are pure.</summary>
    Conditional,

    /// <summary><c>Math.F(x)</c> for doubles, <c>MathF.F(x)</c> for floats, <c>Math.F</c> for integers.</summary>
    Math,

    /// <summary><c>double.F(x)</c>, <c>float.F(x)</c>: static members of the number types that Math lacks.</summary>
    Number,

    /// <summary><c>Tensor.F(x)</c>: an operation on tensors that is no function of their elements alone.</summary>
    Tensor,

    /// <summary>An operation between numbers and vectors of them, or <c>SimdMath.F(x)</c>: a function of vectors.</summary>
    Lanes,
}

/// <summary>
/// A pure operation on scalars, or on tensors. The type of its result and arguments stands on the <see cref="Let"/>; a primitive is one for
/// <c>int</c>, <c>float</c> and <c>double</c> alike. Elementary functions are declared beside their derivatives, in Rules.
/// </summary>
internal sealed record Primitive(string Name, int Arity, Notation Notation, string Symbol, Cost Cost = Cost.Cheap)
{
    public static Primitive Add { get; } = new("Add", 2, Notation.Infix, "+");
    public static Primitive Subtract { get; } = new("Subtract", 2, Notation.Infix, "-");
    public static Primitive Multiply { get; } = new("Multiply", 2, Notation.Infix, "*");
    public static Primitive Divide { get; } = new("Divide", 2, Notation.Infix, "/");
    public static Primitive Remainder { get; } = new("Remainder", 2, Notation.Infix, "%");
    public static Primitive Negate { get; } = new("Negate", 1, Notation.Prefix, "-");

    public static Primitive Equal { get; } = new("Equal", 2, Notation.Infix, "==");
    public static Primitive NotEqual { get; } = new("NotEqual", 2, Notation.Infix, "!=");
    public static Primitive Less { get; } = new("Less", 2, Notation.Infix, "<");
    public static Primitive LessOrEqual { get; } = new("LessOrEqual", 2, Notation.Infix, "<=");
    public static Primitive Greater { get; } = new("Greater", 2, Notation.Infix, ">");
    public static Primitive GreaterOrEqual { get; } = new("GreaterOrEqual", 2, Notation.Infix, ">=");

    /// <summary>On Booleans (eager) and integers.</summary>
    public static Primitive And { get; } = new("And", 2, Notation.Infix, "&");
    public static Primitive Or { get; } = new("Or", 2, Notation.Infix, "|");
    public static Primitive Xor { get; } = new("Xor", 2, Notation.Infix, "^");

    /// <summary>Logical not of a Boolean.</summary>
    public static Primitive Not { get; } = new("Not", 1, Notation.Prefix, "!");

    /// <summary>Bitwise complement of an integer.</summary>
    public static Primitive Complement { get; } = new("Complement", 1, Notation.Prefix, "~");
    public static Primitive ShiftLeft { get; } = new("ShiftLeft", 2, Notation.Infix, "<<");
    public static Primitive ShiftRight { get; } = new("ShiftRight", 2, Notation.Infix, ">>");
    public static Primitive UnsignedShiftRight { get; } = new("UnsignedShiftRight", 2, Notation.Infix, ">>>");

    /// <summary>A conversion from the argument's type to the result's: numeric, or between an enum (an opaque type) and its underlying integer, or boxing.</summary>
    public static Primitive Convert { get; } = new("Convert", 1, Notation.Cast, "");

    /// <summary>(condition, whenTrue, whenFalse).</summary>
    public static Primitive Select { get; } = new("Select", 3, Notation.Conditional, "?:");

    /// <summary>
    /// (factor, slope, term) with term = slope · factor: the term of a derivative, and 0 where the cotangent or tangent that is its factor is zero, even if the slope is infinite.
    /// Where the factor is zero its derivative is that of slope · factor nevertheless. It is lowered to a <see cref="Select"/>.
    /// </summary>
    public static Primitive Guard { get; } = new("Guard", 3, Notation.Number, "Guard");

    /// <summary>True if an array reference, or an opaque one, is null: written <c>x is null</c>.</summary>
    public static Primitive IsNull { get; } = new("IsNull", 1, Notation.Prefix, "is null");

    /// <summary>The operations of a <c>checked</c> context, where it matters: on integers.</summary>
    public static Primitive AddChecked { get; } = new("AddChecked", 2, Notation.Checked, "checked +");
    public static Primitive SubtractChecked { get; } = new("SubtractChecked", 2, Notation.Checked, "checked -");
    public static Primitive MultiplyChecked { get; } = new("MultiplyChecked", 2, Notation.Checked, "checked *");
    public static Primitive NegateChecked { get; } = new("NegateChecked", 1, Notation.Checked, "checked -");
    public static Primitive ConvertChecked { get; } = new("ConvertChecked", 1, Notation.Checked, "checked cast");

    /// <summary>The operation as a <c>checked</c> context has it.</summary>
    public Primitive InChecked => Name switch
    {
        "Add" => AddChecked,
        "Subtract" => SubtractChecked,
        "Multiply" => MultiplyChecked,
        "Negate" => NegateChecked,
        "Convert" => ConvertChecked,
        _ => this,
    };

    /// <summary>The operation as an <c>unchecked</c> context has it.</summary>
    public Primitive InUnchecked => Name switch
    {
        "AddChecked" => Add,
        "SubtractChecked" => Subtract,
        "MultiplyChecked" => Multiply,
        "NegateChecked" => Negate,
        "ConvertChecked" => Convert,
        _ => this,
    };

    /// <summary>A vector with one number in all lanes.</summary>
    public static Primitive Broadcast { get; } = new("Broadcast", 1, Notation.Lanes, "Create");

    /// <summary>(first, distance): an integer in each lane, the one after the other at this distance.</summary>
    public static Primitive Sequence { get; } = new("Sequence", 2, Notation.Lanes, "CreateSequence");

    /// <summary>The sum of a vector's lanes, a number.</summary>
    public static Primitive SumOfLanes { get; } = new("SumOfLanes", 1, Notation.Lanes, "Sum");

    /// <summary>(vector, lanes): the same of the lanes that count, which an operand of type <see cref="LaneVariant.WhichCount"/> says.</summary>
    public static Primitive SumOfCounted { get; } = new("SumOfCounted", 2, Notation.Lanes, "Sum");

    /// <summary>(vector, lanes): the vector in the lanes that count, and in the rest what changes nothing where it is added.</summary>
    public static Primitive Counted { get; } = new("Counted", 2, Notation.Lanes, "Counted");

    /// <summary>(index, count): the index, which must not be outside.</summary>
    public static Primitive InBounds { get; } = new("InBounds", 2, Notation.Lanes, "InBounds");

    /// <summary>True if a mask is set in a lane.</summary>
    public static Primitive AnyLane { get; } = new("AnyLane", 1, Notation.Lanes, "Any");

    /// <summary>Its operand as a constant for differentiation, a number or memory: <c>Gradient.Stop</c>. It is gone before emission.</summary>
    public static Primitive Stop { get; } = new("Stop", 1, Notation.Math, "Stop");

    /// <summary>Its first operand; the cotangent is added to the second, an object: <c>Gradient.Retain</c>. It is gone before emission.</summary>
    public static Primitive Retain { get; } = new("Retain", 2, Notation.Math, "Retain");

    /// <summary>True for functions of complex numbers that are others than those of real ones: their names begin so.</summary>
    public bool IsOfComplex => Name.StartsWith("Complex.", StringComparison.Ordinal);

    public bool IsComparison => Symbol is "==" or "!=" or "<" or "<=" or ">" or ">=";

    public override string ToString() => Name;

    public bool Equals(Primitive? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode();
}
