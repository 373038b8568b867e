using System.Diagnostics;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Throws unless a function obeys the rules of the IR: each value is defined once and read only where it is visible, types and numbers of operands,
/// yields, carried values and results agree, and conditions of loops are free of effects. Naive: one walk, nothing is remembered between functions.
/// </summary>
internal sealed class IrVerifier
{
    private readonly FunctionIr _function;
    private readonly HashSet<int> _defined = [];
    private readonly Dictionary<int, Value> _visible = [];
    private Statement? _current;

    private IrVerifier(FunctionIr function) => _function = function;

    /// <summary>The function itself, so that the call can stand between two passes.</summary>
    /// <param name="function">What to verify.</param>
    /// <param name="origin">What made the function, for the message.</param>
    public static FunctionIr Verify(FunctionIr function, string origin = "")
    {
        try
        {
            new IrVerifier(function).Run();
        }
        catch (InvalidOperationException problem)
        {
            throw new InvalidOperationException($"{origin}: {problem.Message}\n{IrPrinter.Print(function)}", problem);
        }
        return function;
    }

    private void Run()
    {
        foreach (Parameter parameter in _function.Parameters) Define(parameter.Value);
        Require(_function.Body.Parameters.Count == 0, "the body has region parameters");
        if (_function.Result is { } result) Require(_function.Body.Yields.Select(y => y.Type).SequenceEqual(result.Leaves.Select(l => l.Type)), "the yields are not the leaves of the result");
        Visit(_function.Body, []);
    }

    private void Visit(Region region, EquatableArray<Value> own)
    {
        List<Value> scope = [.. own, .. region.Parameters];
        foreach (Value value in scope) Define(value);
        foreach (Statement statement in region.Body)
        {
            _current = statement;
            foreach (Operand operand in statement.Uses()) Use(operand);
            CheckTypes(statement);
            foreach (Region nested in statement.Regions()) Visit(nested, statement is For loop ? [loop.Index] : []);
            _current = statement;
            foreach (Value value in statement.Definitions())
            {
                Define(value);
                scope.Add(value);
            }
        }
        foreach (Operand yield in region.Yields) Use(yield);
        foreach (Value value in scope) _visible.Remove(value.Id);
    }

    private void Define(Value value)
    {
        Require(value.Id >= 0 && value.Id < _function.NextId, $"the id of {value} is not less than NextId = {_function.NextId}");
        Require(_defined.Add(value.Id), $"{value} is defined twice");
        _visible[value.Id] = value;
    }

    private void Use(Operand operand)
    {
        if (operand is not Value value) return;
        Require(_visible.TryGetValue(value.Id, out Value? definition), $"{value} is not visible");
        Require(value.Equals(definition), $"{value} of type {value.Type} is defined as {definition} of type {definition!.Type}");
    }

