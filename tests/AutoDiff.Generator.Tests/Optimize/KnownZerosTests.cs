using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Lowering;
using Xunit;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>Which additions become stores since they find zeros, and which zeros nobody reads then.</summary>
public sealed class KnownZerosTests
{
    private static readonly ArrayType Array = new(IrType.Double, 1);

    private readonly IrBuilder _builder = new();
    private readonly Value _n, _a, _sink;

    public KnownZerosTests()
    {
        _n = _builder.Fresh(IrType.Int32, "n");
        _a = _builder.Fresh(IrType.Double, "a");
        _sink = _builder.Fresh(new SpanType(IrType.Double, false), "dX");
    }

    private FunctionIr Run()
    {
        FunctionIr function = new(
            "F", [new(_n, ParameterRole.Constant), new(_a, ParameterRole.Differentiable), new(_sink, ParameterRole.Sink)], _builder.Finish(), _builder.NextId);
        return IrVerifier.Verify(DeadZeros.Run(KnownZeros.Run(IrVerifier.Verify(function, "function"))), "result");
    }

    private Value Allocate(Operand length)
    {
        Value array = _builder.Fresh(Array, "c");
        _builder.Append(new Allocate(array, [length]));
        return array;
    }

    private Value Part(Value array, Operand start, int count)
    {
        Value part = _builder.Fresh(new SpanType(IrType.Double, false), "c");
        _builder.Append(new Slice(part, array, start, Constant.Of(count)));
        return part;
    }

    private void Loop(Operand from, Operand to, Action<Value> body, bool isDownward = false)
    {
        Value index = _builder.Fresh(IrType.Int32, "i");
        Value last = _builder.Let(Primitive.Subtract, IrType.Int32, to, Constant.Of(1));
        _builder.Begin();
        body(index);
        Region region = _builder.End();
        _builder.Append(isDownward
            ? new For(index, last, Bound.GreaterOrEqual, from, Constant.Of(-1), [], region, [])
            : new For(index, from, Bound.Less, to, Constant.Of(1), [], region, []));
    }

    private void Add(Value array, Operand index, Operand? addend = null) => _builder.Append(new Accumulate(array, [index], addend ?? _a));

    private void Clear(Value array, Operand index) => _builder.Store(array, Constant.Of(0.0, IrType.Double), index);

    // To the sink, so that it counts.
    private void Read(Value array, Operand index) => Add(_sink, index, _builder.Load(array, index));

    private Value Minus(Operand x, int y) => _builder.Let(Primitive.Subtract, IrType.Int32, x, Constant.Of(y));

    private static IEnumerable<Statement> Writes(FunctionIr function, string array = "c") =>
        function.Body.Deep().Where(s => s is Store or Accumulate && IrWalk.ArrayOf(s) is Value { Name: var name } && name == array);

    [Fact]
    public void First_additions_of_a_loop_are_stores_and_the_array_need_not_be_zero()
    {
        Value c = Allocate(_n);
        Loop(Constant.Of(0), _n, i => Add(c, i), isDownward: true);
        Loop(Constant.Of(0), _n, i => Add(c, i));
        Loop(Constant.Of(0), _n, i => Read(c, i));
        FunctionIr result = Run();
        Assert.Collection(Writes(result), s => Assert.IsType<Store>(s), s => Assert.IsType<Accumulate>(s));
        Assert.False(result.Body.Deep().OfType<Allocate>().Single().IsZeroed);
    }

    [Fact]
    public void Zeros_that_an_iteration_leaves_are_known_in_the_next_one()
    {
        Value c = Allocate(_n);
        Loop(Constant.Of(0), _n, _ =>
        {
            Loop(Constant.Of(0), _n, i => Add(c, i));
            Loop(Constant.Of(1), _n, i =>
            {
                Read(c, i);
                Clear(c, i);
            });
            Read(c, Constant.Of(0));
            Clear(c, Constant.Of(0));
        });
        FunctionIr result = Run();
        Assert.IsType<Store>(Assert.Single(Writes(result)));
        Assert.False(result.Body.Deep().OfType<Allocate>().Single().IsZeroed);
    }

    [Fact]
    public void An_element_that_is_left_out_stays_zero()
    {
        Value c = Allocate(_n);
        Loop(Constant.Of(1), _n, i => Add(c, Minus(i, 1)));
        Loop(Constant.Of(0), _n, i => Read(c, i));
        FunctionIr result = Run();
        Assert.IsType<Store>(Assert.Single(Writes(result)));
        Assert.True(result.Body.Deep().OfType<Allocate>().Single().IsZeroed);
    }

    [Fact]
    public void Of_a_part_that_is_cleared_the_zeros_remain_that_are_not_added_to()
    {
        Value part = Part(_sink, _n, 5);
        Loop(Constant.Of(0), Constant.Of(5), i => Clear(part, i));
        foreach (int i in (int[])[0, 1, 3, 4]) Add(part, Constant.Of(i));
        FunctionIr result = Run();
        List<Store> stores = [.. result.Body.Deep().OfType<Store>()];
        Assert.Equal([2, 0, 1, 3, 4], stores.Select(s => (int)((Constant)s.Indices[0]).Bits));
        Assert.True(stores[0].Stored is Constant { IsZero: true });
        Assert.DoesNotContain(result.Body.Deep(), s => s is For or Accumulate);
    }

    [Fact]
    public void What_another_iteration_may_have_added_to_stays_an_addition()
    {
        Value c = Allocate(_n);
        Loop(Constant.Of(0), _n, _ => Loop(Constant.Of(0), _n, i => Add(c, i)));
        Loop(Constant.Of(0), _n, i => Read(c, i));
        Assert.IsType<Accumulate>(Assert.Single(Writes(Run())));
    }

    [Fact]
    public void What_may_be_reached_through_a_view_stays_an_addition()
    {
        Value c = Allocate(_n), view = Part(c, Constant.Of(1), 2);
        Add(view, Constant.Of(0));
        Add(c, Constant.Of(1));
        Loop(Constant.Of(0), _n, i => Read(c, i));
        Assert.Contains(Writes(Run()), s => s is Accumulate);
    }

    [Fact]
    public void A_store_that_may_be_outside_stays()
    {
        Value c = Allocate(_n);
        Clear(c, Constant.Of(3));
        Clear(c, Constant.Of(3));
        Loop(Constant.Of(0), _n, i => _builder.Store(c, _a, i));
        Loop(Constant.Of(0), _n, i => Read(c, i));
        Assert.Contains(Writes(Run()), s => s is Store { Stored: Constant });
    }
}
