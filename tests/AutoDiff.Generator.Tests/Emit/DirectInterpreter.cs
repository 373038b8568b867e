using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>
/// The meaning of the IR, statement by statement, to hold the emitted text against. Arrays are those of .NET, a span is a <see cref="Window"/>, a
/// <c>ref</c> parameter a window of one element.
/// </summary>
internal sealed class DirectInterpreter
{
    private readonly Dictionary<int, object?> _values = [];

    /// <summary>A view of an array.</summary>
    internal sealed record Window(Array Array, int Offset, int Count)
    {
        public int At(int index) => (uint)index < (uint)Count ? Offset + index : throw new IndexOutOfRangeException();
    }

    public static object? Run(FunctionIr function, IReadOnlyList<object?> arguments)
    {
        DirectInterpreter interpreter = new();
        for (int i = 0; i < arguments.Count; i++) interpreter._values[function.Parameters[i].Value.Id] = arguments[i];
        interpreter.Execute(function.Body);
        return function.Body.Yields.Count == 0 ? null : interpreter.Evaluate(function.Body.Yields[0]);
    }

    private object? Evaluate(Operand operand) => operand switch
    {
        Value v => _values[v.Id],
        Constant { Scalar.Kind: ScalarKind.Double } c => c.AsDouble,
        Constant { Scalar.Kind: ScalarKind.Single } c => (float)c.AsDouble,
        Constant { Scalar.Kind: ScalarKind.Int32 } c => (int)c.Bits,
        Constant { Scalar.Kind: ScalarKind.Int64 } c => c.Bits,
        Constant { Scalar.Kind: ScalarKind.Boolean } c => c.IsTrue,
        DefaultOf { DefaultType: ScalarType s } => Evaluate(Constant.Number(0, s)),
        DefaultOf => null,
        _ => throw new NotSupportedException(operand.ToString()),
    };

    private object?[] Evaluate(IEnumerable<Operand> operands) => operands.Select(Evaluate).ToArray();

    private int[] Indices(IEnumerable<Operand> operands) => operands.Select(o => (int)Evaluate(o)!).ToArray();

    private Window View(Operand memory) => Evaluate(memory) switch
    {
        Window w => w,
        Array a => new(a, 0, a.Length),
        var other => throw new NotSupportedException(other?.ToString()),
    };

    private object? Read(Operand memory, IReadOnlyCollection<Operand> indices)
    {
        if (indices.Count > 1) return ((Array)Evaluate(memory)!).GetValue(Indices(indices));
        Window view = View(memory);
        return view.Array.GetValue(view.At(indices.Count == 0 ? 0 : Indices(indices)[0]));
    }

    private void Write(Operand memory, IReadOnlyCollection<Operand> indices, object? value)
    {
        if (indices.Count > 1)
        {
            ((Array)Evaluate(memory)!).SetValue(value, Indices(indices));
            return;
        }
        Window view = View(memory);
        view.Array.SetValue(value, view.At(indices.Count == 0 ? 0 : Indices(indices)[0]));
    }

    private void Bind(IEnumerable<Value> values, object?[] contents)
    {
        int k = 0;
        foreach (Value value in values) _values[value.Id] = contents[k++];
    }

    private object?[] Execute(Region region)
    {
        foreach (Statement statement in region.Body) Execute(statement);
        return Evaluate(region.Yields);
    }

    private void Execute(Statement statement)
    {
        switch (statement)
        {
            case Let s: _values[s.Result.Id] = Arithmetic.Apply(s, Evaluate(s.Arguments)!); break;
            case Load s: _values[s.Result.Id] = Read(s.Array, s.Indices); break;
            case Store s: Write(s.Array, s.Indices, Evaluate(s.Stored)); break;
            case Accumulate s: Write(s.Array, s.Indices, (double)Read(s.Array, s.Indices)! + (double)Evaluate(s.Addend)!); break;
            case Allocate s: _values[s.Result.Id] = Array.CreateInstance(typeof(double), Indices(s.Dimensions)); break;
            case Length { Dimension: < 0 } s: _values[s.Result.Id] = View(s.Array).Count; break;
            case Length s: _values[s.Result.Id] = ((Array)Evaluate(s.Array)!).GetLength(s.Dimension); break;
            case Slice { Start: null } s: _values[s.Result.Id] = View(s.Array); break;
            case Slice s: _values[s.Result.Id] = Part(View(s.Array), (int)Evaluate(s.Start)!, (int)Evaluate(s.Count!)!); break;
            case If s: Bind(s.Results, Execute((bool)Evaluate(s.Condition)! ? s.Then : s.Else)); break;
            case For s: Loop(s); break;
            case While s: Loop(s); break;
            case Throw: throw new TimeoutException();
            case NewTape s: _values[s.Result.Id] = new Stack<object?>(); break;
            case Push s: ((Stack<object?>)Evaluate(s.Tape)!).Push(Evaluate(s.Pushed)); break;
            case Pop s: _values[s.Result.Id] = ((Stack<object?>)Evaluate(s.Tape)!).Pop(); break;
            case Invoke s:
                object?[] arguments = Evaluate(s.Arguments);
                double result = EmitterFuzzTests.Foreign((double)arguments[0]!, (double[])arguments[1]!);
                if (s.Result is not null) _values[s.Result.Id] = result;
                break;
            case Section: break;
            default: throw new NotSupportedException(statement.ToString());
        }
    }

    private static Window Part(Window view, int start, int count) =>
        start >= 0 && count >= 0 && start + count <= view.Count ? new(view.Array, view.Offset + start, count) : throw new ArgumentOutOfRangeException(nameof(start));

    private void Loop(For s)
    {
        object?[] carried = Evaluate(s.Initial);
        int end = (int)Evaluate(s.End)!, step = (int)Evaluate(s.Step)!;
        for (int i = (int)Evaluate(s.Start)!; s.Bound switch { Bound.Less => i < end, Bound.LessOrEqual => i <= end, Bound.Greater => i > end, _ => i >= end }; i += step)
        {
            _values[s.Index.Id] = i;
            Bind(s.Body.Parameters, carried);
            carried = Execute(s.Body);
        }
        Bind(s.Results, carried);
    }

    private void Loop(While s)
    {
        object?[] carried = Evaluate(s.Initial);
        while (true)
        {
            Bind(s.Condition.Parameters, carried);
            if (!(bool)Execute(s.Condition)[0]!) break;
            Bind(s.Body.Parameters, carried);
            carried = Execute(s.Body);
        }
        Bind(s.Results, carried);
    }
}
