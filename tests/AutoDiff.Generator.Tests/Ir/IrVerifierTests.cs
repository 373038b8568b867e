using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Xunit;

namespace AutoDiff.Generator.Tests.Ir;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>The verifier takes what is well formed and names what is not.</summary>
public sealed class IrVerifierTests
{
    private static readonly ArrayType Doubles = new(IrType.Double, 1);
    private static readonly Value X = new(0, IrType.Double, "x"), N = new(1, IrType.Int32, "n"), A = new(2, Doubles, "a"), B = new(3, new SpanType(IrType.Double, true), "b");
    private static readonly Constant Zero = Constant.Of(0), One = Constant.Of(1);

    [Fact]
    public void A_loop_that_sums_is_well_formed()
    {
        Value i = new(10, IrType.Int32, "i"), sum = new(11, IrType.Double, "s"), element = new(12, IrType.Double), next = new(13, IrType.Double, "s"), result = new(14, IrType.Double, "s");
        Region body = new((Value[])[sum], (Statement[])[new Load(element, A, (Operand[])[i]), new Let(next, Primitive.Add, (Operand[])[sum, element])], (Operand[])[next]);
        FunctionIr function = Function([result], new For(i, Zero, Bound.Less, N, One, (Operand[])[X], body, (Value[])[result]));
        Assert.Same(function, IrVerifier.Verify(function));
    }

    public static TheoryData<string, string> Faults => [.. Broken.Select(b => (b.Key, b.Value.Fault))];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named(string name, string fault)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => IrVerifier.Verify(Broken[name].Function));
        Assert.Contains(fault, exception.Message.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("f(", exception.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, (string Fault, FunctionIr Function)> Broken => new()
    {
        ["undefined"] = ("%12 is not visible", Function([], new Let(V(10), Primitive.Negate, (Operand[])[V(12)]))),
        ["before its definition"] = ("%11 is not visible", Function([], Negate(10, V(11)), Negate(11, X))),
        ["outside its region"] = ("%10 is not visible", Function([V(10)], Choose([], Block([], Negate(10, X)), Block([])))),
        ["counter after its loop"] = ("%10 is not visible", Function([I(10)], Loop(I(10), Zero, N, One))),
        ["twice"] = ("%10 is defined twice", Function([], Negate(10, X), Negate(10, X))),
        ["id"] = ("is not less than NextId = 20", Function([], Negate(20, X))),
        ["another type than defined"] = ("is defined as", Function([], Negate(10, X), new Let(I(11), Primitive.Negate, (Operand[])[I(10)]))),
        ["operand types"] = ("int is not double", Function([], new Let(V(10), Primitive.Add, (Operand[])[X, N]))),
        ["result type"] = ("int is not double", Function([], new Let(new Value(10, IrType.Double), Primitive.Negate, (Operand[])[N]))),
        ["comparison"] = ("double is not bool", Function([], new Let(V(10), Primitive.Less, (Operand[])[X, X]))),
        ["arity"] = ("Add takes 2 operands", Function([], new Let(V(10), Primitive.Add, (Operand[])[X]))),
        ["index type"] = ("is no integer", Function([], new Load(V(10), A, (Operand[])[X]))),
        ["rank"] = ("2 indices for rank 1", Function([], new Load(V(10), A, (Operand[])[N, N]))),
        ["stored type"] = ("double is not int", Function([], new Store(A, (Operand[])[N], N))),
        ["read-only"] = ("a write into read-only memory", Function([], new Store(B, (Operand[])[N], X))),
        ["writable view"] = ("a writable span of read-only memory", Function([], new Slice(new Value(10, new SpanType(IrType.Double, false)), B, null, null))),
        ["storage"] = ("an array on the heap, a span elsewhere", Function([], new Allocate(new Value(10, Doubles), (Operand[])[N], Storage.Stack))),
        ["dimension"] = ("the length of an array or span", Function([], new Length(I(10), A, 1))),
        ["condition type"] = ("double is not bool", Function([], new If(X, Region.Empty, Region.Empty, EquatableArray<Value>.Empty))),
        ["yields of a branch"] = ("() for results (double)", Function([], Choose([V(10)], Block([X]), Block([])))),
        ["type of a yield"] = ("(int) for results (double)", Function([], Choose([V(10)], Block([N]), Block([X])))),
        ["step"] = ("a step away from the bound", Function([], Loop(I(10), Zero, N, Constant.Of(-1)))),
        ["bound type"] = ("double is not int", Function([], Loop(I(10), Zero, X, One))),
        ["effects"] = ("a condition with effects", Function([], new While(EquatableArray<Operand>.Empty, Block([Constant.Of(true)], new Store(A, (Operand[])[N], X)), Region.Empty, EquatableArray<Value>.Empty))),
        ["tape"] = ("double is not int", Function([], new NewTape(new Value(10, new TapeType(IrType.Double))), new Push(new Value(10, new TapeType(IrType.Double)), N))),
    };

    private static Value V(int id) => new(id, IrType.Double);

    private static Value I(int id) => new(id, IrType.Int32);

    private static Let Negate(int id, Operand operand) => new(V(id), Primitive.Negate, (Operand[])[operand]);

    private static If Choose(Value[] results, Region then, Region @else) => new(Constant.Of(true), then, @else, results);

    private static For Loop(Value index, Operand start, Operand end, Operand step) =>
        new(index, start, Bound.Less, end, step, EquatableArray<Operand>.Empty, Region.Empty, EquatableArray<Value>.Empty);

    private static Region Block(Operand[] yields, params Statement[] body) => new(EquatableArray<Value>.Empty, body, yields);

    private static FunctionIr Function(Operand[] yields, params Statement[] body) =>
        new("f", new[] { X, N, A, B }.Select(v => new Parameter(v, ParameterRole.Constant)).ToEquatableArray(), Block(yields, body), 20);
}
