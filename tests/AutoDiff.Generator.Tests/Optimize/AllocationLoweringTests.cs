using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Lowering;
using Xunit;

namespace AutoDiff.Generator.Tests.Optimize;

/// <summary>Where the memory of local arrays is taken.</summary>
public sealed class AllocationLoweringTests
{
    private static readonly ArrayType Array = new(IrType.Double, 1);

    private readonly IrBuilder _builder = new();
    private readonly Value _x, _n;

    public AllocationLoweringTests()
    {
        _x = _builder.Fresh(Array, "x");
        _n = _builder.Fresh(IrType.Int32, "n");
    }

    private Value Allocate(Operand size)
    {
        Value array = _builder.Fresh(Array, "t");
        _builder.Append(new Allocate(array, [size]));
        return array;
    }

    private FunctionIr Lower(params Operand[] yields)
    {
        if (yields.Length > 1) _builder.Append(new Invoke(null, "Keep", yields, -1));
        FunctionIr function = new(
            "F", [new(_x, ParameterRole.Differentiable), new(_n, ParameterRole.Constant)], _builder.Finish([.. yields.Take(1)]), _builder.NextId);
        return IrVerifier.Verify(AllocationLowering.Run(function));
    }

    private Value Loop(Operand initial, Func<Value, Value, Operand> body)
    {
        Value index = _builder.Fresh(IrType.Int32, "i"), carried = _builder.Fresh(initial.Type), result = _builder.Fresh(initial.Type);
        _builder.Begin(carried);
        Operand next = body(index, carried);
        _builder.Append(new For(index, Constant.Of(0), Bound.Less, _n, Constant.Of(1), [initial], _builder.End(next), [result]));
        return result;
    }

    private Allocate OnlyAllocation(FunctionIr function) => Assert.Single(function.Body.Deep().OfType<Allocate>());

    [Fact]
    public void Few_elements_go_to_the_stack_and_many_or_unknown_to_the_pool()
    {
        Value few = Allocate(Constant.Of(64)), many = Allocate(Constant.Of(65)), unknown = Allocate(_n);
        FunctionIr function = Lower(_builder.Load(few, _n), _builder.Load(many, _n), _builder.Load(unknown, _n));
        Assert.Equal([Storage.Stack, Storage.Pool, Storage.Pool], function.Body.Deep().OfType<Allocate>().Select(a => a.Storage));
    }

    [Fact]
    public void The_stack_takes_a_kilobyte()
    {
        Value[] arrays = [Allocate(Constant.Of(64)), Allocate(Constant.Of(64)), Allocate(Constant.Of(1))];
        FunctionIr function = Lower([.. arrays.Select(a => _builder.Load(a, _n))]);
        Assert.Equal([Storage.Stack, Storage.Stack, Storage.Pool], function.Body.Deep().OfType<Allocate>().Select(a => a.Storage));
    }

    [Fact]
    public void What_is_returned_stays_an_array() => Assert.Equal(Storage.Heap, OnlyAllocation(Lower(Allocate(_n))).Storage);

    [Fact]
    public void A_loop_takes_its_memory_once_and_clears_it()
    {
        Value sum = Loop(Constant.Of(0.0, IrType.Double), (i, s) =>
        {
            Value t = Allocate(_n);
            _builder.Append(new Accumulate(t, [i], s));
            return _builder.Load(t, i);
        });
        FunctionIr function = Lower(sum);
        Assert.False(Assert.IsType<Allocate>(function.Body.Body[0]).IsZeroed);
        Assert.IsType<Clear>(Assert.IsType<For>(function.Body.Body[1]).Body.Body[0]);
    }

    [Fact]
    public void Memory_that_is_written_first_is_not_cleared()
    {
        Value sum = Loop(Constant.Of(0.0, IrType.Double), (i, s) =>
        {
            Value t = Allocate(_n), j = _builder.Fresh(IrType.Int32, "j");
            _builder.Begin();
            _builder.Store(t, s, j);
            _builder.Append(new For(j, Constant.Of(0), Bound.Less, _n, Constant.Of(1), [], _builder.End(), []));
            return _builder.Load(t, i);
        });
        Assert.DoesNotContain(Lower(sum).Body.Deep(), s => s is Clear);
    }

    [Fact]
    public void An_array_that_the_next_iteration_sees_stays_on_the_heap()
    {
        Value last = Loop(_x, (_, previous) =>
        {
            Value t = Allocate(_n);
            _builder.Store(t, _builder.Load(previous, Constant.Of(0)), Constant.Of(0));
            return t;
        });
        Assert.Equal(Storage.Heap, OnlyAllocation(Lower(_builder.Load(last, Constant.Of(0)))).Storage);
    }

    [Fact]
    public void A_size_that_a_loop_computes_keeps_the_memory_in_it()
    {
        Value sum = Loop(Constant.Of(0.0, IrType.Double), (i, _) => _builder.Load(Allocate(i), Constant.Of(0)));
        For loop = Assert.IsType<For>(Assert.Single(Lower(sum).Body.Body));
        Assert.Equal(Storage.Pool, Assert.IsType<Allocate>(loop.Body.Body[0]).Storage);
    }

    [Fact]
    public void A_variable_of_a_local_array_or_a_parameter_becomes_a_span()
    {
        Value isEmpty = _builder.Let(Primitive.Equal, IrType.Boolean, _n, Constant.Of(0));
        _builder.Begin();
        Region then = _builder.End(_x);
        _builder.Begin();
        Region @else = _builder.End(Allocate(_n));
        Value merged = _builder.If(isEmpty, then, @else, ["t"])[0];
        FunctionIr function = Lower(_builder.Load(merged, Constant.Of(0)));
        If branch = Assert.Single(function.Body.Body.OfType<If>());
        Assert.IsType<SpanType>(branch.Results[0].Type);
        Assert.IsType<Slice>(Assert.Single(branch.Then.Body));
        Assert.IsType<Clear>(Assert.Single(branch.Else.Body));
    }
}
