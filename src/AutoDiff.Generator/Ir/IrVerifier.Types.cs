using System.Diagnostics;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>What each statement asks of the types of its operands, results and regions.</summary>
internal sealed partial class IrVerifier
{
    private void CheckTypes(Statement statement)
    {
        switch (statement)
        {
            case Let s: CheckLet(s); break;
            case Load s: Same(s.Result.Type, ElementOf(s, s.Array, s.Indices), s); break;
            case Store s:
                Same(s.Stored.Type, ElementOf(s, s.Array, s.Indices), s);
                Writable(s.Array, s);
                break;
            case Accumulate s:
                Same(s.Addend.Type, ElementOf(s, s.Array, s.Indices), s);
                Writable(s.Array, s);
                break;
            case Clear s:
                Ask(s.Array.Type is SpanType or ArrayType, s, "clears what is no memory");
                Writable(s.Array, s);
                break;
            case Allocate s: CheckAllocate(s); break;
            case Length s:
                Ask(s.Array.Type is ArrayType or SpanType, s, "asks the length of what has none");
                Ask(s.Dimension < (s.Array.Type is ArrayType { Rank: var rank } ? rank : 1), s, "asks for a dimension that is not there");
                Same(s.Result.Type, IrType.Int32, s);
                break;
            case Slice s: CheckSlice(s); break;
            case If s:
                Same(s.Condition.Type, IrType.Boolean, s);
                Ask(s.Then.Parameters.Count + s.Else.Parameters.Count == 0, s, "has parameters");
                Agree(s.Then.Yields, s.Results, "yields of then");
                Agree(s.Else.Yields, s.Results, "yields of else");
                break;
            case For s: CheckFor(s); break;
            case While s: CheckWhile(s); break;
            case NewTape s: Ask(s.Result.Type is TapeType, s, "makes no tape"); break;
            case Push s: Ask(s.Tape.Type is TapeType { ElementType: var e } && e.Equals(s.Pushed.Type), s, "pushes another type"); break;
            case Pop s: Ask(s.Tape.Type is TapeType { ElementType: var e2 } && e2.Equals(s.Result.Type), s, "pops another type"); break;
            case Invoke or Throw or Section: break;
            default: throw new UnreachableException();
        }
    }

    private void CheckLet(Let s)
    {
        Ask(s.Arguments.Count == s.Op.Arity, s, $"has {s.Arguments.Count} arguments");
        IrType result = s.Result.Type, first = s.Arguments[0].Type;
        if (s.Op == Primitive.Select)
        {
            Same(first, IrType.Boolean, s);
            Same(s.Arguments[1].Type, result, s);
            Same(s.Arguments[2].Type, result, s);
        }
        else if (s.Op == Primitive.IsNull)
        {
            Ask(first is ArrayType or OpaqueType, s, "asks whether a value is null");
            Same(result, IrType.Boolean, s);
        }
        else if (s.Op == Primitive.Convert) Ask(result is ScalarType or OpaqueType, s, "converts to memory");
        else if (s.Op == Primitive.Not) SameAll([first, result], IrType.Boolean, s);
        else if (s.Op.IsComparison)
        {
            Same(s.Arguments[1].Type, first, s);
            Same(result, IrType.Boolean, s);
        }
        else if (s.Op.Symbol is "<<" or ">>" or ">>>")
        {
            Ask(first.IsInteger && s.Arguments[1].Type.IsInteger, s, "shifts what is no integer");
            Same(result, first, s);
        }
        else if (s.Op.Notation is Notation.Infix or Notation.Prefix)
        {
            SameAll(s.Arguments.Select(a => a.Type), result, s);
            bool isBitwise = s.Op.Symbol is "&" or "|" or "^" or "~";
            Ask(isBitwise ? result.IsInteger || result == IrType.Boolean : result.IsFloat || result.IsInteger, s, "has no such operator");
        }
        else
        {
            // Functions may take integers and enums beside numbers, and give an integer or a Boolean; but float and double do not mix.
            Ask(s.Arguments.All(a => a.Type is ScalarType or OpaqueType) && result is ScalarType, s, "is no function of scalars");
            IEnumerable<IrType> floats = s.Arguments.Select(a => a.Type).Append(result).Where(t => t.IsFloat);
            Ask(floats.Distinct().Count() < 2, s, "mixes float and double");
        }
    }

