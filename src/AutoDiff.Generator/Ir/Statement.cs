using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// A statement of the structured SSA IR. There are no jumps: control flow is the nesting of <see cref="Region"/>s in
/// <see cref="If"/>, <see cref="For"/> and <see cref="While"/>. A value is visible in the region that defines it and in the regions nested in it, after its definition.
/// </summary>
internal abstract record Statement;

/// <summary><c>result = op(arguments)</c>: pure. <paramref name="Site"/> is the ordinal of the construct in the source for diagnostics about it, or −1.</summary>
internal sealed record Let(Value Result, Primitive Op, EquatableArray<Operand> Arguments, int Site = -1) : Statement
{
    /// <summary>True if a tensor is among its operands, or is its result.</summary>
    public bool IsOfTensors => Result.Type is TensorType || Arguments.Any(a => a.Type is TensorType);
}

/// <summary>
/// <c>result = array[indices]</c>. The element may itself be an array (jagged arrays). A <see cref="RefType"/> has no indices. An array, span or tensor's memory without indices
/// is all of its elements at once, as a tensor; so it is with the other accesses.
/// Where the result is a vector and the elements are not, it is the elements of several lanes: <c>[start, stride]</c>, or <c>[indices, 0]</c> with a vector of indices; a mask may follow.
/// The memory is a span then.
/// </summary>
internal sealed record Load(Value Result, Operand Array, EquatableArray<Operand> Indices) : Statement;

/// <summary><c>array[indices] = stored</c>. <paramref name="Site"/> is the ordinal of the assignment in the source, for memory that comes from outside, else −1.</summary>
internal sealed record Store(Operand Array, EquatableArray<Operand> Indices, Operand Stored, int Site = -1) : Statement;

/// <summary><c>array[indices] += addend</c>. The frontend makes a load, an addition and a store of <c>+=</c>; only adjoints have this.</summary>
internal sealed record Accumulate(Operand Array, EquatableArray<Operand> Indices, Operand Addend) : Statement
{
    /// <summary>True if a tensor is summed to the shape of the one that it is added to.</summary>
    public bool IsSummed { get; init; }
}

/// <summary><c>array.Clear()</c>: zero in all elements of a span. Only the lowering of allocations makes it, for memory that is used again.</summary>
internal sealed record Clear(Operand Array) : Statement;

/// <summary>What <see cref="MoveRecords"/> does to memory.</summary>
internal enum RecordMove { Load, Store, Add }

/// <summary>
/// The numbers of several lanes' records, between memory and an array of vectors, one for each number: <c>records[j]</c> is, is written to, or added to, the elements <c>memory[start + j + lane * stride]</c>.
/// Only kernels have it.
/// </summary>
internal sealed record MoveRecords(RecordMove Move, Operand Memory, Operand Start, Operand Stride, Operand Records) : Statement
{
    /// <summary>What it writes, and, of additions, reads too.</summary>
    public Operand Written => Move == RecordMove.Load ? Records : Memory;

    /// <summary>What it only reads.</summary>
    public Operand Read => Move == RecordMove.Load ? Memory : Records;
}

/// <summary>Where an <see cref="Allocate"/> takes its memory from.</summary>
internal enum Storage
{
    /// <summary><c>new T[n]</c>.</summary>
    Heap,

    /// <summary><c>stackalloc T[n]</c>.</summary>
    Stack,

    /// <summary>The runtime's pool, given back at the end of the enclosing C# block: <c>using var … = Scratch.Rent(n, out Span&lt;T&gt; result)</c>.</summary>
    Pool,

    /// <summary>An array object that the runtime keeps and takes back when the method ends: <c>arrays.New&lt;T&gt;(n)</c>.</summary>
    Scope,
}

/// <summary>
/// Fresh memory, zeroed unless <paramref name="IsZeroed"/> is false (then its content is arbitrary and is written before it is read).
/// The frontend makes Heap allocations for <c>new</c> and Stack ones for <c>stackalloc</c>; a result of Stack or Pool storage is a <see cref="SpanType"/>.
/// </summary>
internal sealed record Allocate(Value Result, EquatableArray<Operand> Dimensions, Storage Storage = Storage.Heap, bool IsZeroed = true) : Statement
{
    /// <summary>Of <see cref="Storage.Scope"/>: the scope, where it is not the method's own.</summary>
    public Value? Scope { get; init; }

    /// <summary>Of a record that the forward sweep keeps for the reverse sweep: the name of what is recorded.</summary>
    public string? Record { get; init; }
}

/// <summary><c>result = array.Length</c> (dimension −1) or <c>array.GetLength(dimension)</c>: an <c>int</c>.</summary>
internal sealed record Length(Value Result, Operand Array, int Dimension = -1) : Statement;

/// <summary>
/// A view of rank-1 memory as a span: <c>array.AsSpan(start, count)</c>. With both null the whole: the implicit
/// conversion from an array to a span, or from <c>Span</c> to <c>ReadOnlySpan</c>.
/// </summary>
internal sealed record Slice(Value Result, Operand Array, Operand? Start, Operand? Count) : Statement;

