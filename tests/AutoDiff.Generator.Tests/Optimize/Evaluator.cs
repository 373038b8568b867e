using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>Runs a function as it stands, so that what a pass makes of it can be compared with it, bit for bit.</summary>
internal sealed class Evaluator
{
    private const int MaximalSteps = 2_000_000;

    private readonly Dictionary<int, object?> _values = [];

    /// <summary>How many statements and trips were run.</summary>
    public int Steps { get; private set; }

    public object?[] Run(FunctionIr function, params object?[] arguments)
    {
        for (int i = 0; i < function.Parameters.Count; i++) _values[function.Parameters[i].Value.Id] = arguments[i];
        Run(function.Body);
        return [.. function.Body.Yields.Select(Get)];
    }

    private void Run(Region region)
    {
        foreach (Statement statement in region.Body) Run(statement);
    }

    private void Run(Statement statement)
    {
        Count();
        switch (statement)
        {
            case Let s: Set(s.Result, Primitives.Evaluate(s, [.. s.Arguments.Select(Get)])); break;
            case Load s: Set(s.Result, Element(s.Array, s.Indices)); break;
            case Store s: Element(s.Array, s.Indices) = Get(s.Stored); break;
            case Accumulate s:
                ref object? element = ref Element(s.Array, s.Indices);
                element = (double)element! + (double)Get(s.Addend)!;
                break;
            case Clear s:
                for (int i = 0; i < Memory(s.Array).Count; i++) Memory(s.Array).At(i) = Zero(s.Array.Type.Element!);
                break;
            case Allocate s: Set(s.Result, Allocated(s)); break;
            case Length s: Set(s.Result, s.Dimension < 0 ? Memory(s.Array).Count : Memory(s.Array).Dimensions[s.Dimension]); break;
            case Slice s:
                int start = s.Start is null ? 0 : Int(s.Start);
                Set(s.Result, Memory(s.Array).Slice(start, s.Count is null ? Memory(s.Array).Count - start : Int(s.Count)));
                break;
            case If s:
                Region taken = (bool)Get(s.Condition)! ? s.Then : s.Else;
                Run(taken);
                Bind(s.Results, [.. taken.Yields.Select(Get)]);
                break;
            case For s: Run(s); break;
            case While s: Run(s); break;
            case NewTape s: Set(s.Result, new Stack<object?>()); break;
            case Push s: ((Stack<object?>)Get(s.Tape)!).Push(Get(s.Pushed)); break;
            case Pop s: Set(s.Result, ((Stack<object?>)Get(s.Tape)!).Pop()); break;
            case Throw: throw new InvalidOperationException();
            case Section: break;
            default: throw new NotSupportedException(statement.GetType().Name);
        }
    }

    private void Run(For loop)
    {
        int end = Int(loop.End), step = Int(loop.Step);
        object?[] carried = [.. loop.Initial.Select(Get)];
        for (int i = Int(loop.Start); Continues(i); i += step)
        {
            Count();
            Set(loop.Index, i);
            carried = Trip(loop.Body, carried);
        }
        Bind(loop.Results, carried);

        bool Continues(int i) => loop.Bound switch
        {
            Bound.Less => i < end,
            Bound.LessOrEqual => i <= end,
            Bound.Greater => i > end,
            _ => i >= end,
        };
    }

    private void Run(While loop)
    {
        object?[] carried = [.. loop.Initial.Select(Get)];
        while ((bool)Trip(loop.Condition, carried)[0]!)
        {
            Count();
            carried = Trip(loop.Body, carried);
        }
        Bind(loop.Results, carried);
    }

    private object?[] Trip(Region body, object?[] carried)
    {
        Bind(body.Parameters, carried);
        Run(body);
        return [.. body.Yields.Select(Get)];
    }

    private void Count()
    {
        if (++Steps > MaximalSteps) throw new TimeoutException();
    }

    // Memory that need not be zero holds what would be noticed if it were read.
    private Memory Allocated(Allocate allocation)
    {
        int[] dimensions = [.. allocation.Dimensions.Select(Int)];
        if (dimensions.Any(d => d < 0)) throw new OverflowException();
        int count = dimensions.Aggregate(1, (product, d) => product * d);
        object? content = allocation.IsZeroed || allocation.Result.Type.Element != IrType.Double ? Zero(allocation.Result.Type.Element!) : 12345.678;
        return new([.. Enumerable.Repeat(content, count)], 0, count, dimensions);
    }

    private ref object? Element(Operand array, EquatableArray<Operand> indices) =>
        ref Memory(array).At([.. indices.Count == 0 ? [0] : indices.Select(Int)]);

    private object? Get(Operand operand) => operand switch
    {
        Value value => _values.TryGetValue(value.Id, out object? content) ? content : throw new InvalidOperationException($"{value} has no value"),
        Constant constant => Primitives.Literal(constant),
        DefaultOf { DefaultType: var type } => Zero(type),
        _ => throw new NotSupportedException(),
    };

    private Memory Memory(Operand operand) => (Memory?)Get(operand) ?? throw new NullReferenceException();

    private int Int(Operand operand) => (int)Get(operand)!;

    private void Set(Value value, object? content) => _values[value.Id] = content;

    private void Bind(EquatableArray<Value> values, object?[] contents)
    {
        for (int i = 0; i < values.Count; i++) Set(values[i], contents[i]);
    }

    private static object? Zero(IrType type) => type is ScalarType scalar ? Primitives.Literal(new Constant(scalar, 0)) : null;
}
