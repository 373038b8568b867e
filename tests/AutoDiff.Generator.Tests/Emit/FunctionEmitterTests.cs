using AutoDiff.Generator.Ir;
using Xunit;

namespace AutoDiff.Generator.Tests.Emit;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>How the emitted text reads, construct by construct.</summary>
public sealed class FunctionEmitterTests
{
    private static readonly IrType Vector = new ArrayType(IrType.Double, 1);
    private static readonly IrType View = new SpanType(IrType.Double, false);
    private static readonly Primitive Sqrt = new("Sqrt", 1, Notation.Math, "Sqrt");

    private readonly IrBuilder _ir = new();
    private readonly List<Parameter> _parameters = [];

    [Fact]
    public void The_example_of_the_house_style()
    {
        Value x = Parameter(Vector, "x"), cotangent = Parameter(IrType.Double, "cotangent"), dX = Parameter(View, "dX", ParameterRole.Sink);
        _ir.Append(new Section("forward sweep"));
        Value length = _ir.Length(x);
        Value i = _ir.Fresh(IrType.Int32, "i"), carried = _ir.Fresh(IrType.Double, "s"), s = _ir.Fresh(IrType.Double, "s");
        _ir.Begin(carried);
        Value element = _ir.Load(x, i);
        Region body = _ir.End(_ir.Let("s", Primitive.Add, IrType.Double, carried, Multiply(element, element)));
        _ir.Append(new For(i, Int(0), Bound.Less, length, Int(1), [Real(0)], body, [s]));
        Value result = _ir.Let("result", Sqrt, IrType.Double, s);
        _ir.Append(new Section("reverse sweep"));
        Value sBar = _ir.Let("sBar", Primitive.Divide, IrType.Double, cotangent, Multiply(Real(2), result));
        Value again = _ir.Fresh(IrType.Int32, "i");
        _ir.Begin();
        _ir.Append(new Accumulate(dX, [again], Multiply(Multiply(Real(2), _ir.Load(x, again)), sBar)));
        _ir.Append(new For(again, Int(0), Bound.Less, length, Int(1), [], _ir.End(), []));

        AssertBody(
            """
            // forward sweep
            double s = 0;
            for (int i = 0; i < x.Length; i++) s += x[i] * x[i];
            double result = Math.Sqrt(s);

            // reverse sweep
            double sBar = cotangent / (2 * result);
            for (int i = 0; i < x.Length; i++) dX[i] += 2 * x[i] * sBar;
            return result;
            """,
            result);
    }

    [Fact]
    public void Parentheses_keep_the_tree_and_no_more()
    {
        Value a = Parameter(IrType.Double, "a"), b = Parameter(IrType.Double, "b"), c = Parameter(IrType.Double, "c");
        _ir.Let("left", Primitive.Subtract, IrType.Double, Subtract(a, b), c);
        Value[] values =
        [
            Subtract(Subtract(a, b), c), Subtract(a, Subtract(b, c)), Multiply(a, Multiply(b, c)), Multiply(Multiply(a, b), c),
            Subtract(a, Negate(b)), Negate(Negate(a)), Negate(Multiply(a, b)), Multiply(Negate(a), b), Add(a, Real(-1)), Subtract(a, Real(-0.5)), Multiply(a, Real(-2)),
        ];
        Value y = Parameter(View, "y");
        for (int i = 0; i < values.Length; i++) _ir.Store(y, values[i], Int(i));
        AssertBody(
            """
            y[0] = a - b - c;
            y[1] = a - (b - c);
            y[2] = a * (b * c);
            y[3] = a * b * c;
            y[4] = a - (-b);
            y[5] = -(-a);
            y[6] = -(a * b);
            y[7] = -a * b;
            y[8] = a - 1;
            y[9] = a + 0.5;
            y[10] = a * -2;
            """);
    }