/// <summary>Both regions have no parameters and yield what <paramref name="Results"/> hold afterwards, in order.</summary>
internal sealed record If(Operand Condition, Region Then, Region Else, EquatableArray<Value> Results) : Statement;

/// <summary>How the counter of a <see cref="For"/> is compared with its bound. The direction is the comparison's.</summary>
internal enum Bound { Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>
/// <c>for (index = start; index (bound) end; index += step)</c>: start, end and step are evaluated once, the counter is not assigned in the body.
/// Step is positive for an upward bound (<c>&lt;</c>, <c>&lt;=</c>), negative for a downward one. The body's parameters are the carried values:
/// they start as <paramref name="Initial"/>, the body yields their next values, <paramref name="Results"/> are the last. With zero trips results = initial.
/// </summary>
internal sealed record For(
    Value Index, Operand Start, Bound Bound, Operand End, Operand Step, EquatableArray<Operand> Initial, Region Body, EquatableArray<Value> Results) : Statement
{
    /// <summary>The ordinal of the loop in the source, of its mirror in the reverse sweep too; −1 for others.</summary>
    public int Site { get; init; } = -1;
}

/// <summary>
/// <c>while (condition) body</c>. Both regions have a parameter for each carried value. The condition region yields one Boolean and is free of
/// effects (only Let, Load, Length, Slice and If of these); the body yields the next carried values.
/// </summary>
internal sealed record While(EquatableArray<Operand> Initial, Region Condition, Region Body, EquatableArray<Value> Results) : Statement
{
    /// <inheritdoc cref="For.Site"/>
    public int Site { get; init; } = -1;
}

/// <summary>What an <see cref="Invoke"/> does.</summary>
internal enum InvokeKind
{
    /// <summary>Whatever it likes.</summary>
    Call,

    /// <summary>It reads a field or an auto-property, and has no effect.</summary>
    Read,

    /// <summary>It assigns the last argument to the field or property that the method's text denotes.</summary>
    Assignment,
}

/// <summary>
/// A call to something that is constant for differentiation: <paramref name="Method"/> is C# text (<c>global::System.Console.WriteLine</c>, or
/// <c>{0}.Next</c> where {0} stands for the first argument); the arguments that it does not mention follow in parentheses, unless it ends
/// with a closing parenthesis: then it is the whole expression (<c>({0}.Count)</c>, <c>(global::Model.Tolerance)</c>, <c>string.Concat("n = ", {0})</c>).
/// Braces in its string literals are escaped. It may have effects: it runs once, in the forward sweep, never again.
/// If an argument is active, that is a diagnostic at <paramref name="Site"/>.
/// </summary>
internal sealed record Invoke(Value? Result, string Method, EquatableArray<Operand> Arguments, int Site, InvokeKind Kind = InvokeKind.Call) : Statement;

/// <summary>Which member of a differentiable method F is called: FValue, FGradient, …</summary>
internal enum DerivedMember { Value, ValueAndGradient, Gradient, Vjp, Jvp, Hvp, Jacobian, Hessian }

/// <summary>
/// A call of a generated member, until functions are linked: then the member's body, made of <paramref name="Primal"/>, stands in its place. The results are the leaves of what it
/// returns, then what its <c>ref</c> sinks hold afterwards; the arguments have the numbers that they hold before, and of a struct its leaves.
/// </summary>
internal sealed record DerivativeCall(EquatableArray<Value> Results, DerivedMember Member, FunctionIr Primal, EquatableArray<Operand> Arguments, int Site) : Statement;

/// <summary><c>throw expression</c>: <paramref name="Expression"/> is C# text with {0}, {1} for the arguments. What follows in the region is not reached; the region's yields may be <see cref="DefaultOf"/>.</summary>
internal sealed record Throw(string Expression, EquatableArray<Operand> Arguments) : Statement;

/// <summary>A new, empty growing tape; given back to the pool at the end of the method.</summary>
internal sealed record NewTape(Value Result) : Statement
{
    /// <inheritdoc cref="Allocate.Record"/>
    public string? Record { get; init; }
}

/// <summary>Pushes onto a tape.</summary>
internal sealed record Push(Operand Tape, Operand Pushed) : Statement;

/// <summary>Pops what was pushed last.</summary>
internal sealed record Pop(Value Result, Operand Tape) : Statement;

/// <summary>A comment that heads a part of the generated code: <c>forward sweep</c>, <c>reverse sweep</c>.</summary>
internal sealed record Section(string Title) : Statement
{
    public const string Forward = "forward sweep", Reverse = "reverse sweep", Joined = "forward and reverse sweep";
}

/// <summary>A list of statements with parameters before and yields after it.</summary>
internal sealed record Region(EquatableArray<Value> Parameters, EquatableArray<Statement> Body, EquatableArray<Operand> Yields)
{
    public static Region Empty { get; } = new(EquatableArray<Value>.Empty, EquatableArray<Statement>.Empty, EquatableArray<Operand>.Empty);
}
