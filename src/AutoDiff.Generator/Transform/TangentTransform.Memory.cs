using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>Memory that holds the tangents of an array's elements.</summary>
internal sealed partial class TangentTransform
{
    /// <summary>
    /// Parameters that are constant but are written with what is not, have zeros beside them, which nobody sees afterwards; tangents that must be arrays are copied.
    /// Returns what is to be copied back.
    /// </summary>
    private List<(Value Passed, Value Copy)> EnterMemory()
    {
        List<(Value, Value)> written = [];
        foreach (Parameter parameter in _function.Parameters)
        {
            Value value = parameter.Value;
            if (parameter.Role == ParameterRole.Differentiable && _types.IsCopied(value))
            {
                Operand[] passed = _tangents[value.Id];
                Value[] copies = NewTangents(value, value.Type);
                for (int w = 0; w < _width; w++)
                {
                    Value length = _builder.Length(passed[w]);
                    _builder.Append(new Allocate(copies[w], [length]));
                    _builder.Append(_builder.CopyElements(passed[w], copies[w], length));
                    if (passed[w].Type is SpanType { IsReadOnly: false }) written.Add(((Value)passed[w], copies[w]));
                }
            }
            else if (parameter.Role != ParameterRole.Differentiable && value.Type.IsMemory && IsActive(value))
            {
                _tangents[value.Id] = [.. Enumerable.Range(0, _width).Select(w => View(Zeros(value, w), _types.Of(value)))];
            }
        }
        return written;
    }

    // A choice between two arrays: the frontend makes none, passes may.
    private void DifferentiateChoice(Let s)
    {
        if (s.Op == Primitive.Stop)
        {
            // The same memory, of which what is read is constant.
            if (TangentsOf(s.Arguments[0]) is { } same) _tangents[s.Result.Id] = same;
            return;
        }
        if (!IsActive(s.Result)) return;
        if (s.Arguments[0].Type is TensorMemoryType)
        {
            ForEachTangent(s.Result, s.Arguments[0], (part, memory) => s with { Result = part, Arguments = [memory, .. s.Arguments.Skip(1)] });
            return;
        }
        if (TensorRules.IsMemory(s.Op))
        {
            Operand[] tensors = TangentsOrZero(s.Arguments[0]);
            Value[] views = NewTangents(s.Result);
            for (int w = 0; w < _width; w++) _builder.Append(s with { Result = views[w], Arguments = [tensors[w]] });
            return;
        }
        IrType type = s.Result.Type is ResidualsType residuals ? residuals.Tangent : _types.Of(s.Result);
        Operand[] first = MemoryTangents(s.Arguments[1], type), second = MemoryTangents(s.Arguments[2], type);
        Value[] tangents = NewTangents(s.Result);
        for (int w = 0; w < _width; w++) _builder.Append(s with { Result = tangents[w], Arguments = [s.Arguments[0], first[w], second[w]] });
    }

    /// <summary>The tangents of memory as values of a type: null for null, zeros for what is constant, an array viewed as a span where a span is wanted.</summary>
    private Operand[] MemoryTangents(Operand memory, IrType wanted) => [.. Enumerable.Range(0, _width).Select(w =>
        memory is not Value value ? new DefaultOf(wanted) : View(TangentsOf(memory) is { } tangents ? tangents[w] : Zeros(value, w), wanted))];

    private Operand View(Operand memory, IrType wanted)
    {
        if (memory.Type == wanted) return memory;
        if (memory is DefaultOf) return new DefaultOf(wanted);
        Value view = _builder.Fresh(wanted, (memory as Value)?.Name);
        _builder.Append(new Slice(view, memory, null, null));
        return view;
    }

    private Value Zeros(Value memory, int seed) => memory.Type is ArrayType && memory.Type.IsOfTensors ? ZeroTensors(memory)
        : memory.Type is not (ArrayType or SpanType) || memory.Type.IsOfTensors
        ? throw new UnsupportedDerivativeException($"'{memory.Name}' is constant but is given values that carry a derivative")
        : memory.Type is ArrayType ? ZeroMemory.LikeUnlessNull(memory, _builder, NameOf(memory, seed)) : ZeroMemory.Like(memory, _builder, NameOf(memory, seed));

    // Of the shapes that the tensors have here: what is passed to a call.
    private Value ZeroTensors(Value tensors)
    {
        Value zeros = _builder.Fresh(tensors.Type);
        _builder.Append(new Invoke(zeros, "global::AutoDiff.Tensor.ZeroTangents({0})", [tensors], -1));
        return zeros;
    }

    // ---- Results ----

    // A tuple can hold no spans.
    private Operand Result(Operand result) => result.Type is SpanType { CarriesFloat: true } ? Copy(result, (result as Value)?.Name) : result;

    /// <summary>The tangents of a result, in its own type but for spans.</summary>
    private Operand[] ResultTangents(Operand result)
    {
        if (!result.Type.CarriesFloat) return [.. Enumerable.Repeat<Operand>(new DefaultOf(result.Type), _width)];
        if (!result.Type.IsMemory) return TangentsOrZero(result);
        if (TangentsOf(result) is not { } tangents) return [.. Enumerable.Range(0, _width).Select(w => result is Value value ? (Operand)Zeros(value, w) : new DefaultOf(result.Type))];
        return [.. tangents.Select((t, w) => t.Type is SpanType ? Copy(t, NameOf((Value)result, w)) : t)];
    }

    private Value Copy(Operand memory, string? name)
    {
        Value length = _builder.Length(memory), copy = _builder.Fresh(new ArrayType(memory.Type.Element!, 1), name);
        _builder.Append(new Allocate(copy, [length]));
        _builder.Append(_builder.CopyElements(memory, copy, length));
        return copy;
    }
}