    private void CheckAllocate(Allocate s)
    {
        Ask(s.Storage == Storage.Heap ? s.Result.Type is ArrayType : s.Result.Type is SpanType, s, $"cannot be of {s.Storage} storage");
        Ask(s.Dimensions.Count == (s.Result.Type is ArrayType { Rank: var rank } ? rank : 1), s, "has too few dimensions or too many");
        Ask(s.Dimensions.All(d => d.Type.IsInteger), s, "has a dimension that is no integer");
    }

    private void CheckSlice(Slice s)
    {
        Ask(s.Array.Type is ArrayType { Rank: 1 } or SpanType, s, "is a view of what has no elements in a row");
        Ask(s.Result.Type is SpanType { ElementType: var element } && element.Equals(s.Array.Type.Element), s, "has another element type");
        Ask(s.Array.Type is not SpanType { IsReadOnly: true } || s.Result.Type is SpanType { IsReadOnly: true }, s, "makes read-only memory writable");
        Ask(s.Count is null || s.Start is not null, s, "has a count and no start");
        SameAll(new[] { s.Start, s.Count }.OfType<Operand>().Select(o => o.Type), IrType.Int32, s);
    }

    private void CheckFor(For s)
    {
        Ask(s.Index.Type.IsInteger, s, "counts with what is no integer");
        SameAll([s.Start.Type, s.End.Type, s.Step.Type], s.Index.Type, s);
        bool isUpward = s.Bound is Bound.Less or Bound.LessOrEqual;
        Ask(s.Step is not Constant step || (isUpward ? step.AsDouble > 0 : step.AsDouble < 0), s, "steps away from its bound");
        Agree(s.Initial, s.Results, "initial values");
        Agree(s.Body.Parameters, s.Results, "parameters of the body");
        Agree(s.Body.Yields, s.Results, "yields of the body");
    }

    private void CheckWhile(While s)
    {
        Agree(s.Initial, s.Results, "initial values");
        Agree(s.Condition.Parameters, s.Results, "parameters of the condition");
        Agree(s.Body.Parameters, s.Results, "parameters of the body");
        Agree(s.Body.Yields, s.Results, "yields of the body");
        Ask(s.Condition.Yields.Count == 1 && s.Condition.Yields[0].Type == IrType.Boolean, s, "has no Boolean condition");
        Ask(IsFreeOfEffects(s.Condition), s, "has a condition with effects");
    }

    private IrType ElementOf(Statement s, Operand array, EquatableArray<Operand> indices)
    {
        int rank = array.Type switch
        {
            ArrayType a => a.Rank,
            SpanType => 1,
            RefType => 0,
            _ => -1,
        };
        Ask(rank >= 0, s, "reads or writes an element of what is no memory");
        Ask(indices.Count == rank, s, $"has {indices.Count} indices");
        Ask(indices.All(i => i.Type.IsInteger), s, "has an index that is no integer");
        return array.Type.Element!;
    }

    private void Writable(Operand array, Statement s) => Ask(array.Type is not SpanType { IsReadOnly: true }, s, "writes read-only memory");

    private void SameAll(IEnumerable<IrType> types, IrType expected, Statement s)
    {
        foreach (IrType type in types) Same(type, expected, s);
    }

    private void Same(IrType type, IrType expected, Statement s)
    {
        if (!type.Equals(expected)) Ask(false, s, $"has {type} where {expected} is meant");
    }

    private void Ask(bool condition, Statement statement, string fault)
    {
        if (!condition) throw Fault($"{Text(statement)} {fault}");
    }
}