    private void CheckTypes(Statement statement)
    {
        switch (statement)
        {
            case Let s: CheckLet(s); break;
            case Load s: Same(CheckElement(s.Array, s.Indices), s.Result.Type); break;
            // All elements at once may be one number.
            case Store s:
                if (!s.Array.Type.IsWhole(s.Indices) || s.Stored is not Constant) Same(CheckElement(s.Array, s.Indices), s.Stored.Type);
                Writable(s.Array);
                break;
            case Accumulate s:
                if (s.Addend.Type is TensorType)
                {
                    Require(s.Array.Type is OpaqueType || s.Array.Type == s.Addend.Type && s.Indices.Count == 0 || s.Array.Type.ElementAt(s.Indices) == s.Addend.Type, "a tensor is added to a tensor, or to the gradient of a parameter");
                    break;
                }
                Writable(s.Array);
                Same(CheckElement(s.Array, s.Indices), s.Addend.Type);
                Require(s.Addend.Type.IsFloat, "only floats accumulate");
                break;
            case Clear s: Require(s.Array.Type is SpanType { IsReadOnly: false }, "only a writable span is cleared"); break;
            case MoveRecords s:
                Require(s.Memory.Type is SpanType { ElementType: ScalarType } && s.Records.Type.Element is VectorType vector && vector.ElementType == s.Memory.Type.Element, "records are vectors of the memory's elements");
                if (s.Move != RecordMove.Load) Writable(s.Memory);
                Same(s.Start.Type, IrType.Int32);
                Same(s.Stride.Type, IrType.Int32);
                break;
            case Allocate s:
                Integers(s.Dimensions);
                Require(
                    s.Storage is Storage.Heap or Storage.Scope ? s.Result.Type is ArrayType array && array.Rank == s.Dimensions.Count : s.Result.Type is SpanType && s.Dimensions.Count == 1,
                    "an array on the heap, a span elsewhere");
                break;
            case Length s:
                Same(s.Result.Type, IrType.Int32);
                Require(s.Array.Type is ArrayType a ? s.Dimension < a.Rank : s.Array.Type is SpanType && s.Dimension < 0, "the length of an array or span");
                break;
            case Slice s:
                Require(s.Array.Type is ArrayType { Rank: 1 } or SpanType && s.Result.Type is SpanType, "a span of rank-1 memory");
                Same(s.Array.Type.Element!, s.Result.Type.Element!);
                Require(s.Array.Type is not SpanType { IsReadOnly: true } || s.Result.Type is SpanType { IsReadOnly: true }, "a writable span of read-only memory");
                Require(s.Start is not null || s.Count is null, "a count without a start");
                if (s.Start is not null) Same(s.Start.Type, IrType.Int32);
                if (s.Count is not null) Same(s.Count.Type, IrType.Int32);
                break;
            case If s:
                Same(s.Condition.Type, IrType.Boolean);
                Require(s.Then.Parameters.Count == 0 && s.Else.Parameters.Count == 0, "a branch has parameters");
                Agree(s.Then.Yields, s.Results);
                Agree(s.Else.Yields, s.Results);
                break;
            case For s:
                Integers([s.Index]);
                foreach (Operand part in new[] { s.Start, s.End, s.Step }) Same(part.Type, s.Index.Type);
                Require(s.Step is not Constant step || step.AsDouble > 0 == s.Bound is Bound.Less or Bound.LessOrEqual, "a step away from the bound");
                Agree(s.Initial, s.Results);
                Agree(s.Body.Parameters, s.Results);
                Agree(s.Body.Yields, s.Results);
                break;
            case While s:
                Agree(s.Initial, s.Results);
                Agree(s.Condition.Parameters, s.Results);
                Agree(s.Body.Parameters, s.Results);
                Agree(s.Body.Yields, s.Results);
                Require(s.Condition.Yields is [{ } condition] && condition.Type == IrType.Boolean, "a condition yields one Boolean");
                Require(s.Condition.Deep().All(c => c is Let or Load or Length or Slice or If), "a condition with effects");
                break;
            case Call s:
                Agree(s.Results.Select(r => r.Type), s.Callee.ResultTypes);
                Require(s.Arguments.Count == s.Callee.Inputs.Count() && s.Pairs.All(p => IsPassed(p.Argument.Type, p.Parameter.Type)), $"the arguments ({Types(s.Arguments)}) of {s.Callee.Method}");
                break;
            case NewTape s: Require(s.Result.Type is TapeType, "a tape"); break;
            case Push s: Same(Tape(s.Tape), s.Pushed.Type); break;
            case Pop s: Same(Tape(s.Tape), s.Result.Type); break;
            case Invoke or Throw or Section: break;
            default: throw new UnreachableException();
        }
    }

    private void CheckLet(Let let)
    {
        Require(let.Arguments.Count == let.Op.Arity, $"{let.Op} takes {let.Op.Arity} operands");
        IrType result = let.Result.Type, first = let.Arguments[0].Type;
        if (let.Op.Notation == Notation.Lanes || result is VectorType) return;
        if (!let.Op.Equals(Primitive.IsNull) && let.IsOfTensors)
        {
            CheckTensors(let);
            return;
        }
        switch (let.Op.Notation)
        {
            case Notation.Conditional:
                Same(first, IrType.Boolean);
                Same(let.Arguments[1].Type, result);
                Same(let.Arguments[2].Type, result);
                break;
            case Notation.Cast: Require(first is ScalarType or OpaqueType && result is ScalarType or OpaqueType, "a conversion of memory"); break;
            case Notation.Prefix when let.Op.Equals(Primitive.IsNull):
                Require(first is ArrayType or OpaqueType or TensorType, "only a reference may be null");
                Same(result, IrType.Boolean);
                break;
            case Notation.Prefix: Same(first, result); break;
            case Notation.Checked:
                Require(result.IsInteger, $"{let.Op} of {result}");
                CheckLet(let with { Op = let.Op.InUnchecked });
                break;
            case Notation.Infix when let.Op.IsComparison:
                Same(first, let.Arguments[1].Type);
                Same(result, IrType.Boolean);
                break;
            case Notation.Infix when let.Op.Symbol is "<<" or ">>" or ">>>":
                Same(first, result);
                Same(let.Arguments[1].Type, IrType.Int32);
                break;
            case Notation.Infix:
                Require(let.Op.Symbol is "&" or "|" or "^" ? !result.IsFloat : result != IrType.Boolean, $"{let.Op} of {result}");
                Same(first, result);
                Same(let.Arguments[1].Type, result);
                break;
            case Notation.Math or Notation.Number:
                IrType[] floats = let.Arguments.Select(a => a.Type).Where(t => t.IsFloat).ToArray();
                foreach (IrType type in floats) Same(type, result.IsFloat ? result : floats[0]);
                break;
            case Notation.Tensor: Require((result is TensorMemoryType && first == result) || let.Op.IsOfComplex, "a part of a tensor's memory, or a function of complex numbers"); break;
            default: throw new UnreachableException();
        }
    }

