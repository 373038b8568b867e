using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>Arrays and spans: elements, slices, allocations, and the library's block operations as loops.</summary>
internal sealed partial class MethodLowering
{
    private Operand LowerElement(IOperation operation)
    {
        if (LowerTensorAt(operation) is { } tensor) return tensor;
        if (RangeOf(operation) is var (source, range)) return LowerRange(source, range, operation);
        if (operation is IArrayElementReferenceOperation { ArrayReference: var array } && !TypeOf(array).IsIndexed) return LowerOpaque(operation);
        return ElementOf(operation) is { } element ? Read(element) : LowerOpaque(operation);
    }

    /// <summary>The element that an indexing expression denotes; null if it is not one of an array or span of scalars.</summary>
    private Place? ElementOf(IOperation operation)
    {
        (IOperation? source, IOperation[] indices) = operation switch
        {
            IArrayElementReferenceOperation o => (o.ArrayReference, o.Indices.ToArray()),
            IImplicitIndexerReferenceOperation o => (o.Instance, [o.Argument]),
            IPropertyReferenceOperation { Instance: { } instance } o => (instance, o.Arguments.Select(a => a.Value).ToArray()),
            _ => ((IOperation?)null, []),
        };
        if (source is null || !TypeOf(source).IsIndexed)
        {
            Unsupported(operation, "this indexer", "use arrays or spans of numbers");
            return null;
        }
        Operand array = LowerExpression(source);
        return ElementAt(array, indices.Select(i => LowerIndex(i, array)).ToEquatableArray());
    }

    private Operand LowerIndex(IOperation index, Operand array)
    {
        if (!IsPosition(index.Type)) return LowerExpression(index);
        return PositionOf(index).Start(array);
    }

