using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Tests.Interpreter;
using Xunit;

namespace AutoDiff.Generator.Tests.Transform;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>A value that is computed but not selected contributes nothing, even where its own derivative is infinite.</summary>
public sealed class UnselectedTests
{
    private static readonly Constant None = Constant.Of(0), One = Constant.Of(1), Zero = Constant.Of(0.0, IrType.Double);

    /// <summary>Functions that are finite at 0 with an infinite slope.</summary>
    public static TheoryData<string> Steep => ["Sqrt", "Cbrt"];

    /// <summary>Functions that are infinite at 0 themselves.</summary>
    public static TheoryData<string> Infinite => ["Divide", "Log", "Log2", "Log10", "ReciprocalEstimate"];

    [Theory]
    [MemberData(nameof(Steep))]
    [MemberData(nameof(Infinite))]
    public void Arm_of_an_eager_choice(string name) => Check(name, (b, x, f) => b.Let(Primitive.Select, IrType.Double, IsPositive(b, x), f, Zero));

    [Theory]
    [MemberData(nameof(Steep))]
    [MemberData(nameof(Infinite))]
    public void Arm_of_a_branch(string name) => Check(name, (b, x, f) => Branch(b, x, () => f));

    [Theory]
    [MemberData(nameof(Steep))]
    public void Arm_of_a_branch_in_a_branch(string name) => Check(name, (b, x, f) => Branch(b, x, () => Branch(b, x, () => f)));

    [Theory]
    [MemberData(nameof(Steep))]
    public void Value_computed_in_a_branch_of_its_own(string name) => Check(name, (b, x, _) =>
    {
        Value g = Branch(b, b.Let(Primitive.Add, IrType.Double, x, Constant.Of(1.0, IrType.Double)), () => Function(b, name, x));
        return Branch(b, x, () => g);
    });

    [Theory]
    [MemberData(nameof(Steep))]
    public void Smaller_operand_of_a_maximum(string name) =>
        Check(name, (b, x, f) => b.Let(ScalarRules.Find("Max", 2)!.Primitive, IrType.Double, f, Constant.Of(1.0, IrType.Double)));

    [Theory]
    [MemberData(nameof(Steep))]
    public void Value_times_another(string name) => Check(name, (b, x, f) => Branch(b, x, () => b.Let(Primitive.Multiply, IrType.Double, f, f)));

    [Theory]
    [MemberData(nameof(Steep))]
    public void Element_that_is_not_read(string name) => Check(name, (b, x, f) =>
    {
        Value a = Array(b, f);
        return Branch(b, x, () => b.Load(a, None));
    });

    [Theory]
    [MemberData(nameof(Steep))]
    public void Sum_of_a_loop(string name) => Check(name, (b, x, _) =>
    {
        Value sum = Sum(b, () => Function(b, name, x));
        return Branch(b, x, () => sum);
    });

    [Theory]
    [MemberData(nameof(Steep))]
    public void Scaled_sum_of_a_loop(string name) => Check(name, (b, x, _) =>
    {
        Value sum = Sum(b, () => Function(b, name, x));
        Value twice = b.Let(Primitive.Multiply, IrType.Double, sum, Constant.Of(2.0, IrType.Double));
        return b.Let(Primitive.Select, IrType.Double, IsPositive(b, x), twice, Zero);
    });

    [Theory]
    [MemberData(nameof(Steep))]
    public void Sum_of_a_loop_over_memory(string name) => Check(name, (b, x, f) =>
    {
        Value a = Array(b, x);
        Value sum = Sum(b, () => Function(b, name, b.Load(a, None)));
        return Branch(b, x, () => sum);
    });

    private static Value IsPositive(IrBuilder b, Value x) => b.Let(Primitive.Greater, IrType.Boolean, x, Zero);

    // x > 0 ? value : 0
    private static Value Branch(IrBuilder b, Value x, Func<Value> value)
    {
        Value isPositive = IsPositive(b, x);
        b.Begin();
        Region then = b.End(value());
        b.Begin();
        return b.If(isPositive, then, b.End(Zero), ["r"])[0];
    }

    private static Value Array(IrBuilder b, Value element)
    {
        Value array = b.Fresh(new ArrayType(IrType.Double, 1), "a");
        b.Append(new Allocate(array, (Operand[])[One]));
        b.Store(array, element, None);
        return array;
    }

    // s = 0; for (i = 0; i < 3; i++) s += term; the term is made in the loop.
    private static Value Sum(IrBuilder b, Func<Value> term)
    {
        Value index = b.Fresh(IrType.Int32, "i"), before = b.Fresh(IrType.Double, "s"), after = b.Fresh(IrType.Double, "s");
        b.Begin(before);
        Region body = b.End(b.Let("s", Primitive.Add, IrType.Double, before, term()));
        b.Append(new For(index, None, Bound.Less, Constant.Of(3), One, (Operand[])[Zero], body, (Value[])[after]));
        return after;
    }

    private static Value Function(IrBuilder b, string name, Value x) => name == "Divide"
        ? b.Let(Primitive.Divide, IrType.Double, Constant.Of(1.0, IrType.Double), x)
        : b.Let(ScalarRules.Find(name, 1)!.Primitive, IrType.Double, x);

    // At x = 0 the derivative is 0, whichever way it is made.
    private static void Check(string name, Func<IrBuilder, Value, Value, Value> result)
    {
        IrBuilder builder = new();
        Value x = builder.Fresh(IrType.Double, "x");
        Value yielded = result(builder, x, Function(builder, name, x));
        FunctionIr primal = new("F", (Parameter[])[new(x, ParameterRole.Differentiable)], builder.Finish(yielded), builder.NextId);
        foreach ((string variant, bool optimize, bool plan) in SweepExperiment.Variants)
        {
            double[] sink = [0];
            FunctionIr vjp = SweepExperiment.Derivative(primal, optimize, plan);
            IrInterpreter.Run(vjp, 0.0, 1.0, sink);
            Assert.True(sink[0] == 0, $"{variant}: {sink[0]}\n{IrPrinter.Print(primal)}\n{IrPrinter.Print(vjp)}");
        }
    }
}
