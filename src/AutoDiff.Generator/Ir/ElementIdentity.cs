using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Whether two accesses may meet in one element: memory that may alias, and for one and the same array indices that are not certainly
/// different: <c>a[i]</c> and <c>a[i + 1]</c> never meet, <c>a[i]</c> and <c>a[j]</c> may.
/// </summary>
internal sealed class ElementIdentity(MemoryRoots memory, Func<Operand, Statement?> definitionOf)
{
    public bool MayBeOne(Operand array, EquatableArray<Operand> indices, Operand otherArray, EquatableArray<Operand> otherIndices)
    {
        if (!memory.MayAlias(array, otherArray)) return false;
        if (!array.Equals(otherArray) || indices.Count != otherIndices.Count) return true;
        // Those of several lanes reach further.
        if (indices.Count > 1 && array.Type is SpanType { ElementType: ScalarType }) return true;
        for (int i = 0; i < indices.Count; i++)
            if (Differ(indices[i], otherIndices[i])) return false;
        return true;
    }

    // Also where the sum wraps: i and i + c differ modulo 2³² for each c but 0.
    private bool Differ(Operand x, Operand y)
    {
        if (x.Type != IrType.Int32 || y.Type != IrType.Int32) return false;
        (Operand? xBase, long xOffset) = Split(x);
        (Operand? yBase, long yOffset) = Split(y);
        return Equals(xBase, yBase) && unchecked((int)xOffset) != unchecked((int)yOffset);
    }

    private (Operand? Base, long Offset) Split(Operand index)
    {
        long offset = 0;
        while (definitionOf(index) is Let { Arguments: [var x, var y] } let)
        {
            if (let.Op.Equals(Primitive.Add) && y is Constant added) (index, offset) = (x, offset + added.Bits);
            else if (let.Op.Equals(Primitive.Add) && x is Constant first) (index, offset) = (y, offset + first.Bits);
            else if (let.Op.Equals(Primitive.Subtract) && y is Constant taken) (index, offset) = (x, offset - taken.Bits);
            else break;
        }
        return index is Constant constant ? (null, offset + constant.Bits) : (index, offset);
    }
}
