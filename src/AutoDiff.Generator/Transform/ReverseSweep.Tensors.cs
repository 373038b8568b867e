using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>The adjoints of operations on tensors.</summary>
internal sealed partial class ReverseSweep
{
    // What each operand contributes, by the rule of an operation that is no function of elements.
    private List<(Operand Argument, Operand Term)> Pullbacks(Let s, TensorRule rule, Operand cotangent)
    {
        AdjointAlgebra.Atoms atoms = new(s, Get, part => _known.Find(part, s) is { } value ? Get(value) : null) { Seed = cotangent, IsConjugated = rule.Elements == ElementKind.Any };
        List<(Operand, Operand)> terms = [];
        for (int i = 0; i < s.Arguments.Count; i++)
        {
            Operand argument = s.Arguments[i];
            if (!_activity.IsActive(argument) || rule.Pullbacks[i] is not { } pullback) continue;
            Operand term = _algebra.Instantiate(pullback, argument.Type, atoms);
            terms.Add((argument, rule.IsElementwise && s.IsOfTensors ? Fitted(s, argument, term, atoms) : term));
        }
        return terms;
    }

    /// <summary>The contribution to an operand that was broadcast, in the operand's own shape.</summary>
    private Operand Fitted(Let s, Operand argument, Operand term, AdjointAlgebra.Atoms atoms)
    {
        IrType element = term.Type.Scalar;
        Operand fitted = argument.Type is not TensorType ? term.Type is TensorType ? _algebra.Apply(TensorRules.Total, element, term) : term
            : !_shapes.MayBeBroadcast(s, argument) ? term
            : _algebra.Apply(TensorRules.SumTo, element, term, _algebra.Instantiate(TensorRules.ShapeOfArgument(s.Arguments.ToList().IndexOf(argument)), s.Result.Type, atoms));
        return _algebra.Convert(fitted, argument.Type);
    }

    // What does not have the result's shape would be broadcast.
    private void CheckTensorShape(Operand result, Value cotangent, string name)
    {
        if (!_algebra.IsOptional(cotangent))
        {
            CheckPresent(result, cotangent, name);
            return;
        }
        Value isThere = IsThere(cotangent);
        _builder.Begin();
        CheckPresent(result, cotangent, name);
        _builder.If(isThere, _builder.End(), Region.Empty, []);
    }

    private void CheckPresent(Operand result, Value cotangent, string name)
    {
        Value given = _builder.Let(TensorRules.ShapeOf, TensorType.Shape, cotangent), wanted = _builder.Let(TensorRules.ShapeOf, TensorType.Shape, Get(result));
        Value differs = _builder.Let(Primitive.NotEqual, IrType.Boolean, given, wanted);
        _builder.Begin();
        _builder.Append(new Throw($"global::AutoDiff.ArgumentChecks.WrongCotangent({{0}}, {{1}}, nameof({name}))", new Operand[] { given, wanted }));
        _builder.If(differs, _builder.End(), Region.Empty, []);
    }

    // The cotangent of a tensor is null where no branch or iteration has added to it: then there is nothing to do.
    private void ReverseUnlessNull(Let s, Operand cotangent, Selection selection)
    {
        Value isThere = IsThere(cotangent);
        _builder.Begin();
        List<(Operand Argument, Operand Term)> terms = Contributions(s, cotangent, selection);
        Region then = _builder.End([.. terms.Select(t => t.Term)]);
        Region none = new(EquatableArray<Value>.Empty, EquatableArray<Statement>.Empty, terms.Select(t => AdjointAlgebra.Zero(t.Term.Type)).ToEquatableArray());
        Value[] results = _builder.If(isThere, then, none, new string?[terms.Count]);
        _algebra.MarkOptional(results);
        // A number is zero where the tensor is null; a tensor is null itself.
        for (int i = 0; i < results.Length; i++) AddCotangent(terms[i].Argument, results[i], results[i].Type is TensorType ? Selected(s, selection) : Selection.Branch);
    }

    /// <summary>The cotangent of what was written, from the shadow of the memory: of all elements at once in the shape of the tensor that was written, which may have been broadcast to a tensor's memory.</summary>
    private Value ReadShadow(Operand shadow, EquatableArray<Operand> indices, Operand written)
    {
        Value cotangent = _builder.Load(shadow, [.. indices]);
        if (!shadow.Type.IsWhole(indices))
        {
            _algebra.MarkOptional([cotangent]);
            return cotangent;
        }
        Primitive fit = shadow.Type is TensorMemoryType ? TensorRules.SumTo : TensorRules.Find("Reshape", 2)!.Primitive;
        return _builder.Let(fit, cotangent.Type, cotangent, Get(Instruments.ShapeBeside((Value)written, _tree)));
    }

    private Value IsThere(Operand cotangent) => _builder.Let(Primitive.Not, IrType.Boolean, _builder.Let(Primitive.IsNull, IrType.Boolean, cotangent));

    /// <summary>dX += x̄, unless that is null.</summary>
    private void AddToSink(Operand sink, Operand total, EquatableArray<Operand>? leaf = null)
    {
        Accumulate addition = new(sink, leaf ?? EquatableArray<Operand>.Empty, total);
        if (!_algebra.IsOptional(total))
        {
            _builder.Append(addition);
            return;
        }
        Value isThere = IsThere(total);
        _builder.Begin();
        _builder.Append(addition);
        _builder.If(isThere, _builder.End(), Region.Empty, []);
    }
}
