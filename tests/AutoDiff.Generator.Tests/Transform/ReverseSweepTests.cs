using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

/// <summary>The smallest functions that have shown a fault of the reverse sweep, each against differences.</summary>
public sealed class ReverseSweepTests
{
    private static readonly Primitive Sin = new("Sin", 1, Notation.Math, "Sin", Cost.Expensive);

    private readonly IrBuilder _builder = new();
    private readonly Value _p, _x, _n;

    public ReverseSweepTests()
    {
        _p = _builder.Fresh(IrType.Double, "p");
        _x = _builder.Fresh(new ArrayType(IrType.Double, 1), "x");
        _n = _builder.Fresh(IrType.Int32, "n");
    }

    // do { k = 3; for (i = 2; i < 1; i++) k++; x[k - 3] = p; } while (--rest > 0)
    [Fact]
    public void Running_index_of_a_loop_that_does_not_run()
    {
        Value rest = Int("rest"), i = Int("i"), k = Int("k"), last = Int("k");
        _builder.Begin();
        _builder.Begin(k);
        Region inner = _builder.End(Add(k, 1));
        _builder.Append(new For(i, Constant.Of(2), Bound.Less, Constant.Of(1), Constant.Of(1), [_n], inner, [last]));
        _builder.Store(_x, _p, _builder.Let(Primitive.Subtract, IrType.Int32, last, _n));
        Region body = _builder.End();
        _builder.Append(new For(rest, Constant.Of(0), Bound.Less, Constant.Of(2), Constant.Of(1), [], body, []));
        Check(_builder.Load(_x, Constant.Of(1)));
    }

    // for (i…) { a = i odd ? x : b; for (j…) { view = a[1..]; s += sin(p); } a[0] = s; }
    [Fact]
    public void Sum_loop_with_a_view_of_an_array_that_is_chosen_in_the_loop_around()
    {
        Value i = Int("i"), j = Int("j"), a = _builder.Fresh(_x.Type, "a"), next = _builder.Fresh(_x.Type, "a");
        Value s = _builder.Fresh(IrType.Double, "s"), sum = _builder.Fresh(IrType.Double, "s");
        _builder.Begin(a);
        _builder.Begin(s);
        _builder.Append(new Slice(_builder.Fresh(new SpanType(IrType.Double, false)), a, Constant.Of(1), Constant.Of(2)));
        Region inner = _builder.End(_builder.Let(Primitive.Add, IrType.Double, s, _builder.Let(Sin, IrType.Double, _p)));
        _builder.Append(new For(j, Constant.Of(0), Bound.Less, Constant.Of(3), Constant.Of(1), [Constant.Of(0.0, IrType.Double)], inner, [sum]));
        _builder.Store(_x, sum, i);
        Region body = _builder.End(a);
        _builder.Append(new For(i, Constant.Of(0), Bound.Less, Constant.Of(3), Constant.Of(1), [_x], body, [next]));
        Check(_builder.Load(_x, Constant.Of(2)));
    }

    private Value Int(string name) => _builder.Fresh(IrType.Int32, name);

    private Value Add(Operand k, int amount) => _builder.Let(Primitive.Add, IrType.Int32, k, Constant.Of(amount));

    private void Check(Operand result) => ReverseSweepFuzzTests.Check(
        new FunctionIr(
            "F", [new(_p, ParameterRole.Differentiable), new(_x, ParameterRole.Differentiable), new(_n, ParameterRole.Constant)], _builder.Finish(result), _builder.NextId),
        size: 4, seed: 1);
}
