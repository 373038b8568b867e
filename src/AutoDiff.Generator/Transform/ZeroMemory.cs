using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>Fresh arrays of the shape of others.</summary>
internal static class ZeroMemory
{
    /// <summary>An array of zeros, of the type and shape of an array, rows included; for a span an array.</summary>
    /// <param name="memory">An array that is not null, or a span.</param>
    /// <param name="builder">Where the statements go.</param>
    /// <param name="name">Of the result.</param>
    public static Value Like(Operand memory, IrBuilder builder, string? name)
    {
        ArrayType type = memory.Type as ArrayType ?? new ArrayType(memory.Type.Element!, 1);
        Value[] lengths = type.Rank == 1 ? [builder.Length(memory)] : [.. Enumerable.Range(0, type.Rank).Select(d => builder.Length(memory, d))];
        Value zeros = builder.Fresh(type, name);
        builder.Append(new Allocate(zeros, lengths));
        if (type.ElementType is ArrayType) FillRows(memory, zeros, lengths, [], builder);
        return zeros;
    }

    /// <summary>The same, or null where the array is null.</summary>
    public static Value LikeUnlessNull(Value array, IrBuilder builder, string? name)
    {
        Value isNull = builder.Let(Primitive.IsNull, IrType.Boolean, array);
        builder.Begin();
        Region none = builder.End(new DefaultOf(array.Type));
        builder.Begin();
        Region some = builder.End(Like(array, builder, name));
        return builder.If(isNull, none, some, [name])[0];
    }

    private static void FillRows(Operand memory, Value zeros, Value[] lengths, Operand[] outer, IrBuilder builder)
    {
        Value index = builder.Fresh(IrType.Int32, "ijkl"[outer.Length].ToString());
        Operand[] indices = [.. outer, index];
        builder.Begin();
        if (indices.Length < lengths.Length) FillRows(memory, zeros, lengths, indices, builder);
        else FillRow(builder.Load(memory, indices), zeros, indices, builder);
        builder.Append(new For(
            index, Constant.Of(0), Bound.Less, lengths[outer.Length], Constant.Of(1), EquatableArray<Operand>.Empty, builder.End(), EquatableArray<Value>.Empty));
    }

    // A row may be missing.
    private static void FillRow(Value row, Value zeros, Operand[] indices, IrBuilder builder)
    {
        Value isNull = builder.Let(Primitive.IsNull, IrType.Boolean, row), isPresent = builder.Let(Primitive.Not, IrType.Boolean, isNull);
        builder.Begin();
        builder.Store(zeros, Like(row, builder, null), indices);
        builder.If(isPresent, builder.End(), Region.Empty, []);
    }
}
