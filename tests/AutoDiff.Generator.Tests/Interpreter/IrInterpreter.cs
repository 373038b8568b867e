using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>The function came to a <see cref="Throw"/>.</summary>
internal sealed class InterpreterThrowException(string expression) : Exception(expression);

/// <summary>A span: a part of an array.</summary>
internal sealed record SpanView(Array Array, int Offset, int Length);

/// <summary>
/// The meaning of the IR, to hold every pass and the reverse sweep against. Numbers are boxed in their own types, arrays are those of .NET, a span is
/// a <see cref="SpanView"/> (an array will do), a reference an array of one element. Memory that need not be zeroed is filled with what would be noticed.
/// </summary>
internal sealed partial class IrInterpreter
{
    private const int MaximalSteps = 5_000_000;

    private readonly object?[] _values;
    private readonly IReadOnlyDictionary<string, Func<object?[], object?>>? _methods;
    private int _steps;

    private IrInterpreter(FunctionIr function, IReadOnlyDictionary<string, Func<object?[], object?>>? methods) =>
        (_values, _methods) = (new object?[function.NextId], methods);

    public static object?[] Run(FunctionIr function, params object?[] arguments) => Run(function, arguments, null);

    /// <param name="function">What to run.</param>
    /// <param name="arguments">In the order of the parameters.</param>
    /// <param name="methods">What <see cref="Invoke"/> calls, by its text.</param>
    public static object?[] Run(FunctionIr function, object?[] arguments, IReadOnlyDictionary<string, Func<object?[], object?>>? methods)
    {
        if (arguments.Length != function.Parameters.Count) throw new ArgumentException($"{arguments.Length} arguments for {function.Parameters.Count} parameters");
        IrInterpreter interpreter = new(function, methods);
        interpreter.Bind([.. function.Parameters.Select(p => p.Value)], arguments);
        return interpreter.Execute(function.Body);
    }

    private object?[] Execute(Region region)
    {
        foreach (Statement statement in region.Body) Execute(statement);
        return Evaluate(region.Yields);
    }

    private void Execute(Statement statement)
    {
        if (++_steps > MaximalSteps) throw new TimeoutException("the function does not come to an end");
        switch (statement)
        {
            case Let s: Set(s.Result, Apply(s, Evaluate(s.Arguments))); break;
            case Load s: Set(s.Result, Read(s.Array, s.Indices)); break;
            case Store s: Write(s.Array, s.Indices, Evaluate(s.Stored)); break;
            case Accumulate s: Write(s.Array, s.Indices, Sum(Read(s.Array, s.Indices), Evaluate(s.Addend))); break;
            case Clear s: Clear(View(s.Array)); break;
            case Allocate s: Set(s.Result, Allocated(s)); break;
            case Length s: Set(s.Result, s.Dimension < 0 ? View(s.Array).Length : ((Array)Evaluate(s.Array)!).GetLength(s.Dimension)); break;
            case Slice s: Set(s.Result, Sliced(s)); break;
            case If s: Bind(s.Results, Execute((bool)Evaluate(s.Condition)! ? s.Then : s.Else)); break;
            case For s: Loop(s); break;
            case While s: Loop(s); break;
            case Invoke s:
                object? result = _methods is not null && _methods.TryGetValue(s.Method, out Func<object?[], object?>? method)
                    ? method(Evaluate(s.Arguments))
                    : throw new NotSupportedException($"a call of {s.Method}");
                if (s.Result is not null) Set(s.Result, result);
                break;
            case Throw s: throw new InterpreterThrowException(string.Format(System.Globalization.CultureInfo.InvariantCulture, s.Expression, Evaluate(s.Arguments)));
            case NewTape s: Set(s.Result, new Stack<object?>()); break;
            case Push s: ((Stack<object?>)Evaluate(s.Tape)!).Push(Evaluate(s.Pushed)); break;
            case Pop s: Set(s.Result, ((Stack<object?>)Evaluate(s.Tape)!).Pop()); break;
            case Section: break;
            default: throw new UnreachableException();
        }
    }

    private void Loop(For loop)
    {
        object?[] carried = Evaluate(loop.Initial);
        long end = Integer(loop.End), step = Integer(loop.Step);
        if (step == 0 || step > 0 != loop.Bound is Bound.Less or Bound.LessOrEqual) throw new InvalidOperationException($"a step of {step} for {loop.Bound}");
        for (long i = Integer(loop.Start); IsWithin(i); i += step)
        {
            Set(loop.Index, FromInteger(i, loop.Index.Type));
            Bind(loop.Body.Parameters, carried);
            carried = Execute(loop.Body);
            _steps++;
        }
        Bind(loop.Results, carried);

        bool IsWithin(long i) => loop.Bound switch
        {
            Bound.Less => i < end,
            Bound.LessOrEqual => i <= end,
            Bound.Greater => i > end,
            Bound.GreaterOrEqual => i >= end,
            _ => throw new UnreachableException(),
        };
    }

    private void Loop(While loop)
    {
        object?[] carried = Evaluate(loop.Initial);
        while (true)
        {
            if (++_steps > MaximalSteps) throw new TimeoutException("the loop does not come to an end");
            Bind(loop.Condition.Parameters, carried);
            if (!(bool)Execute(loop.Condition)[0]!) break;
            Bind(loop.Body.Parameters, carried);
            carried = Execute(loop.Body);
        }
        Bind(loop.Results, carried);
    }

    private object? Evaluate(Operand operand) => operand switch
    {
        Value value => _values[value.Id],
        Constant constant => Literal(constant),
        DefaultOf { DefaultType: ScalarType scalar } => Literal(new Constant(scalar, 0)),
        DefaultOf { DefaultType: TapeType } => new Stack<object?>(),
        DefaultOf { DefaultType: SpanType span } => new SpanView(Array.CreateInstance(TypeOf(span.ElementType), 0), 0, 0),
        DefaultOf => null,
        _ => throw new UnreachableException(),
    };

    private object?[] Evaluate(EquatableArray<Operand> operands)
    {
        object?[] values = new object?[operands.Count];
        for (int i = 0; i < values.Length; i++) values[i] = Evaluate(operands[i]);
        return values;
    }

    private long Integer(Operand operand) => Evaluate(operand) is int number ? number : (long)ToInteger(Evaluate(operand)!);

    private void Set(Value value, object? content) => _values[value.Id] = content;

    private void Bind(EquatableArray<Value> values, object?[] contents)
    {
        for (int i = 0; i < contents.Length; i++) Set(values[i], contents[i]);
    }
}
