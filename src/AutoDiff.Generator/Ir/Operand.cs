namespace AutoDiff.Generator.Ir;

/// <summary>What a statement reads: an SSA value, a literal, or the default of a type.</summary>
internal abstract record Operand(IrType Type);

/// <summary>
/// An SSA value, defined exactly once in a function. <paramref name="Name"/> is the user's name for it, kept for the emitter;
/// several values may bear one name (each assignment to <c>s</c> makes a new value named <c>s</c>).
/// </summary>
internal sealed record Value(int Id, IrType Type, string? Name = null) : Operand(Type)
{
    public override string ToString() => $"%{Id}{(Name is null ? "" : "." + Name)}";

    public bool Equals(Value? other) => other is not null && Id == other.Id && Name == other.Name && Type.Equals(other.Type);

    public override int GetHashCode() => Id;
}

/// <summary>
/// A scalar literal by its bits, so that 0.0 and -0.0 differ: a <c>double</c> or <c>float</c> as the bits of its value as a
/// <c>double</c>, an integer or <c>char</c> sign- or zero-extended, a Boolean as 0 or 1. A complex literal is a real number.
/// </summary>
internal sealed record Constant(ScalarType Scalar, long Bits) : Operand(Scalar)
{
    public static Constant Of(double value, IrType type) => new((ScalarType)type, BitConverter.DoubleToInt64Bits(value));

    public static Constant Of(int value) => new(IrType.Int32, value);

    public static Constant Of(long value, IrType type) => new((ScalarType)type, value);

    public static Constant Of(bool value) => new(IrType.Boolean, value ? 1 : 0);

    /// <summary>The number in the constant's own type: a float type by its value, else an integer.</summary>
    public static Constant Number(double value, IrType type) => type.IsFloat ? Of(value, type) : new((ScalarType)type, (long)value);

    /// <summary>The value as a <c>double</c>, whatever the scalar kind.</summary>
    public double AsDouble => Scalar.IsFloat ? BitConverter.Int64BitsToDouble(Bits) : Scalar.Kind == ScalarKind.UInt64 ? (ulong)Bits : Bits;

    public bool IsTrue => Bits != 0;

    /// <summary>Positive zero for floats: adding it may only be dropped where the sign of a zero does not matter.</summary>
    public bool IsZero => Bits == 0;

    public bool IsOne => Scalar.IsFloat ? AsDouble == 1 : Bits == 1;

    public override string ToString() => Scalar.Kind == ScalarKind.Boolean ? (IsTrue ? "true" : "false")
        : Scalar.IsFloat ? AsDouble.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : Bits.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The default of a type: null for arrays, an empty span, a tape not yet used.</summary>
internal sealed record DefaultOf(IrType DefaultType) : Operand(DefaultType)
{
    public override string ToString() => "default";
}