    private static (IOperation Source, IOperation Range)? RangeOf(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices: [{ Type.Name: "Range" } range] } o => (o.ArrayReference, range),
        IImplicitIndexerReferenceOperation { Argument: { Type.Name: "Range" } range } o => (o.Instance, range),
        _ => null,
    };

    // A range of a span is a view; of an array, a copy.
    private Operand LowerRange(IOperation source, IOperation range, IOperation operation)
    {
        if (!TypeOf(source).IsIndexed) return Unsupported(operation, "a range of this type", "use arrays or spans of numbers");
        Operand array = LowerExpression(source);
        RangePosition position = PositionOf(range);
        Operand start = position.Start(array), end = position.End!(array);
        Operand count = start is Constant { Bits: 0 } ? end : _builder.Let(Primitive.Subtract, IrType.Int32, end, start);
        Value view = SliceOf(array, start, count);
        return source.Type is IArrayTypeSymbol ? Copy(view, array.Type) : view;
    }

    private Value SliceOf(Operand array, Operand start, Operand count)
    {
        bool isReadOnly = array.Type is SpanType { IsReadOnly: true };
        Value view = _builder.Fresh(new SpanType(array.Type.Element!, isReadOnly));
        SetSlice(view, array, start, count);
        return view;
    }

    // ---- Allocation ----

    private Operand LowerArrayCreation(IArrayCreationOperation o)
    {
        if (TypeOf(o) is not ArrayType type) return LowerOpaque(o);
        Operand[] dimensions = [.. o.DimensionSizes.Select(s => Converted(LowerExpression(s), IrType.Int32))];
        Value array = NewArray(type, dimensions);
        if (o.Initializer is { } initializer) Fill(array, initializer, []);
        return array;
    }

    private Value NewArray(IrType type, Operand[] dimensions, Storage storage = Storage.Heap, bool isZeroed = true)
    {
        Value array = _builder.Fresh(type);
        _builder.Append(new Allocate(array, dimensions, storage, isZeroed));
        _separate.Add(array.Id);
        return array;
    }

    private void Fill(Value array, IArrayInitializerOperation initializer, Operand[] indices)
    {
        for (int i = 0; i < initializer.ElementValues.Length; i++)
        {
            Operand[] inner = [.. indices, Constant.Of(i)];
            if (initializer.ElementValues[i] is IArrayInitializerOperation nested) Fill(array, nested, inner);
            else StoreAt(array, LowerExpression(initializer.ElementValues[i]), inner);
        }
    }

    // [a, .. b, c]: the elements are evaluated in order, then stored one behind the other.
    private Operand LowerCollection(ICollectionExpressionOperation o, IrType type)
    {
        if (type is not (ArrayType { Rank: 1 } or SpanType) || o.Elements.OfType<ISpreadOperation>().Any(s => TypeOf(Unwrap(s.Operand)) is not (ArrayType { Rank: 1 } or SpanType)))
            return Unsupported(o, "this collection expression", "create an array and assign its elements");
        (Operand Element, bool IsSpread)[] elements = [.. o.Elements.Select(e => e is ISpreadOperation s ? (LowerExpression(Unwrap(s.Operand)), true) : (LowerExpression(e), false))];
        Operand length = Constant.Of(elements.Count(e => !e.IsSpread));
        foreach ((Operand spread, _) in elements.Where(e => e.IsSpread)) length = Plus(_builder.Length(spread), length);
        Value array = NewArray(new ArrayType(type.Element!, 1), [length]);
        Operand position = Constant.Of(0);
        foreach ((Operand element, bool isSpread) in elements)
        {
            if (isSpread) CopyElements(element, Constant.Of(0), array, position, _builder.Length(element));
            else StoreAt(array, Converted(element, type.Element!), position);
            position = Plus(isSpread ? _builder.Length(element) : Constant.Of(1), position);
        }
        return View(array, type);
    }

    private Operand Plus(Operand a, Operand b) => b is Constant { Bits: 0 } ? a : (a, b) is (Constant c, Constant d) ? Constant.Of((int)(c.Bits + d.Bits)) : _builder.Let(Primitive.Add, IrType.Int32, b, a);

    // Roslyn has no operation for stackalloc: its size is among the children, its type in the syntax.
    private Operand LowerStackAllocation(IOperation operation)
    {
        SemanticModel model = ModelOf(operation.Syntax.SyntaxTree);
        (TypeSyntax? element, InitializerExpressionSyntax? initializer, ExpressionSyntax? size) = operation.Syntax switch
        {
            StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax type } s => ((TypeSyntax?)type.ElementType, s.Initializer, type.RankSpecifiers[0].Sizes[0]),
            ImplicitStackAllocArrayCreationExpressionSyntax s => (null, s.Initializer, null),
            _ => ((TypeSyntax?)null, null, null),
        };
        IOperation[] values = initializer is null ? [] : [.. initializer.Expressions.Select(e => model.GetOperation(e, _cancellation)!)];
        ITypeSymbol? elementType = element is not null ? model.GetTypeInfo(element, _cancellation).Type : values.FirstOrDefault()?.Type;
        if (elementType is null || Map(elementType) is not ScalarType scalar || operation.Syntax.Parent is null) return Unsupported(operation, "this stackalloc", "stackalloc double[n] into a Span<double>");
        Operand count = size is null or OmittedArraySizeExpressionSyntax ? Constant.Of(values.Length) : LowerExpression(model.GetOperation(size, _cancellation)!);
        Value span = NewArray(new SpanType(scalar, false), [count], Storage.Stack);
        for (int i = 0; i < values.Length; i++) StoreAt(span, Converted(LowerExpression(values[i]), scalar), Constant.Of(i));
        return span;
    }

    // ---- Block operations of the library ----

    /// <summary>Lowers <c>AsSpan</c>, <c>Slice</c>, <c>Clone</c>, <c>CopyTo</c>, <c>Fill</c>, … of arrays and spans; null if the call is none of them.</summary>
    private Operand? LowerBlockOperation(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        IOperation[] operands = [.. call.Instance is null ? [] : (IOperation[])[call.Instance], .. call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value)];
        if (operands.Length == 0 || !(IsArrayLibrary(method.ContainingType)) || operands[0].Type is null) return null;
        if (operands[0] is IConversionOperation { IsImplicit: true, Operand.Type: IArrayTypeSymbol } widened) operands[0] = widened.Operand;
        if (!TypeOf(operands[0]).IsIndexed || TypeOf(operands[0]) is ArrayType { Rank: > 1 } && method.Name is not ("GetLength" or "Clone")) return null;
        switch (method.Name, operands.Length)
        {
            case ("GetLength", 2) when operands[1].ConstantValue is { HasValue: true, Value: int dimension }:
                return _builder.Length(LowerExpression(operands[0]), dimension);
            case ("AsSpan" or "Slice", 1): return View(LowerExpression(operands[0]), TypeOf(call));
            case ("AsSpan" or "Slice", 2 or 3) when operands[1].Type is { SpecialType: SpecialType.System_Int32 }:
                Operand source = LowerExpression(operands[0]), start = LowerExpression(operands[1]);
                Operand count = operands.Length == 3 ? LowerExpression(operands[2]) : _builder.Let(Primitive.Subtract, IrType.Int32, _builder.Length(source), start);
                return SliceOf(source, start, count);
            case ("ToArray", 1): return Copy(LowerExpression(operands[0]), TypeOf(call));
            case ("Clone", 1):
                Operand original = LowerExpression(operands[0]);
                return original.Type is ArrayType { ElementType: not ArrayType } full ? Copy(original, full) : Unsupported(call, "Clone of an array of arrays", "copy it with loops");
            case ("CopyTo", 2):
                Operand from = LowerExpression(operands[0]), to = LowerExpression(Unwrap(operands[1]));
                CopyElements(from, Constant.Of(0), to, Constant.Of(0), _builder.Length(from));
                return Constant.Of(0);
            case ("CopyTo", 3) when operands[2].Type is { SpecialType: SpecialType.System_Int32 }:
                Operand whole = LowerExpression(operands[0]), into = LowerExpression(Unwrap(operands[1])), at = LowerExpression(operands[2]);
                CopyElements(whole, Constant.Of(0), into, at, _builder.Length(whole));
                return Constant.Of(0);
            case ("Copy", 3 or 5) when method.IsStatic && TypeOf(Unwrap(operands[operands.Length == 3 ? 1 : 2])).IsIndexed:
                bool hasStarts = operands.Length == 5;
                Operand a = LowerExpression(operands[0]), i = hasStarts ? LowerExpression(operands[1]) : Constant.Of(0);
                Operand b = LowerExpression(Unwrap(operands[hasStarts ? 2 : 1])), j = hasStarts ? LowerExpression(operands[3]) : Constant.Of(0);
                CopyElements(a, i, b, j, LowerExpression(operands[operands.Length - 1]));
                return Constant.Of(0);
            case ("Fill", 4) when method.IsStatic:
                Operand part = LowerExpression(operands[0]), filling = LowerExpression(operands[1]), first = LowerExpression(operands[2]);
                Repeat(LowerExpression(operands[3]), index => StoreAt(part, filling, Shifted(first, index)));
                return Constant.Of(0);
            case ("Clear", 3) when method.IsStatic:
                Operand target = LowerExpression(operands[0]), from0 = LowerExpression(operands[1]);
                Repeat(LowerExpression(operands[2]), index => StoreAt(target, Variable.ZeroOf(target.Type.Element!), Shifted(from0, index)));
                return Constant.Of(0);
            case ("Fill", 2):
                Operand filled = LowerExpression(operands[0]), value = LowerExpression(operands[1]);
                Repeat(_builder.Length(filled), index => StoreAt(filled, value, index));
                return Constant.Of(0);
            case ("Clear", 1):
                Operand cleared = LowerExpression(operands[0]);
                Repeat(_builder.Length(cleared), index => StoreAt(cleared, Variable.ZeroOf(cleared.Type.Element!), index));
                return Constant.Of(0);
            default: return null;
        }
    }

    private void StoreAt(Operand array, Operand value, params Operand[] indices) => Write(ElementAt(array, indices), value);

    private Operand LoadAt(Operand array, params Operand[] indices) => Read(ElementAt(array, indices));

    private static bool IsArrayLibrary(INamedTypeSymbol type) =>
        type is { Name: "Array" or "MemoryExtensions", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } || TypeMapping.IsSpan(type);

    private Value Copy(Operand source, IrType type) => Copy(source, new ArrayType(type.Element!, 1));

    // An array of any rank: a loop for each dimension.
    private Value Copy(Operand source, ArrayType type)
    {
        Operand[] dimensions = [.. Enumerable.Range(0, type.Rank).Select(d => _builder.Length(source, type.Rank == 1 ? -1 : d))];
        Value copy = NewArray(type, dimensions);
        CopyFrom([]);
        return copy;

        void CopyFrom(Operand[] indices)
        {
            if (indices.Length == type.Rank) StoreAt(copy, LoadAt(source, indices), indices);
            else Repeat(dimensions[indices.Length], index => CopyFrom([.. indices, index]));
        }
    }

    // The library allows source and destination to overlap: then the elements go through a buffer, unless they stay where they are.
    private void CopyElements(Operand from, Operand fromStart, Operand to, Operand toStart, Operand count)
    {
        if (MayOverlap(from, to) && !(from.Equals(to) && fromStart.Equals(toStart)))
        {
            Value buffer = NewArray(new ArrayType(from.Type.Element!, 1), [count]);
            (Operand source, Operand start) = (from, fromStart);
            Repeat(count, index => StoreAt(buffer, LoadAt(source, Shifted(start, index)), index));
            (from, fromStart) = (buffer, Constant.Of(0));
        }
        Repeat(count, index => StoreAt(to, LoadAt(from, Shifted(fromStart, index)), Shifted(toStart, index)));
    }

    private Operand Shifted(Operand start, Operand index) => start is Constant { Bits: 0 } ? index : _builder.Let(Primitive.Add, IrType.Int32, start, index);

    // Parameters that are written do not overlap (that is checked on entry), and what is allocated here overlaps nothing else; other memory may.
    private bool MayOverlap(Operand a, Operand b)
    {
        (Operand rootA, Operand rootB) = (RootOf(a), RootOf(b));
        return rootA.Equals(rootB) || !(IsDistinct(rootA) && IsDistinct(rootB));
    }

    private Operand RootOf(Operand memory)
    {
        while (memory is Value view && _views.TryGetValue(view.Id, out Operand? viewed)) memory = viewed;
        return memory;
    }

    private bool IsDistinct(Operand root) => root is Value value && _separate.Contains(value.Id);

    private void Repeat(Operand count, Action<Value> body)
    {
        Value index = _builder.Fresh(IrType.Int32, "i");
        _builder.Begin();
        body(index);
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, count, Constant.Of(1), EquatableArray<Operand>.Empty, _builder.End(), EquatableArray<Value>.Empty));
    }

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model)) _models[tree] = model = (_compilation.ContainsSyntaxTree(tree) ? _compilation : LibraryModels.With(_compilation)).GetSemanticModel(tree);
        return model;
    }
}
