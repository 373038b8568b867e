using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Frontend;

/// <summary>
/// A span that a loop moves along (<c>s = s[1..]</c>) is two integers in the loop, its start and its length in the memory that it refers to before: so the loop carries numbers, not
/// memory, which a reverse sweep could not find again.
/// </summary>
internal sealed partial class MethodLowering
{
    private readonly Dictionary<int, (Operand Array, Operand Start, Operand Count)> _slices = [];

    private void LowerLoop(ILoopOperation loop, Action lower)
    {
        List<(ISymbol Symbol, VariablePlace Place)> moved = [];
        foreach (ISymbol symbol in MovedIn(loop))
        {
            if (!_places.TryGetValue(symbol, out Place? place) || place is not VariablePlace { Type: SpanType { ElementType.CarriesFloat: true } } span || !IsDeclared(span) || Read(span) is not Value root) continue;
            moved.Add((symbol, span));
            CursorPlace cursor = new(span.Type, root, new Variable(symbol.Name + "Start", IrType.Int32), new Variable(symbol.Name + "Length", IrType.Int32), loop.Syntax.GetLocation());
            Set(cursor.Start, Constant.Of(0));
            Set(cursor.Count, _builder.Length(root));
            _places[symbol] = cursor;
        }
        lower();
        foreach ((ISymbol symbol, VariablePlace span) in moved)
        {
            Place cursor = _places[symbol];
            _values[span.Variable] = Read(cursor);
            Forget(cursor);
            _places[symbol] = span;
        }
    }

    /// <summary>The variables that the loop assigns, all of them parts of themselves.</summary>
    private static IEnumerable<ISymbol> MovedIn(ILoopOperation loop) =>
        loop.Descendants().OfType<ISimpleAssignmentOperation>().Where(a => VariableOf(a.Target) is not null).GroupBy(a => VariableOf(a.Target)!, SymbolEqualityComparer.Default)
            .Where(all => all.All(a => IsPartOf(a.Value, all.Key!))).Select(all => all.Key!);

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation o => o.Local,
        IParameterReferenceOperation o => o.Parameter,
        _ => null,
    };

    private static bool IsPartOf(IOperation value, ISymbol variable) => PartOf(value) is { } whole && (SymbolEqualityComparer.Default.Equals(VariableOf(whole), variable) || IsPartOf(whole, variable));

    private static IOperation? PartOf(IOperation value) => value switch
    {
        IConversionOperation { Conversion.IsIdentity: true } o => PartOf(o.Operand),
        IParenthesizedOperation o => PartOf(o.Operand),
        IImplicitIndexerReferenceOperation o when TypeMapping.IsSpan(o.Type) => o.Instance,
        IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } whole } when TypeMapping.IsSpan(whole.Type) => whole,
        _ => null,
    };

    private Operand Read(CursorPlace cursor)
    {
        Value view = _builder.Fresh(cursor.Type);
        SetSlice(view, cursor.Root, _values[cursor.Start], _values[cursor.Count]);
        return view;
    }

    private void SetSlice(Value view, Operand array, Operand start, Operand count)
    {
        _builder.Append(new Slice(view, array, start, count));
        _views[view.Id] = array;
        _slices[view.Id] = (array, start, count);
    }

    // A part of a part of the memory: the starts add up.
    private Operand Write(CursorPlace cursor, Operand value)
    {
        Operand start = Constant.Of(0);
        Operand? count = null;
        for (Operand part = value; ; part = _slices[((Value)part).Id].Array)
        {
            if (part.Equals(cursor.Root)) break;
            if (part is not Value view || !_slices.TryGetValue(view.Id, out var slice))
            {
                Unsupported(cursor.Place, "a loop that lets a span refer to other memory", "index the memory");
                return value;
            }
            start = Shifted(start, slice.Start);
            count ??= slice.Count;
        }
        Set(cursor.Start, start);
        if (count is not null) Set(cursor.Count, count);
        return value;
    }
}
