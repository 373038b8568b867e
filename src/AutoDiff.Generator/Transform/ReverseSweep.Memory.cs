using System.Diagnostics;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>Shadows: the memory that holds the cotangents of an array's elements.</summary>
internal sealed partial class ReverseSweep
{
    /// <summary>The shadow of an array here. A deferred one is made at the start of the mirror of the region that defines the array.</summary>
    private Operand Shadow(Operand array)
    {
        Value value = (Value)array;
        if (_instruments.ShadowOf(value) is { } forward) return Get(forward);
        Scope scope = _scopes[_tree.RegionOf(value)];
        if (scope.Shadows.TryGetValue(value.Id, out Operand? known)) return known;
        return InPrologue(scope, () => scope.Shadows[value.Id] = MakeShadow(value));
    }

    private Operand MakeShadow(Value array)
    {
        string? name = CotangentName(array);
        switch (_tree.DefinitionOf(array))
        {
            case Allocate s:
                Value memory = _builder.Fresh(array.Type, name);
                _builder.Append(new Allocate(memory, GetAll(s.Dimensions), s.Storage));
                return memory;
            case Call when array.Type is ArrayType { Rank: 1, ElementType: ScalarType } or SpanType:
                Value shadow = _builder.Fresh(new ArrayType(array.Type.Element!, 1), name);
                _builder.Append(new Allocate(shadow, [_builder.Length(Get(array))]));
                return shadow;
            case Call:
                throw new UnsupportedDerivativeException($"the array '{array.Name ?? "?"}' that a call returns has more than one dimension");
            case Slice s:
                Operand whole = Shadow(s.Array);
                Value view = _builder.Fresh(new SpanType(array.Type.Element!, false), name);
                _builder.Append(new Slice(view, whole, GetOptional(s.Start), GetOptional(s.Count)));
                return view;
            case Let { Op: var op } s when op == Primitive.Stop:
                return Shadow(s.Arguments[0]);
            case Let { Result.Type: TensorMemoryType, Arguments: [{ Type: TensorMemoryType } full, ..] } s:
                return _builder.Let(name, s.Op, array.Type, [Shadow(full), .. s.Arguments.Skip(1).Select(Get)]);
            case Let { Result.Type: TensorMemoryType { ElementType: var element } } s:
                Operand shape = Get(Instruments.ShapeBeside((Value)s.Arguments[0], _tree));
                return _builder.Let(name, TensorRules.Copied, array.Type, _algebra.Apply(TensorRules.Find("Full", 2)!.Primitive, element, shape, Constant.Of(0.0, element)));
            case Load s:
                return _builder.Load(name, Shadow(s.Array), [.. GetAll(s.Indices)]);
            default:
                throw new UnreachableException($"no shadow for {array}");
        }
    }

    // āᵢ += cotangentᵢ for the arrays that the function returns.
    private void AddResultCotangents(Value cotangent)
    {
        for (int i = 0; i < _function.Body.Yields.Count; i++)
        {
            Operand result = _function.Body.Yields[i];
            if (!result.Type.IsMemory || !_activity.IsActiveMemory(result)) continue;
            List<Statement> loads = [];
            Value own = CotangentOf(i, cotangent, loads);
            _builder.Append(loads);
            AddElements(Shadow(result), own, CheckShape(result, own, cotangent.Name!), []);
        }
    }

    // The shape of the result is known only now; it is returned.
    private Value[] CheckShape(Operand result, Value cotangent, string name)
    {
        Value[] lengths = new Value[Rank(cotangent)];
        for (int d = 0; d < lengths.Length; d++)
        {
            int dimension = lengths.Length == 1 ? -1 : d;
            Value given = _builder.Length(cotangent, dimension), wanted = lengths[d] = _builder.Length(Get(result), dimension);
            Value differs = _builder.Let(Primitive.NotEqual, IrType.Boolean, given, wanted);
            _builder.Begin();
            _builder.Append(new Throw($"global::AutoDiff.ArgumentChecks.WrongCotangent({{0}}, {{1}}, nameof({name}))", new Operand[] { given, wanted }));
            Region then = _builder.End();
            _builder.If(differs, then, Region.Empty, []);
        }
        return lengths;
    }

    private static int Rank(Operand memory) => memory.Type is ArrayType { Rank: var rank } ? rank : 1;

    private void AddElements(Operand shadow, Operand cotangent, IReadOnlyList<Operand> lengths, IReadOnlyList<Operand> indices)
    {
        Value index = _builder.Fresh(IrType.Int32, "ijkl"[indices.Count].ToString());
        _builder.Begin();
        List<Operand> inner = [.. indices, index];
        if (inner.Count < lengths.Count) AddElements(shadow, cotangent, lengths, inner);
        else if (cotangent.Type.Element is StructType element)
        {
            for (int leaf = 0; leaf < element.Leaves.Count; leaf++)
                if (element.Leaves[leaf].Type.IsFloat) AddElement([.. inner, Constant.Of(leaf)]);
        }
        else if (cotangent.Type.Element!.IsFloat) AddElement([.. inner]);
        else
        {
            Value row = _builder.Load(cotangent, [.. inner]);
            AddElements(_builder.Load(shadow, [.. inner]), row, [.. Enumerable.Range(0, Rank(row)).Select(d => _builder.Length(row, Rank(row) == 1 ? -1 : d))], []);
        }
        Region body = _builder.End();
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, lengths[indices.Count], Constant.Of(1), EquatableArray<Operand>.Empty, body, EquatableArray<Value>.Empty));

        void AddElement(Operand[] element) => _builder.Append(new Accumulate(shadow, element, _builder.Load(cotangent, element)));
    }

    /// <summary>
    /// True if nothing has touched the element, which the method itself allocates, before this store: then no adjoint reads the shadow element after the store's own,
    /// and it need not be cleared.
    /// </summary>
    private bool IsFirstWrite(Store s)
    {
        if (!_options.PlanResiduals || s.Array is not Value array || _instruments.ShadowOf(array) is not null || _tree.DefinitionOf(array) is not Allocate) return false;
        RegionNode home = _tree.RegionOf(array);
        // Each execution of the store hits an element of its own: the counters of all loops around it are among its indices.
        if (!_tree.RegionOf(s).Chain().TakeWhile(n => n != home).Where(n => n.IsLoop).All(n => n.Owner is For loop && s.Indices.Contains(loop.Index))) return false;
        return _tree.Statements.All(other => ReferenceEquals(other, s) || !MayTouch(other, array) || IsSameElementLater(other, s)
            || (!_tree.MayFollow(other, s, home) && _tree.RegionOf(other).IsInside(home)));
    }

    private bool MayTouch(Statement statement, Value array) => statement switch
    {
        Load s => _memory.MayAlias(s.Array, array),
        Store s => _memory.MayAlias(s.Array, array),
        Accumulate s => _memory.MayAlias(s.Array, array),
        Invoke s => s.Arguments.Any(a => a.Type.IsMemory && _memory.MayAlias(a, array)),
        Call s => s.Arguments.Any(a => a.Type.IsMemory && _memory.MayAlias(a, array)),
        _ => false,
    };

    private bool IsSameElementLater(Statement other, Store store) => _tree.OrderOf(other) > _tree.OrderOf(store) && other switch
    {
        Load s => s.Array == store.Array && s.Indices.Equals(store.Indices),
        Store s => s.Array == store.Array && s.Indices.Equals(store.Indices),
        _ => false,
    };
}
