using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// Computes before a loop what each of its trips would compute again: elementary functions, products and quotients of values from outside,
/// with the operations that they consist of. Cheaper operations stay where they are read. Only what cannot throw moves,
/// since the loop may have no trip, and only from the loop's own region, since a branch in it may never be taken.
/// </summary>
internal sealed class LoopInvariantMotion : PassRewriter
{
    private LoopInvariantMotion(FunctionIr function) : base(function)
    {
    }

    public static FunctionIr Run(FunctionIr function) => new LoopInvariantMotion(function).Run();

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        // Inner loops first: what leaves them may leave the outer one too.
        Statement rewritten = RewriteParts(statement);
        if (rewritten is For or While)
        {
            HashSet<int> inside = [.. rewritten.Regions().SelectMany(r => r.DeepDefinitions()).Select(v => v.Id)];
            if (rewritten is For { Index: var index }) inside.Add(index.Id);
            rewritten = rewritten switch
            {
                For loop => loop with { Body = Hoist(loop.Body, inside, output) },
                While loop => loop with { Condition = Hoist(loop.Condition, inside, output), Body = Hoist(loop.Body, inside, output) },
                _ => rewritten,
            };
        }
        output.Add(rewritten);
    }

    private static Region Hoist(Region region, HashSet<int> inside, List<Statement> output)
    {
        Dictionary<int, Let> invariant = [];
        foreach (Let let in region.Body.OfType<Let>())
        {
            bool isInvariant = let.Arguments.All(a => a is not Value v || !inside.Contains(v.Id) || invariant.ContainsKey(v.Id));
            if (isInvariant && !Purity.MayThrow(let)) invariant[let.Result.Id] = let;
        }
        HashSet<int> moved = [];
        // Memory is taken outside the loop if its size is known there.
        HashSet<int> sizes = [.. region.Body.OfType<Allocate>().SelectMany(a => a.Dimensions).OfType<Value>().Select(v => v.Id)];
        Stack<Let> wanted = new(invariant.Values.Where(l => IsWorthIt(l) || sizes.Contains(l.Result.Id)));
        while (wanted.Count > 0)
        {
            Let let = wanted.Pop();
            if (!moved.Add(let.Result.Id)) continue;
            foreach (Value argument in let.Arguments.OfType<Value>())
                if (invariant.TryGetValue(argument.Id, out Let? part)) wanted.Push(part);
        }
        if (moved.Count == 0) return region;
        output.AddRange(region.Body.Where(s => s is Let let && moved.Contains(let.Result.Id)));
        return region with { Body = region.Body.Where(s => s is not Let let || !moved.Contains(let.Result.Id)).ToEquatableArray() };
    }

    private static bool IsWorthIt(Let let) =>
        let.Op.Cost == Cost.Expensive || let.Op.Equals(Primitive.Divide) || let.Op.Equals(Primitive.Remainder)
        || (let.Op.Equals(Primitive.Multiply) && (let.Result.Type.IsFloat || let.Result.Type is VectorType)) || let.Op.Equals(Primitive.SumOfLanes) || let.Op.Equals(Primitive.SumOfCounted) || (let.Op.Equals(Primitive.Broadcast) && let.Arguments[0] is Value);
}
