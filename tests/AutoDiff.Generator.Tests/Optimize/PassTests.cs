using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Rules;
using Xunit;

namespace AutoDiff.Generator.Tests.Optimize;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>What each pass does and what it must leave, on the smallest function that shows it.</summary>
public sealed class PassTests
{
    private static readonly ArrayType Array = new(IrType.Double, 1);
    private static readonly Primitive Exp = ScalarRules.Find("Exp", 1)!.Primitive;

    private readonly IrBuilder _builder = new();
    private readonly Value _x, _y, _a, _c;

    public PassTests()
    {
        _x = _builder.Fresh(Array, "x");
        _y = _builder.Fresh(Array, "y");
        _a = _builder.Fresh(IrType.Double, "a");
        _c = _builder.Fresh(IrType.Boolean, "c");
    }

    private static Constant Zero => Constant.Of(0);

    private Value Let(Primitive op, params Operand[] arguments) => _builder.Let(op, op.IsComparison ? IrType.Boolean : arguments[0].Type, arguments);

    private FunctionIr Function(params Operand[] yields) => new("F",
        [.. new[] { _x, _y, _a, _c }.Select(p => new Parameter(p, p == _c ? ParameterRole.Constant : ParameterRole.Differentiable))], _builder.Finish(yields), _builder.NextId);

    private static Constant Number(double value) => Constant.Of(value, IrType.Double);

    // The operation that defines what the function yields.
    private static Let Definition(FunctionIr function) =>
        function.Body.Deep().OfType<Let>().Single(l => l.Result.Equals(function.Body.Yields[0]));

    [Fact]
    public void Adding_zero_stays_and_subtracting_it_goes()
    {
        Value sum = Let(Primitive.Add, _a, Number(0));
        FunctionIr function = Simplify.Run(Function(Let(Primitive.Subtract, sum, Number(0))));
        Assert.Equal(Primitive.Add, Definition(function).Op);
        Assert.Equal([_a, Number(0)], Definition(function).Arguments);
    }

    [Fact]
    public void Adding_negative_zero_goes() => Assert.Equal([_a], Simplify.Run(Function(Let(Primitive.Add, _a, Number(-0.0)))).Body.Yields);

    [Fact]
    public void A_sum_of_equals_is_twice_it()
    {
        Let let = Definition(Simplify.Run(Function(Let(Primitive.Add, _a, _a))));
        Assert.Equal(Primitive.Multiply, let.Op);
        Assert.Equal([Number(2), _a], let.Arguments);
    }

    [Fact]
    public void A_negated_factor_makes_a_difference()
    {
        Value product = Let(Primitive.Multiply, Let(Primitive.Negate, _a), Number(3));
        Let let = Definition(Simplify.Run(Function(Let(Primitive.Add, _a, product))));
        Assert.Equal(Primitive.Subtract, let.Op);
    }

    [Fact]
    public void A_negated_difference_keeps_its_sign_of_zero()
    {
        Let let = Definition(Simplify.Run(Function(Let(Primitive.Negate, Let(Primitive.Subtract, _a, Number(1))))));
        Assert.Equal(Primitive.Negate, let.Op);
    }

    [Theory]
    [InlineData(1e300, 1e300, double.PositiveInfinity)]
    [InlineData(0.1, 0.2, 0.1 * 0.2)]
    public void Literals_are_multiplied(double x, double y, double product) =>
        Assert.Equal([Number(product)], Simplify.Run(Function(Let(Primitive.Multiply, Number(x), Number(y)))).Body.Yields);

    [Fact]
    public void Floats_are_rounded_and_ints_wrap()
    {
        Constant x = Constant.Of(0.1f, IrType.Single), y = Constant.Of(0.3f, IrType.Single);
        Assert.Equal(Constant.Of(0.1f * 0.3f, IrType.Single), ConstantFolding.Fold(Primitive.Multiply, IrType.Single, [x, y]));
        Assert.Equal(Constant.Of(int.MinValue), ConstantFolding.Fold(Primitive.Add, IrType.Int32, [Constant.Of(int.MaxValue), Constant.Of(1)]));
        Assert.Null(ConstantFolding.Fold(Primitive.Divide, IrType.Int32, [Constant.Of(1), Constant.Of(0)]));
        Assert.Null(ConstantFolding.Fold(Primitive.Convert, IrType.Int32, [Number(1e10)]));
    }

