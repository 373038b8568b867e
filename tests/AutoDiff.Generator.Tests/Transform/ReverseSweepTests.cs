using AutoDiff.Generator.Ir;
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

    // for (rest…) { k = n; for (i = 2; i < 1; i++) k++; x[k - n] = p; }
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
        Check(_builder.Load(_x, Constant.Of(0)));
    }

    // a = x; for (i…) { s = 0; for (j…) { view = a[1..3]; s += sin(p); } x[i] = s; a = a; }
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

    // for (i…) { v = t + u; (t, u) = (v, v); }: two carried values share their sum, so neither is only added to.
    [Fact]
    public void Carried_values_that_become_one_sum()
    {
        Value i = Int("i"), t = Number("t"), u = Number("u"), t3 = Number("t"), u3 = Number("u");
        _builder.Begin(t, u);
        Value v = _builder.Let(Primitive.Add, IrType.Double, t, u);
        Region body = _builder.End(v, v);
        Value initial = _builder.Load(_x, Constant.Of(0));
        _builder.Append(new For(i, Constant.Of(0), Bound.Less, Constant.Of(4), Constant.Of(1), [initial, _p], body, [t3, u3]));
        Check(t3);
    }

    // r = √(0 · p) + p; n < 0 ? r : x[0]: the infinite derivative of the root is not selected.
    [Fact]
    public void Root_that_a_conditional_expression_does_not_select()
    {
        Value root = Root(_p);
        Value negative = _builder.Let(Primitive.Less, IrType.Boolean, _n, Constant.Of(0));
        Check(_builder.Let(Primitive.Select, IrType.Double, negative, _builder.Let(Primitive.Add, IrType.Double, root, _p), _builder.Load(_x, Constant.Of(0))));
    }

    // for (i…) s = i == 2 ? x[0] : √(0 · p): only what the last iteration leaves counts.
    [Fact]
    public void Root_that_a_later_iteration_overwrites()
    {
        Value i = Int("i"), s = Number("s"), last = Number("s"), value = Number("s");
        _builder.Begin(s);
        Value isLast = _builder.Let(Primitive.Equal, IrType.Boolean, i, Constant.Of(2));
        _builder.Begin();
        Region then = _builder.End(_builder.Load(_x, Constant.Of(0)));
        _builder.Begin();
        Region @else = _builder.End(Root(_p));
        _builder.Append(new If(isLast, then, @else, [value]));
        Region body = _builder.End(value);
        _builder.Append(new For(i, Constant.Of(0), Bound.Less, Constant.Of(3), Constant.Of(1), [_p], body, [last]));
        Check(last);
    }

    private Value Number(string name) => _builder.Fresh(IrType.Double, name);

    private Value Root(Operand x) =>
        _builder.Let(new Primitive("Sqrt", 1, Notation.Math, "Sqrt"), IrType.Double, _builder.Let(Primitive.Multiply, IrType.Double, x, Constant.Of(0.0, IrType.Double)));

    private Value Int(string name) => _builder.Fresh(IrType.Int32, name);

    private Value Add(Operand k, int amount) => _builder.Let(Primitive.Add, IrType.Int32, k, Constant.Of(amount));

    private void Check(Operand result) => ReverseSweepFuzzTests.Check(
        new FunctionIr(
            "F", [new(_p, ParameterRole.Differentiable), new(_x, ParameterRole.Differentiable), new(_n, ParameterRole.Constant)], _builder.Finish(result), _builder.NextId),
        size: 4, seed: 1);
}
