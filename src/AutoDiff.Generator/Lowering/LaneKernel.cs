using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <summary>Why the iterations of a loop do not run at once.</summary>
internal sealed class NoLanesException(string reason) : Exception(reason);

/// <summary>
/// Rewrites a counted loop into a function that runs several of its iterations at once, each in a lane of vectors: <c>(int next, sums…) F(int lower, int upper, what the body reads…, sums…)</c>.
/// It runs as many as fill whole vectors; <c>next</c> is the first that it leaves. What is the same in all iterations stays a number; an integer that grows by the same amount from iteration to iteration is its first
/// lane's and that amount; the rest are vectors. Arrays of an iteration's own become arrays of vectors. Sums have a lane each until the end. The aspects: <c>.Values</c>, <c>.Memory</c>, <c>.Control</c>.
/// </summary>
internal sealed partial class LaneKernel
{
    // The name of the parameter of that type.
    private const string LanesName = "lanes";

    private readonly For _loop;
    private readonly int _bits;
    private readonly ScalarType _number;
    private readonly LaneVariance _variance;
    private readonly Func<Operand, bool> _isOwn;
    private readonly ISet<int> _written;
    private readonly Dictionary<int, Laned> _values = [];
    private readonly IrBuilder _builder = new();
    private readonly Value? _whichCount;
    private Value? _mask;

    private LaneKernel(For loop, int bits, bool countsAll, LaneVariance variance, Func<Operand, bool> isOwn, ISet<int> written)
    {
        (_loop, _bits, _variance, _isOwn, _written) = (loop, bits, variance, isOwn, written);
        _whichCount = countsAll ? null : _builder.Fresh(LaneVariant.WhichCount, LanesName);
        _number = NumberOf(loop);
        Lanes = bits / _number.Width;
    }

    /// <summary>The number of iterations that run at once.</summary>
    public int Lanes { get; }

    /// <summary>The kernel, with vectors of so many bits. Throws a <see cref="NoLanesException"/> where the body cannot be written so.</summary>
    /// <param name="loop">A loop whose counter steps by one, whose iterations are independent and whose carried values are sums.</param>
    /// <param name="bits">512, say, or 1024 for two of those at once.</param>
    /// <param name="countsAll">False if the function is told which lanes count (see <see cref="LaneVariant.WhichCount"/>): what the others add is left out.</param>
    /// <param name="captured">The values from outside that the body reads, in the order of the parameters.</param>
    /// <param name="variance">Which of the body's values differ between iterations.</param>
    /// <param name="isOwn">True for memory that each iteration has of its own.</param>
    /// <param name="written">The ids of captured memory that the body writes.</param>
    /// <param name="name">The function's name.</param>
    public static LaneVariant Make(For loop, int bits, bool countsAll, IReadOnlyList<Value> captured, LaneVariance variance, Func<Operand, bool> isOwn, ISet<int> written, string name)
    {
        LaneKernel kernel = new(loop, bits, countsAll, variance, isOwn, written);
        return new(kernel.Function(captured, name), bits, kernel.Lanes, kernel.Lanes);
    }

    /// <summary>The type of a captured value as a parameter: vectors are spans.</summary>
    public static IrType ParameterType(Value captured, ISet<int> written) => captured.Type switch
    {
        ArrayType { Rank: 1, ElementType: not ArrayType } array => new SpanType(array.ElementType, !written.Contains(captured.Id)),
        _ => captured.Type,
    };

    // How a value of the body stands in the kernel.
    private abstract record Laned
    {
        /// <summary>One for all lanes: a number, or memory that all lanes share.</summary>
        public sealed record Same(Operand Operand) : Laned;

        /// <summary>An integer that grows from lane to lane.</summary>
        public sealed record Stepped(Operand First, Operand Step) : Laned;

        /// <summary>A vector.</summary>
        public sealed record Each(Value Vector) : Laned;

        /// <summary>An array of vectors: memory of each lane's own.</summary>
        public sealed record Own(Value Memory, Operand Length) : Laned;

        /// <summary>A part of shared memory that starts elsewhere for each lane.</summary>
        public sealed record Window(Operand Memory, Operand First, Operand Step, Operand Count) : Laned;
    }

