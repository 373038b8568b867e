using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// Folds constants, applies identities and resolves control flow that is decided: an If on a literal, a loop of no or one trip.
/// Only what is exact for every float, the sign of zero included: <c>x + 0.0</c> stays (it turns −0 into 0), <c>x - 0.0</c> goes.
/// </summary>
internal sealed partial class Simplify : PassRewriter
{
    private readonly Dictionary<int, int> _uses = [];

    private Simplify(FunctionIr function) : base(function)
    {
        foreach (Value value in function.Body.DeepUses().OfType<Value>()) _uses[value.Id] = (_uses.TryGetValue(value.Id, out int n) ? n : 0) + 1;
    }

    public static FunctionIr Run(FunctionIr function) => new Simplify(function).Run();

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            // What is read of memory as a whole is a copy.
            case Let { Op: { Notation: Notation.Tensor, Symbol: "Clone" } } s when DefinitionOf(Map(s.Arguments[0])) is Load { Indices.Count: 0 }: Forward(s.Result, Map(s.Arguments[0])); break;
            case Let s: RewriteLet((Let)RewriteParts(s), output); break;
            case Length s: RewriteLength((Length)RewriteParts(s), output); break;
            case If s: RewriteIf(s, output); break;
            case For s: RewriteFor(s, output); break;
            case While s when s.Condition.Yields is [Constant { IsTrue: false }]: Forward(s.Results, Map(s.Initial)); break;
            case Store { Array.Type: ArrayType or SpanType, Indices.Count: 0 } s: Emit(s with { Array = Map(s.Array), Stored = InAnyShape(Map(s.Stored)) }, output); break;
            case Accumulate { Array.Type: ArrayType or SpanType, Indices.Count: 0 } s: Emit(s with { Array = Map(s.Array), Addend = InAnyShape(Map(s.Addend)) }, output); break;
            default: Emit(RewriteParts(statement), output); break;
        }
    }

    // An array takes the elements in their order, whatever the shape.
    private Operand InAnyShape(Operand tensor) =>
        DefinitionOf(tensor) is Let { Op: { Notation: Notation.Tensor, Symbol: "Reshape" } } reshaped && _uses.TryGetValue(reshaped.Result.Id, out int uses) && uses == 1 ? InAnyShape(reshaped.Arguments[0]) : tensor;

    private void RewriteLength(Length length, List<Statement> output)
    {
        Operand? known = DefinitionOf(length.Array) switch
        {
            Allocate a when a.Dimensions.Count == 1 => a.Dimensions[0],
            Allocate a when length.Dimension >= 0 => a.Dimensions[length.Dimension],
            Slice { Count: Constant count } => count,
            _ => null,
        };
        if (known is not null && known.Type == length.Result.Type) Forward(length.Result, known);
        else if (DefinitionOf(length.Array) is Slice { Start: null, Array: var whole } && (whole.Type is SpanType || DefinitionOf(whole) is Allocate)) RewriteLength(length with { Array = whole }, output);
        else Emit(length, output);
    }

    private void RewriteIf(If statement, List<Statement> output)
    {
        Operand condition = Map(statement.Condition);
        if (condition is Constant decided)
        {
            Region taken = decided.IsTrue ? statement.Then : statement.Else;
            foreach (Statement inner in taken.Body) Rewrite(inner, output);
            Forward(statement.Results, Map(taken.Yields));
            return;
        }
        bool swapped = DefinitionOf(condition) is Let { Op: var op } && op.Equals(Primitive.Not) && statement.Else.Body.Count > 0;
        if (swapped) condition = ((Let)DefinitionOf(condition)!).Arguments[0];
        Region then = RewriteUnder(condition, true, swapped ? statement.Else : statement.Then);
        Region @else = RewriteUnder(condition, false, swapped ? statement.Then : statement.Else);
        if (then.Body.Count == 0 && then.Equals(@else) && statement.Results.Count == 0) return;

        List<int> kept = [];
        List<Value> negated = [];
        for (int i = 0; i < statement.Results.Count; i++)
        {
            (Operand a, Operand b) = (then.Yields[i], @else.Yields[i]);
            if (a.Equals(b)) Forward(statement.Results[i], a);
            else if (a is Constant { Scalar.Kind: ScalarKind.Boolean } x && b is Constant)
            {
                if (x.IsTrue) Forward(statement.Results[i], condition);
                else negated.Add(statement.Results[i]);
            }
            else kept.Add(i);
        }
        EquatableArray<Value> results = kept.Select(i => statement.Results[i]).ToEquatableArray();
        then = then with { Yields = kept.Select(i => then.Yields[i]).ToEquatableArray() };
        @else = @else with { Yields = kept.Select(i => @else.Yields[i]).ToEquatableArray() };
        if (then.Body.Count == 0 && @else.Body.Count == 0 && results.All(r => IsChoice(r, statement)))
        {
            for (int i = 0; i < results.Count; i++)
                RewriteLet(new(results[i], Primitive.Select, [condition, then.Yields[i], @else.Yields[i]]), output);
        }
        else
        {
            Emit(new If(condition, then, @else, results), output);
        }
        foreach (Value result in negated) RewriteLet(new(result, Primitive.Not, [condition]), output);
    }

    // if (x > best) best = x; stays what it is: the result bears the name of what one branch leaves as it was.
    private static bool IsChoice(Value result, If statement)
    {
        int i = statement.Results.ToList().IndexOf(result);
        bool Keeps(Operand yield) => result.Name is not null && yield is Value value && value.Name == result.Name;
        return result.Type is ScalarType && !Keeps(statement.Then.Yields[i]) && !Keeps(statement.Else.Yields[i]);
    }

    // Inside the branches the condition is known.
    private Region RewriteUnder(Operand condition, bool holds, Region region)
    {
        if (condition is not Value known) return Rewrite(region);
        Replace(known, Constant.Of(holds));
        Region rewritten = Rewrite(region);
        Restore(known);
        return rewritten;
    }

    private void RewriteFor(For loop, List<Statement> output)
    {
        Operand start = Map(loop.Start), end = Map(loop.End), step = Map(loop.Step);
        if (Trips(start, loop.Bound, end, step) is { } trips && trips <= 1)
        {
            EquatableArray<Operand> last = Map(loop.Initial);
            if (trips == 1)
            {
                Replace(loop.Index, start);
                Forward(loop.Body.Parameters, last);
                foreach (Statement inner in loop.Body.Body) Rewrite(inner, output);
                last = Map(loop.Body.Yields);
            }
            Forward(loop.Results, last);
            return;
        }
        Emit(RewriteParts(loop), output);
    }

    // The number of trips if it is certainly 0 or 1 (or some larger one, known from literals).
    private static long? Trips(Operand start, Bound bound, Operand end, Operand step)
    {
        if (start.Equals(end) && bound is Bound.Less or Bound.Greater) return 0;
        if ((start, end, step) is not (Constant a, Constant b, Constant c)) return null;
        bool Runs(long i) => bound switch
        {
            Bound.Less => i < b.Bits,
            Bound.LessOrEqual => i <= b.Bits,
            Bound.Greater => i > b.Bits,
            Bound.GreaterOrEqual => i >= b.Bits,
            _ => throw new UnreachableException(),
        };
        return !Runs(a.Bits) ? 0 : Runs(a.Bits + c.Bits) ? 2 : 1;
    }
}