    [Fact]
    public void A_literal_or_widened_integer_is_bare_only_where_the_other_operand_has_the_type()
    {
        Value n = Parameter(IrType.Int32, "n"), x = Parameter(IrType.Double, "x"), y = Parameter(View, "y");
        Operand wide = _ir.Let(Primitive.Convert, IrType.Double, n);
        _ir.Store(y, _ir.Let(Primitive.Divide, IrType.Double, Real(1), Real(3)), Int(0));
        _ir.Store(y, _ir.Let(Primitive.Divide, IrType.Double, Real(1), wide), Int(1));
        _ir.Store(y, _ir.Let(Primitive.Divide, IrType.Double, x, wide), Int(2));
        _ir.Store(y, _ir.Let(Primitive.Divide, IrType.Double, wide, wide), Int(3));
        _ir.Store(y, wide, Int(4));
        _ir.Store(y, _ir.Let(Sqrt, IrType.Double, wide), Int(5));
        AssertBody(
            """
            y[0] = 1.0 / 3;
            y[1] = 1.0 / n;
            y[2] = x / n;
            y[3] = (double)n / n;
            y[4] = n;
            y[5] = Math.Sqrt(n);
            """);
    }

    [Fact]
    public void Only_conditions_without_NaN_are_turned_around()
    {
        Value x = Parameter(IrType.Double, "x"), n = Parameter(IrType.Int32, "n"), y = Parameter(View, "y");
        StoreUnless(_ir.Let(Primitive.Less, IrType.Boolean, x, Real(0)), 0);
        StoreUnless(_ir.Let(Primitive.Less, IrType.Boolean, n, Int(0)), 1);
        StoreUnless(_ir.Let(Primitive.Equal, IrType.Boolean, x, Real(0)), 2);
        AssertBody(
            """
            if (!(x < 0)) y[0] = x;
            if (n >= 0) y[1] = x;
            if (x != 0) y[2] = x;
            """);

        void StoreUnless(Value condition, int index)
        {
            _ir.Begin();
            _ir.Store(y, x, Int(index));
            _ir.Append(new If(condition, Region.Empty, _ir.End(), []));
        }
    }

    [Fact]
    public void Carried_values_that_change_places_are_swapped()
    {
        Value n = Parameter(IrType.Int32, "n");
        Value a = _ir.Fresh(IrType.Double, "a"), b = _ir.Fresh(IrType.Double, "b");
        _ir.Begin(a, b);
        Region body = _ir.End(b, a);
        Value[] results = [_ir.Fresh(IrType.Double, "a"), _ir.Fresh(IrType.Double, "b")];
        _ir.Append(new For(_ir.Fresh(IrType.Int32), Int(0), Bound.Less, n, Int(1), [Real(0), Real(1)], body, results));
        AssertBody(
            """
            double a = 0;
            double b = 1;
            for (int i = 0; i < n; i++) (a, b) = (b, a);
            return a;
            """,
            results[0]);
    }

    [Fact]
    public void An_update_waits_for_the_last_use_of_the_old_value()
    {
        Value p = Parameter(Vector, "p"), v = Parameter(Vector, "v"), dV = Parameter(View, "dV", ParameterRole.Sink);
        Value i = _ir.Fresh(IrType.Int32, "i"), carried = _ir.Fresh(IrType.Double, "pBar"), result = _ir.Fresh(IrType.Double, "pBar");
        _ir.Begin(carried);
        Value next = Multiply(_ir.Load("w", v, i), carried);
        _ir.Append(new Accumulate(dV, [i], Multiply(_ir.Load(p, i), carried)));
        Region body = _ir.End(next);
        _ir.Append(new For(i, Int(0), Bound.Less, _ir.Length(v), Int(1), [Real(1)], body, [result]));
        AssertBody(
            """
            double pBar = 1;
            for (int i = 0; i < v.Length; i++)
            {
                double w = v[i];
                dV[i] += p[i] * pBar;
                pBar *= w;
            }
            return pBar;
            """,
            result);
    }

    [Fact]
    public void A_branch_that_keeps_the_old_value_is_not_written()
    {
        Value x = Parameter(Vector, "x");
        Value i = _ir.Fresh(IrType.Int32, "i"), carried = _ir.Fresh(IrType.Double, "max"), max = _ir.Fresh(IrType.Double, "max");
        _ir.Begin(carried);
        Value element = _ir.Load(x, i);
        Value condition = _ir.Let(Primitive.Greater, IrType.Boolean, element, carried);
        _ir.Begin();
        Region then = _ir.End(element);
        _ir.Begin();
        Region otherwise = _ir.End(carried);
        Region body = _ir.End(_ir.If(condition, then, otherwise, ["max"])[0]);
        _ir.Append(new For(i, _ir.Let(Primitive.Subtract, IrType.Int32, _ir.Length(x), Int(1)), Bound.GreaterOrEqual, Int(0), Int(-1), [Real(double.NegativeInfinity)], body, [max]));
        AssertBody(
            """
            double max = double.NegativeInfinity;
            for (int i = x.Length - 1; i >= 0; i--)
            {
                double xi = x[i];
                if (xi > max) max = xi;
            }
            return max;
            """,
            max);
    }