    private FunctionIr Function(IReadOnlyList<Value> captured, string name)
    {
        HashSet<string> names = [LanesName];
        Value lower = Named(IrType.Int32, "from"), upper = Named(IrType.Int32, "to");
        List<Parameter> parameters = [new(lower, ParameterRole.Constant), new(upper, ParameterRole.Constant)];
        foreach (Value outer in captured)
        {
            Value parameter = Named(ParameterType(outer, _written), outer.Name ?? (outer.Type.IsMemory ? "memory" : "number"));
            parameters.Add(new(parameter, ParameterRole.Constant) { IsWritten = _written.Contains(outer.Id) });
            _values[outer.Id] = new Laned.Same(parameter);
        }
        Value[] initial = [.. _loop.Body.Parameters.Select(p => Named(p.Type, (p.Name ?? "sum") + "Before"))];
        parameters.AddRange(initial.Select(p => new Parameter(p, ParameterRole.Constant)));

        Value index = _builder.Fresh(IrType.Int32, _loop.Index.Name);
        Value[] sums = [.. _loop.Body.Parameters.Select(p => _builder.Fresh(VectorOf(p.Type), p.Name))];
        Operand last = Integer(Primitive.Subtract, upper, Constant.Of(Lanes));
        Operand[] zeros = [.. _loop.Body.Parameters.Select(p => (Operand)Broadcast(Constant.Of(0.0, p.Type)))];
        _values[_loop.Index.Id] = new Laned.Stepped(index, Constant.Of(1));
        for (int i = 0; i < sums.Length; i++) _values[_loop.Body.Parameters[i].Id] = new Laned.Each(sums[i]);
        _builder.Begin(sums);
        Lower(_loop.Body.Body);
        Region body = _builder.End([.. _loop.Body.Yields.Select(y => Vector(y))]);
        Value[] results = [.. sums.Select(s => _builder.Fresh(s.Type, s.Name))];
        _builder.Append(new For(index, lower, Bound.LessOrEqual, last, Constant.Of(Lanes), zeros, body, results));
        if (_whichCount is not null && (results.Length > 0 || body.DeepUses().Contains(_whichCount))) parameters.Add(new(_whichCount, ParameterRole.Constant));

        List<Operand> yields = [Integer(Primitive.Subtract, upper, Integer(Primitive.And, Integer(Primitive.Subtract, upper, lower), Constant.Of(Lanes - 1)))];
        for (int i = 0; i < results.Length; i++)
            yields.Add(_builder.Let(Primitive.Add, initial[i].Type, initial[i], SumOfLanes(results[i])));
        return new FunctionIr(name, parameters, _builder.Finish([.. yields]), _builder.NextId) { Result = ResultTuple.Of([.. yields.Select(y => y.Type)]) };

        Value Named(IrType type, string name) => _builder.Fresh(type, VjpNames.Unique(name, names));
    }

    // All floating-point numbers that differ between lanes have one type, which says how many lanes there are.
    private ScalarType NumberOf(For loop)
    {
        IrType[] types = [.. loop.Body.DeepDefinitions().Where(_variance.IsVarying).Select(v => v.Type).Concat(loop.Body.Deep().OfType<Allocate>().Select(a => a.Result.Type.Element).OfType<IrType>())
            .Where(t => t.IsFloat).Distinct()];
        return types switch
        {
            [ScalarType { Kind: ScalarKind.Double or ScalarKind.Single } number] => number,
            [] => throw new NoLanesException("no floating-point number differs between its iterations"),
            [var other] => throw new NoLanesException($"numbers of type {other} have no vectors"),
            _ => throw new NoLanesException("it mixes floating-point numbers of several types"),
        };
    }

    private VectorType VectorOf(IrType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Boolean or ScalarKind.Int32 } scalar => new(scalar, _bits, Lanes),
        _ when type == _number => new(_number, _bits, Lanes),
        _ => throw new NoLanesException($"values of type {type} differ between its iterations"),
    };

    private void Lower(EquatableArray<Statement> statements)
    {
        foreach (Statement statement in statements) Lower(statement);
    }

    private void Lower(Statement statement)
    {
        switch (statement)
        {
            case Let s: _values[s.Result.Id] = Lower(s); break;
            case Load s: _values[s.Result.Id] = Lower(s); break;
            case Store s: Lower(s); break;
            case Accumulate s: Lower(s); break;
            case Clear s: Lower(s); break;
            case Allocate s: Lower(s); break;
            case Length s: _values[s.Result.Id] = Lower(s); break;
            case Slice s: Lower(s); break;
            case If s: Lower(s); break;
            case For s: Lower(s); break;
            case While s: Lower(s); break;
            case Section: break;
            case Throw: throw new NoLanesException("it may throw an exception of its own");
            case Call s: throw new NoLanesException($"it calls {s.Callee.Method} by contract");
            case Invoke s: throw new NoLanesException($"it calls or reads {s.Method}");
            default: throw new NoLanesException("its length of recording is known only afterwards");
        }
    }
}
