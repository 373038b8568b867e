using System.Diagnostics;

namespace AutoDiff.Generator.Ir;

/// <summary>What the evaluation of a statement can do besides giving its value.</summary>
internal static class Purity
{
    /// <summary>Functions that throw for some arguments: Sign of NaN, Abs of the least integer, Clamp with crossed bounds, Round to too many digits.</summary>
    private static readonly HashSet<string> ThrowingFunctions = ["Sign", "Abs", "Clamp", "Round"];

    public static bool MayThrow(Statement statement) => statement switch
    {
        Let { Op: { Notation: Notation.Lanes } op } => op.Equals(Primitive.InBounds),
        // Shapes may not match.
        Let { Op.Symbol: "Elements" or "Whole" } => false,
        Let { IsOfTensors: false, Op.IsOfComplex: true } => false,
        Let { Result.Type: TensorType } or Let { Op.Notation: Notation.Tensor } => true,
        Let { Op.Notation: Notation.Math or Notation.Number } s => ThrowingFunctions.Contains(s.Op.Symbol)
            && !(s.Op.Symbol == "Abs" && s.Result.Type.IsFloat) && !(s.Op.Symbol == "Round" && s.Arguments.Count == 1),
        Let { Op.Symbol: "/" or "%", Result.Type.IsInteger: true } s => s.Arguments[1] is not Constant { Bits: not (0 or -1) },
        Let s => s.Op.Notation == Notation.Checked,
        Load s => s.Array.Type is not (RefType or StructType),
        Length or Section => false,
        Slice s => s.Start is not null || s.Count is not null,
        Store or Accumulate or Clear or MoveRecords or Allocate or Invoke or Call or Throw or NewTape or Push or Pop => true,
        If or For or While => true,
        _ => throw new UnreachableException(statement.GetType().Name),
    };

    /// <summary>True if the statement itself changes memory or does more than that.</summary>
    public static bool HasEffect(Statement statement) => statement is Store or Accumulate or Clear or MoveRecords or Invoke or Call or Throw or Push or Pop;
}