    [Fact]
    public void A_condition_is_known_in_its_branches()
    {
        _builder.Begin();
        Value inner = _builder.Let(Primitive.Select, IrType.Double, _c, _a, Number(1));
        Region then = _builder.End(inner);
        _builder.Begin();
        Region @else = _builder.End(Number(2));
        Value result = _builder.If(_c, then, @else, [null])[0];
        Let let = Definition(Simplify.Run(Function(result)));
        Assert.Equal(Primitive.Select, let.Op);
        Assert.Equal([_c, _a, Number(2)], let.Arguments);
    }

    [Fact]
    public void A_load_after_a_branch_that_stores_is_not_the_earlier_one()
    {
        Value before = _builder.Load(_y, Zero);
        AddStoreIf(_y, Zero);
        Value after = _builder.Load(_y, Zero);
        Assert.Equal([before, after], CommonSubexpressions.Run(Function(before, after)).Body.Yields);
    }

    [Fact]
    public void A_load_before_a_store_to_other_memory_or_another_index_is_kept()
    {
        Value before = _builder.Load(_y, Zero);
        AddStoreIf(_x, Zero);
        AddStoreIf(_y, Constant.Of(1));
        Assert.Equal([before, before], CommonSubexpressions.Run(Function(before, _builder.Load(_y, Zero))).Body.Yields);
    }

    [Fact]
    public void A_store_through_a_slice_is_one_to_the_array()
    {
        Value tail = _builder.Fresh(new SpanType(IrType.Double, false));
        _builder.Append(new Slice(tail, _y, Constant.Of(1), null));
        Value before = _builder.Load(_y, Constant.Of(1));
        _builder.Store(tail, _a, Zero);
        Value after = _builder.Load(_y, Constant.Of(1));
        Assert.Equal([before, after], CommonSubexpressions.Run(Function(before, after)).Body.Yields);
    }

    [Fact]
    public void What_was_stored_is_what_is_loaded()
    {
        _builder.Store(_y, _a, Zero);
        Assert.Equal([_a], CommonSubexpressions.Run(Function(_builder.Load(_y, Zero))).Body.Yields);
    }

    [Fact]
    public void A_load_in_a_loop_that_stores_further_down_stays()
    {
        Value before = _builder.Load(_y, Zero), total = _builder.Fresh(IrType.Double), result = _builder.Fresh(IrType.Double);
        _builder.Begin(total);
        Value loaded = _builder.Load(_y, Zero);
        _builder.Store(_y, Let(Primitive.Add, loaded, before), Zero);
        AddLoop([_a], _builder.End(loaded), result);
        FunctionIr function = CommonSubexpressions.Run(Function(result));
        Assert.Equal(2, function.Body.Deep().OfType<Load>().Count());
    }

    [Fact]
    public void Carried_values_that_feed_each_other_only_go_with_their_loop()
    {
        Value p = _builder.Fresh(IrType.Double), q = _builder.Fresh(IrType.Double);
        _builder.Begin(p, q);
        Region body = _builder.End(Let(Primitive.Add, q, _a), p);
        AddLoop([_a, _a], body, _builder.Fresh(IrType.Double), _builder.Fresh(IrType.Double));
        Assert.Empty(DeadCode.Run(Function(_a)).Body.Body);
    }

    [Fact]
    public void Stores_into_memory_that_is_not_read_go_and_those_into_a_parameter_stay()
    {
        Value unread = _builder.Fresh(Array);
        _builder.Append(new Allocate(unread, [Constant.Of(4)]));
        _builder.Store(unread, _a, Zero);
        _builder.Store(_y, _a, Zero);
        Statement kept = Assert.Single(DeadCode.Run(Function(_a)).Body.Body);
        Assert.Equal(_y, Assert.IsType<Store>(kept).Array);
    }