    [Fact]
    public void What_follows_a_guard_is_not_nested()
    {
        Value n = Parameter(IrType.Int32, "n"), x = Parameter(IrType.Double, "x");
        Value condition = _ir.Let(Primitive.Less, IrType.Boolean, n, Int(0));
        _ir.Begin();
        _ir.Append(new Throw("new ArgumentException($\"n = {{{0}}}\")", [n]));
        Region then = _ir.End(new DefaultOf(IrType.Double));
        _ir.Begin();
        Value root = _ir.Let("root", Sqrt, IrType.Double, x);
        Region otherwise = _ir.End(Multiply(root, root));
        AssertBody(
            """
            if (n < 0) throw new ArgumentException($"n = {n}");
            double root = Math.Sqrt(x);
            double result = root * root;
            return result;
            """,
            _ir.If(condition, then, otherwise, ["result"])[0]);
    }

    [Fact]
    public void A_while_tests_in_its_header_what_needs_no_statement()
    {
        Value n = Parameter(IrType.Int32, "n");
        Value tested = _ir.Fresh(IrType.Int32, "i"), stopped = _ir.Fresh(IrType.Boolean, "done"), i = _ir.Fresh(IrType.Int32, "i"), done = _ir.Fresh(IrType.Boolean, "done");
        _ir.Begin(tested, stopped);
        Value less = _ir.Let(Primitive.Less, IrType.Boolean, tested, n);
        Region condition = _ir.End(_ir.Let(Primitive.And, IrType.Boolean, _ir.Let(Primitive.Not, IrType.Boolean, stopped), less));
        _ir.Begin(i, done);
        Value next = _ir.Let("i", Primitive.Add, IrType.Int32, i, Int(1));
        Region body = _ir.End(next, _ir.Let("done", Primitive.Greater, IrType.Boolean, Multiply(next, next, IrType.Int32), n));
        Value[] results = [_ir.Fresh(IrType.Int32, "i"), _ir.Fresh(IrType.Boolean, "done")];
        _ir.Append(new While([Int(0), Constant.Of(false)], condition, body, results));
        AssertBody(
            """
            int i = 0;
            bool done = false;
            while (!done && i < n)
            {
                i++;
                done = i * i > n;
            }
            return i;
            """,
            results[0]);
    }

    [Fact]
    public void A_load_stays_before_a_store_that_may_change_it()
    {
        Value x = Parameter(Vector, "x"), dX = Parameter(View, "dX", ParameterRole.Sink);
        Value first = _ir.Load(x, Int(0)), second = _ir.Load(x, Int(1));
        _ir.Store(x, first, Int(1));
        _ir.Append(new Accumulate(dX, [Int(0)], Real(1)));
        _ir.Store(x, second, Int(0));
        AssertBody(
            """
            double x1 = x[1];
            x[1] = x[0];
            dX[0] += 1;
            x[0] = x1;
            """);
    }

