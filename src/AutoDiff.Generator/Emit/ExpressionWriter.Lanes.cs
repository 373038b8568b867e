using System.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <content>Vectors: several iterations of a loop at once.</content>
internal sealed partial class ExpressionWriter
{
    /// <summary>The accesses to the elements of several lanes: the indices of <see cref="Load"/>, and the mask, as arguments.</summary>
    public string LaneIndices(IReadOnlyList<Operand> indices)
    {
        List<Operand> written = [.. indices];
        if (written[1] is Constant { Bits: 0 or 1 }) written.RemoveAt(1);
        return string.Join(", ", written.Select(Typed));
    }

    /// <summary><c>Lanes512</c>, whose methods access memory.</summary>
    public string LaneAccess(VectorType type) => Qualified("AutoDiff", $"Lanes{type.Bits}");

    /// <summary>The call that moves records.</summary>
    public string Move(MoveRecords s)
    {
        VectorType type = (VectorType)s.Records.Type.Element!;
        return $"{LaneAccess(type)}.{s.Move}Records<{type.LaneType}>({Typed(s.Memory)}, {Typed(s.Start)}, {Typed(s.Stride)}, {Typed(s.Records)});";
    }

    private string Vectors(VectorType type) => Qualified(type.Namespace, $"Vector{type.Bits}");

    private Term LoadLanes(Load s)
    {
        VectorType type = (VectorType)s.Result.Type;
        string method = type.LaneType == "long" ? "LoadWide" : IsSideBySide(s.Indices) ? $"Load<{type.LaneType}>" : "Load";
        return Primary($"{LaneAccess(type)}.{method}({Typed(s.Array)}, {(method == "LoadWide" ? string.Join(", ", s.Indices.Select(Typed)) : LaneIndices(s.Indices))})");
    }

    private static bool IsSideBySide(IReadOnlyList<Operand> indices) => indices.Count == 2 && indices[1] is Constant { Bits: 1 };

    private static Term Primary(string text) => new(text, Precedence.Primary);

    private Term ApplyToLanes(Let s, bool bare)
    {
        VectorType type = s.Result.Type as VectorType ?? s.Arguments.Select(a => a.Type).OfType<VectorType>().FirstOrDefault() ?? new(IrType.Double, 512, 8);
        string vectors = Vectors(type), arguments = string.Join(", ", s.Arguments.Select(Typed));
        switch (s.Op.Name)
        {
            case "Broadcast" when s.Arguments[0] is Constant { IsZero: true }: return Primary($"{Type(type)}.Zero");
            case "Broadcast" when type.ElementType.Kind == ScalarKind.Boolean: return Primary($"{LaneAccess(type)}.Mask<{type.LaneType}>({arguments})");
            case "Broadcast": return Primary($"{vectors}.Create({(type.LaneType == "long" ? $"(long){Write(s.Arguments[0]).In(Precedence.Unary)}" : arguments)})");
            case "Sequence": return Primary($"{vectors}.CreateSequence<{type.LaneType}>({arguments})");
            case "InBounds": return Primary($"{Qualified("AutoDiff", "Lanes")}.{s.Op.Symbol}({arguments})");
            case "AnyLane" or "SumOfLanes" or "SumOfCounted" or "Counted" or "Sign": return Primary($"{LaneAccess(type)}.{s.Op.Symbol}({arguments})");
            case "Select" when s.Arguments[0].Type is not VectorType: return Choose(s.Arguments[0], s.Arguments[1], s.Arguments[2], bare);
            case "Select":
                string mask = Typed(s.Arguments[0]);
                if (type.ElementType.IsInteger) mask = $"{Primary(s.Arguments[0])}.As{(type.LaneType == "long" ? "Int64" : "Int32")}()";
                return Primary($"{vectors}.ConditionalSelect({mask}, {Typed(s.Arguments[1])}, {Typed(s.Arguments[2])})");
            case "Convert": return Primary($"{vectors}.ConvertTo{(type.LaneType == "double" ? "Double" : "Single")}({arguments})");
            case "Not": return Prefix("~", s.Arguments[0]);
        }
        if (s.Op.IsComparison) return Compare(s, type);
        return s.Op.Notation switch
        {
            Notation.Infix => Infix(s.Op.Symbol, s.Arguments[0], s.Arguments[1]),
            Notation.Prefix => Prefix(s.Op.Symbol, s.Arguments[0]),
            Notation.Math or Notation.Number => Primary($"{vectors}.{s.Op.Symbol}({arguments})"),
            Notation.Lanes => Primary($"{Qualified("AutoDiff", "SimdMath")}.{s.Op.Symbol}({arguments})"),
            _ => throw new UnreachableException(s.Op.Notation.ToString()),
        };
    }

    private Term Compare(Let s, VectorType type)
    {
        string method = s.Op.Symbol switch
        {
            "<" => "LessThan",
            "<=" => "LessThanOrEqual",
            ">" => "GreaterThan",
            ">=" => "GreaterThanOrEqual",
            _ => "Equals",
        };
        string text = $"{Vectors(type)}.{method}({Typed(s.Arguments[0])}, {Typed(s.Arguments[1])})";
        if (((VectorType)s.Arguments[0].Type).ElementType.IsInteger) text += type.LaneType == "double" ? ".AsDouble()" : ".AsSingle()";
        return s.Op.Symbol == "!=" ? new("~" + text, Precedence.Unary) : Primary(text);
    }
}