    [Fact]
    public void A_tape_that_is_not_popped_goes()
    {
        Value tape = _builder.Fresh(new TapeType(IrType.Double));
        _builder.Append(new NewTape(tape));
        _builder.Append(new Push(tape, _a));
        Assert.Empty(DeadCode.Run(Function(_a)).Body.Body);
    }

    [Fact]
    public void What_a_loop_computes_again_is_computed_before_it()
    {
        Value total = _builder.Fresh(IrType.Double), result = _builder.Fresh(IrType.Double);
        _builder.Begin(total);
        Value exp = _builder.Let(Exp, IrType.Double, Let(Primitive.Add, _a, Number(1)));
        Region body = _builder.End(Let(Primitive.Add, total, exp));
        AddLoop([_a], body, result);
        FunctionIr function = LoopInvariantMotion.Run(Function(result));
        Assert.Equal([Primitive.Add, Exp], function.Body.Body.OfType<Let>().Select(l => l.Op));
    }

    [Fact]
    public void Accumulations_into_one_element_become_one()
    {
        _builder.Append(new Accumulate(_y, [Zero], _a));
        _builder.Append(new Accumulate(_y, [Constant.Of(1)], _a));
        _builder.Append(new Accumulate(_y, [Zero], _a));
        FunctionIr function = WriteMerging.Run(Function(_a));
        Assert.Equal([Constant.Of(1), Zero], function.Body.Body.OfType<Accumulate>().Select(s => s.Indices[0]));
    }

    private void AddLoop(Operand[] initial, Region body, params Value[] results) =>
        _builder.Append(new For(_builder.Fresh(IrType.Int32), Zero, Bound.Less, Constant.Of(3), Constant.Of(1), initial, body, results));

    private void AddStoreIf(Value array, Operand index)
    {
        _builder.Begin();
        _builder.Store(array, _a, index);
        Region then = _builder.End();
        _builder.If(_c, then, Region.Empty, []);
    }

    // double[] r = new double[2]; r[index] = a; … r[0]
    private FunctionIr OfArray(Operand index, Action<Value>? use = null)
    {
        Value r = _builder.Fresh(Array, "r");
        _builder.Append(new Allocate(r, [Constant.Of(2)]));
        _builder.Store(r, _a, index);
        use?.Invoke(r);
        return Function(_builder.Load(r, Zero));
    }

    [Fact]
    public void An_element_of_a_small_array_is_what_was_stored() => Assert.Equal([_a], ScalarReplacement.Run(OfArray(Zero)).Body.Yields);

    [Fact]
    public void An_element_that_was_not_stored_is_zero() => Assert.Equal([Number(0)], ScalarReplacement.Run(OfArray(Constant.Of(1))).Body.Yields);

    [Fact]
    public void An_array_with_an_index_outside_stays() => Assert.Contains(ScalarReplacement.Run(OfArray(Constant.Of(2))).Body.Body, s => s is Store);

    [Fact]
    public void An_array_that_is_given_away_stays() =>
        Assert.Contains(ScalarReplacement.Run(OfArray(Zero, r => _builder.Append(new Invoke(null, "Log", [r], -1)))).Body.Body, s => s is Store);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(20, 1)]
    public void A_loop_over_a_small_array_is_unrolled_if_it_is_short(int trips, int loops)
    {
        FunctionIr function = OfArray(Zero, r =>
        {
            Value index = _builder.Fresh(IrType.Int32, "i");
            _builder.Begin();
            _builder.Store(r, _a, _builder.Let(Primitive.And, IrType.Int32, index, Constant.Of(1)));
            _builder.Append(new For(index, Zero, Bound.Less, Constant.Of(trips), Constant.Of(1), [], _builder.End(), []));
        });
        Assert.Equal(loops, LoopUnrolling.Run(function).Body.Body.Count(s => s is For));
    }
}