    [Fact]
    public void Memory()
    {
        Value n = Parameter(IrType.Int32, "n"), dX = Parameter(new RefType(IrType.Double), "dX", ParameterRole.Sink);
        Value heap = Allocate(Vector, "heap", Storage.Heap, n);
        Value rows = Allocate(new ArrayType(Vector, 1), "rows", Storage.Heap, n);
        Value square = Allocate(new ArrayType(IrType.Double, 2), "square", Storage.Heap, n, n);
        Value stack = Allocate(View, "stack", Storage.Stack, Int(8));
        Value pool = Allocate(View, "pool", Storage.Pool, n);
        Value tape = _ir.Fresh(new TapeType(IrType.Double), "sTape");
        _ir.Append(new NewTape(tape));
        _ir.Store(rows, heap, Int(0));
        Value row = _ir.Load(rows, Int(0));
        _ir.Append(new Push(tape, _ir.Load(row, Int(1))));
        Value popped = _ir.Fresh(IrType.Double, "s");
        _ir.Append(new Pop(popped, tape));
        _ir.Append(new Accumulate(square, [Int(0), _ir.Length(square, 1)], popped));
        _ir.Append(new Accumulate(dX, [], Negate(popped)));
        Value part = _ir.Fresh(View, "part");
        _ir.Append(new Slice(part, heap, Int(1), n));
        _ir.Store(part, _ir.Load(stack, Int(0)), Int(0));
        _ir.Store(pool, _ir.Let(Primitive.Multiply, IrType.Double, _ir.Load(pool, Int(0)), popped), Int(0));
        AssertBody(
            """
            double[] heap = new double[n];
            double[][] rows = new double[n][];
            double[,] square = new double[n, n];
            Span<double> stack = stackalloc double[8];
            stack.Clear();
            using var poolScratch = Scratch.RentZeroed(n, out Span<double> pool);
            using var sTape = Tape<double>.Rent();
            rows[0] = heap;
            sTape.Push(rows[0][1]);
            double s = sTape.Pop();
            square[0, square.GetLength(1)] += s;
            dX -= s;
            Span<double> part = heap.AsSpan(1, n);
            part[0] = stack[0];
            pool[0] *= s;
            """);
    }

    [Fact]
    public void Names_are_escaped_and_unique_in_all_blocks_around()
    {
        Value x = Parameter(IrType.Double, "x"), y = Parameter(View, "y");
        Value keyword = _ir.Let("in", Sqrt, IrType.Double, x);
        Value condition = _ir.Let(Primitive.Less, IrType.Boolean, keyword, Real(1));
        _ir.Begin();
        Value inner = _ir.Let("x", Sqrt, IrType.Double, keyword);
        _ir.Store(y, Multiply(inner, inner), Int(0));
        Value same = _ir.Let("s", Sqrt, IrType.Double, inner);
        _ir.Store(y, Multiply(same, x), Int(1));
        Region then = _ir.End();
        _ir.Append(new If(condition, then, Region.Empty, []));
        Value outer = _ir.Let("s", Sqrt, IrType.Double, keyword);
        AssertBody(
            """
            double @in = Math.Sqrt(x);
            if (@in < 1)
            {
                double x1 = Math.Sqrt(@in);
                y[0] = x1 * x1;
                double s = Math.Sqrt(x1);
                y[1] = s * x;
            }
            double s1 = Math.Sqrt(@in);
            return s1 * s1;
            """,
            Multiply(outer, outer));
    }

    private static Constant Real(double value) => Constant.Of(value, IrType.Double);

    private static Constant Int(int value) => Constant.Of(value);

    private Value Parameter(IrType type, string name, ParameterRole role = ParameterRole.Differentiable)
    {
        Value value = _ir.Fresh(type, name);
        _parameters.Add(new(value, role));
        return value;
    }

    private Value Add(Operand a, Operand b) => _ir.Let(Primitive.Add, IrType.Double, a, b);

    private Value Subtract(Operand a, Operand b) => _ir.Let(Primitive.Subtract, IrType.Double, a, b);

    private Value Multiply(Operand a, Operand b, IrType? type = null) => _ir.Let(Primitive.Multiply, type ?? IrType.Double, a, b);

    private Value Negate(Operand a) => _ir.Let(Primitive.Negate, IrType.Double, a);

    private Value Allocate(IrType type, string name, Storage storage, params Operand[] dimensions)
    {
        Value memory = _ir.Fresh(type, name);
        _ir.Append(new Allocate(memory, dimensions, storage));
        return memory;
    }

    /// <summary>The body's text, which also compiles.</summary>
    private void AssertBody(string expected, params Operand[] results)
    {
        string text = EmittedText.Of(new("F", _parameters, _ir.Finish(results), _ir.NextId));
        string[] lines = text.Split('\n');
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join("\n", lines[2..^1].Select(l => l.Length == 0 ? l : l[4..])));
        EmittedText.Compile([text]);
    }
}
