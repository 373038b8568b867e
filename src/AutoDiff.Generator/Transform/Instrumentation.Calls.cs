using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Calls by contract that carry a derivative. One with residuals calls the method that gives them. One without keeps its arguments, for it runs again in the reverse
/// sweep: memory that may be written after it, or by it, is copied before the call.
/// </summary>
internal sealed partial class Instrumentation
{
    private readonly Dictionary<Call, CallInstruments> _calls = new(ReferenceComparer<Call>.Instance);

    private void AddRecording(Call original, List<Statement> output)
    {
        EquatableArray<Operand> kept = original.Pairs.Select(p => Kept(p.Argument, p.Parameter, original, output)).ToEquatableArray();
        EquatableArray<EquatableArray<Operand>> shapes = original.Pairs.Select(p => ShapeOfUnused(p.Argument, p.Parameter, original, output)).ToEquatableArray();
        Call call = (Call)RewriteParts(original);
        if (original.Callee.Derivative!.Residuals is { } type)
            call = call with { Callee = original.Callee.Recording(), Results = [.. call.Results, _builder.Fresh(type, "residuals")] };
        output.Add(call);
        _calls[call] = new(kept, shapes) { ResultShapes = call.Returned.Select(r => ShapeOfResult(r, original, output)).ToEquatableArray() };
    }

    /// <summary>The shape of one of several tensors that are returned: where the others' cotangents are not zero, its zero has that shape.</summary>
    private Operand? ShapeOfResult(Value result, Call call, List<Statement> output)
    {
        if (call.Callee is not { Returns: StructType, Derivative.Residuals: null } || result.Type is not TensorType) return null;
        Value shape = _builder.Fresh(TensorType.Shape);
        output.Add(new Let(shape, TensorRules.ShapeOf, [result]));
        return shape;
    }

    /// <summary>The shape of the sink that takes the derivative of a constant array in a differentiable parameter, where it is dropped; empty for all other arguments.</summary>
    private EquatableArray<Operand> ShapeOfUnused(Operand argument, CallParameter parameter, Call call, List<Statement> output)
    {
        if (!parameter.IsDifferentiable || !argument.Type.IsMemory || _activity.PassesDerivative(argument)) return EquatableArray<Operand>.Empty;
        if (argument.Type.Element is not (ScalarType or TensorType))
            throw new UnsupportedDerivativeException($"a constant array of arrays is passed to the differentiable parameter '{parameter.Name}' of '{call.Callee.Method}'; mark that [NoGradient]");
        return Dimensions(argument, output);
    }

    private Operand Kept(Operand argument, CallParameter parameter, Call call, List<Statement> output)
    {
        if (call.Callee.Derivative!.Residuals is not null || argument is not Value array || !array.Type.IsMemory) return argument;
        if (!parameter.IsWritten && StaysAsItIs(array, call)) return argument;
        if (array.Type.Element is not ScalarType element)
            throw new UnsupportedDerivativeException($"an array of arrays is passed to '{call.Callee.Method}' and written, by the call or after it");
        EquatableArray<Operand> dimensions = Dimensions(array, output);
        Value copy = _builder.Fresh(new ArrayType(element, dimensions.Count), array.Name is null ? null : array.Name + "Before");
        output.Add(new Allocate(copy, dimensions));
        output.Add(CopyAll(array, copy, dimensions, []));
        _snapshots.Add(copy.Id);
        return copy;
    }

    private EquatableArray<Operand> Dimensions(Operand array, List<Statement> output)
    {
        int rank = array.Type is ArrayType { Rank: var r } ? r : 1;
        List<Operand> dimensions = [];
        for (int d = 0; d < rank; d++)
        {
            Value length = _builder.Fresh(IrType.Int32);
            output.Add(new Length(length, array, rank == 1 ? -1 : d));
            dimensions.Add(length);
        }
        return dimensions;
    }

    private For CopyAll(Value from, Value to, EquatableArray<Operand> dimensions, IReadOnlyList<Operand> indices)
    {
        Value index = _builder.Fresh(IrType.Int32, "ijkl"[indices.Count].ToString());
        EquatableArray<Operand> inner = [.. indices, index];
        Value element = _builder.Fresh(from.Type.Element!);
        EquatableArray<Statement> body = inner.Count < dimensions.Count ? [CopyAll(from, to, dimensions, inner)] : [new Load(element, from, inner), new Store(to, inner, element)];
        return new For(index, Constant.Of(0), Bound.Less, dimensions[indices.Count], Constant.Of(1), EquatableArray<Operand>.Empty, new Region([], body, []), EquatableArray<Value>.Empty);
    }

    /// <summary>True if the reverse sweep finds the memory as the call found it: it is in scope there, and nothing writes it after the call.</summary>
    private bool StaysAsItIs(Value array, Call call)
    {
        Value owner = array;
        while (_tree.DefinitionOf(owner) is Slice { Array: Value viewed }) owner = viewed;
        if (_tree.RegionOf(owner) != _tree.Body) return false;
        return !_tree.Statements.Any(s => MayWrite(s, array) && (ReferenceEquals(s, call) || _tree.MayFollow(call, s, _tree.Body)));
    }

    private bool MayWrite(Statement statement, Value array) => statement switch
    {
        Store s => _memory.MayAlias(s.Array, array),
        Accumulate s => _memory.MayAlias(s.Array, array),
        Call s => s.Written.Any(a => _memory.MayAlias(a, array)),
        Invoke s => s.Arguments.Any(a => a.Type.IsMemory && _memory.MayAlias(a, array)),
        _ => false,
    };
}