    // Numbers stand beside tensors of their type; what an operation on tensors takes besides is its own affair.
    private void CheckTensors(Let let)
    {
        if (let.Op.Equals(Primitive.Convert) || let.Op.Notation == Notation.Tensor) return;
        IrType[] elements = [.. let.Arguments.Skip(let.Op.Equals(Primitive.Select) ? 1 : 0).Where(a => a.Type is TensorType || a.Type.IsFloat).Select(a => a.Type.Scalar).Distinct()];
        Require(elements.Length == 1, $"{let.Op} of tensors of {string.Join(", ", elements.Select(e => e.ToString()))}");
        if (let.Op.IsComparison) Same(let.Result.Type, TensorType.Mask);
        else Same(let.Result.Type.Scalar, elements[0]);
    }

    // The type of the element.
    private IrType CheckElement(Operand memory, EquatableArray<Operand> indices)
    {
        if (memory.Type.IsWhole(indices))
        {
            Require(memory.Type.IsOfTensors || memory.Type.Element!.Number is not null, $"all elements of {memory} as a tensor");
            return memory.Type.ElementAt(indices);
        }
        int rank = memory.Type switch
        {
            ArrayType a => a.Rank,
            SpanType => 1,
            RefType or StructType => 0,
            TensorMemoryType => indices.Count,
            _ => throw Failure($"{memory} of type {memory.Type} has no elements"),
        };
        if (memory.Type is StructType || memory.Type.Element is StructType)
        {
            rank++;
            Require(indices.Count > 0 && indices[indices.Count - 1] is Constant, "a leaf is a constant");
        }
        Require(indices.Count == rank, $"{indices.Count} indices for rank {rank}");
        Integers(indices);
        return memory.Type.ElementAt(indices);
    }

    private void Writable(Operand memory) => Require(memory.Type is not (SpanType { IsReadOnly: true } or StructType), "a write into read-only memory");

    private IrType Tape(Operand operand) => operand.Type is TapeType tape ? tape.ElementType : throw Failure($"{operand} is no tape");

    private void Integers(IEnumerable<Operand> operands)
    {
        foreach (Operand operand in operands) Require(operand.Type.IsInteger, $"{operand} of type {operand.Type} is no integer");
    }

    private void Agree(IReadOnlyCollection<Operand> operands, IReadOnlyCollection<Value> results) =>
        Require(operands.Select(o => o.Type).SequenceEqual(results.Select(r => r.Type)), $"({Types(operands)}) for results ({Types(results)})");

    private void Agree(IEnumerable<IrType> types, IEnumerable<IrType> expected) => Require(types.SequenceEqual(expected), "the results of a call");

    // An array is passed as a span, a writable span as a read-only one.
    private static bool IsPassed(IrType argument, IrType parameter) => argument == parameter
        || (parameter is SpanType span && argument.Element == span.ElementType && argument is ArrayType { Rank: 1 } or SpanType { IsReadOnly: false });

    private static string Types(IEnumerable<Operand> operands) => string.Join(", ", operands.Select(o => o.Type));

    private void Same(IrType a, IrType b) => Require(a == b, $"{a} is not {b}");

    private void Require(bool holds, string problem)
    {
        if (!holds) throw Failure(problem);
    }

    private InvalidOperationException Failure(string problem) => new($"{problem} (at or in {_current?.GetType().Name ?? "the parameters"} {string.Join(", ", _current?.Definitions() ?? [])})");
}
