using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>What an interpreted <see cref="Throw"/> throws.</summary>
internal sealed class InterpreterThrow(string expression, object?[] arguments) : Exception($"throw {expression} ({string.Join(", ", arguments)})");

/// <summary>
/// Runs a function of the IR as it stands, on .NET's own values: boxed scalars, arrays, <see cref="MemoryView"/>s for spans (an array will do), arrays of
/// one element for <c>ref</c> parameters. The results are exactly those of the C# that the function means: <c>float</c> is rounded at each operation.
/// </summary>
internal sealed class IrInterpreter(FunctionIr function)
{
    private readonly object?[] _values = new object?[function.NextId];
    private long _steps;

    /// <summary>How a foreign call is answered, by <see cref="Invoke.Method"/>.</summary>
    public IReadOnlyDictionary<string, Func<object?[], object?>> Methods { get; init; } = new Dictionary<string, Func<object?[], object?>>();

    /// <summary>After so many statements the run is given up, with a <see cref="TimeoutException"/>.</summary>
    public long MaximalSteps { get; init; } = 20_000_000;

    public static object?[] Run(FunctionIr function, params object?[] arguments) => new IrInterpreter(function).Call(arguments);

    /// <summary>The results: one for most functions, none for <c>void</c>.</summary>
    public object?[] Call(params object?[] arguments)
    {
        if (arguments.Length != function.Parameters.Count) throw new ArgumentException($"{function.Name} has {function.Parameters.Count} parameters");
        for (int i = 0; i < arguments.Length; i++)
        {
            Value parameter = function.Parameters[i].Value;
            Set(parameter, parameter.Type is SpanType or RefType ? MemoryView.Of(arguments[i]) : arguments[i]);
        }
        return Execute(function.Body);
    }

    private object?[] Execute(Region region)
    {
        foreach (Statement statement in region.Body) Execute(statement);
        return Get(region.Yields);
    }

    private void Execute(Statement statement)
    {
        if (++_steps > MaximalSteps) throw new TimeoutException($"{function.Name} runs for more than {MaximalSteps} statements");
        switch (statement)
        {
            case Let s: Set(s.Result, PrimitiveEvaluation.Apply(s, Get(s.Arguments))); break;
            case Load s: Set(s.Result, MemoryAccess.Read(Get(s.Array), Indices(s.Indices))); break;
            case Store s: MemoryAccess.Write(Get(s.Array), Indices(s.Indices), Get(s.Stored)); break;
            case Accumulate s: Accumulate(s); break;
            case Clear s:
                MemoryView cleared = MemoryView.Of(Get(s.Array));
                Array.Clear(cleared.Array, cleared.Offset, cleared.Length);
                break;
            case Allocate s: Set(s.Result, MemoryAccess.Allocate(s, [.. Indices(s.Dimensions).Select(d => checked((int)d))])); break;
            case Length s: Set(s.Result, MemoryAccess.Length(Get(s.Array), s.Dimension)); break;
            case Slice s: Set(s.Result, View(s)); break;
            case If s: Bind(s.Results, Execute((bool)Get(s.Condition)! ? s.Then : s.Else)); break;
            case For s: Execute(s); break;
            case While s: Execute(s); break;
            case Invoke s: Invoke(s); break;
            case Throw s: throw new InterpreterThrow(s.Expression, Get(s.Arguments));
            case NewTape s: Set(s.Result, new Stack<object?>()); break;
            case Push s: ((Stack<object?>)Get(s.Tape)!).Push(Get(s.Pushed)); break;
            case Pop s: Set(s.Result, ((Stack<object?>)Get(s.Tape)!).Pop()); break;
            case Section: break;
            default: throw new NotSupportedException(statement.GetType().Name);
        }
    }

    private void Accumulate(Accumulate s)
    {
        object? memory = Get(s.Array);
        long[] indices = Indices(s.Indices);
        object?[] terms = [MemoryAccess.Read(memory, indices), Get(s.Addend)];
        MemoryAccess.Write(memory, indices, PrimitiveEvaluation.Apply(Primitive.Add, s.Addend.Type, terms));
    }

    private MemoryView View(Slice s)
    {
        MemoryView whole = MemoryView.Of(Get(s.Array));
        if (s.Start is null) return whole;
        int start = (int)Get(s.Start)!;
        return whole.Slice(start, s.Count is null ? whole.Length - start : (int)Get(s.Count)!);
    }

    // The counter is kept in 128 bits for the comparison, and wraps in its own type.
    private void Execute(For s)
    {
        ScalarKind kind = ((ScalarType)s.Index.Type).Kind;
        Int128 counter = Wide(Get(s.Start)), end = Wide(Get(s.End)), step = Wide(Get(s.Step));
        object?[] carried = Get(s.Initial);
        while (s.Bound switch { Bound.Less => counter < end, Bound.LessOrEqual => counter <= end, Bound.Greater => counter > end, _ => counter >= end })
        {
            Set(s.Index, ScalarValues.Integer(unchecked((long)counter), kind));
            Bind(s.Body.Parameters, carried);
            carried = Execute(s.Body);
            counter = Wide(ScalarValues.Integer(unchecked((long)(counter + step)), kind));
        }
        Bind(s.Results, carried);
    }

    private void Execute(While s)
    {
        object?[] carried = Get(s.Initial);
        while (true)
        {
            Bind(s.Condition.Parameters, carried);
            if (!(bool)Execute(s.Condition)[0]!) break;
            Bind(s.Body.Parameters, carried);
            carried = Execute(s.Body);
        }
        Bind(s.Results, carried);
    }

    private void Invoke(Invoke s)
    {
        if (!Methods.TryGetValue(s.Method, out Func<object?[], object?>? method)) throw new NotSupportedException($"nothing answers {s.Method}");
        object? result = method(Get(s.Arguments));
        if (s.Result is not null) Set(s.Result, result);
    }

    private object? Get(Operand operand) => operand switch
    {
        Value value => _values[value.Id],
        Constant constant => ScalarValues.Of(constant),
        DefaultOf { DefaultType: ScalarType scalar } => ScalarValues.Of(new Constant(scalar, 0)),
        DefaultOf { DefaultType: SpanType } => MemoryView.Empty,
        DefaultOf { DefaultType: TapeType } => new Stack<object?>(),
        DefaultOf => null,
        _ => throw new NotSupportedException(operand.GetType().Name),
    };

    private object?[] Get(EquatableArray<Operand> operands)
    {
        object?[] contents = new object?[operands.Count];
        for (int i = 0; i < contents.Length; i++) contents[i] = Get(operands[i]);
        return contents;
    }

    private long[] Indices(EquatableArray<Operand> operands)
    {
        long[] indices = new long[operands.Count];
        for (int i = 0; i < indices.Length; i++) indices[i] = (long)Wide(Get(operands[i]));
        return indices;
    }

    private static Int128 Wide(object? integer) => integer switch
    {
        int i => i,
        ulong u => u,
        char c => c,
        _ => Convert.ToInt64(integer, null),
    };

    private void Set(Value value, object? content) => _values[value.Id] = content;

    private void Bind(EquatableArray<Value> values, object?[] contents)
    {
        for (int i = 0; i < contents.Length; i++) Set(values[i], contents[i]);
    }
}
