using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// Computes before a loop or branch what its results are multiplied with, or divided by, afterwards: the <c>n</c> of <c>sum / n</c>. Then the cotangent of the result is known before the loop, and value and
/// gradient come out of one pass. Only what can be computed there, and cannot throw, moves.
/// </summary>
internal static class EarlyFactors
{
    public static FunctionIr Run(FunctionIr function) => function with { Body = Run(function.Body) };

    private static Region Run(Region region)
    {
        List<Statement> body = [.. region.Body];
        for (int i = 0; i < body.Count; i++)
        {
            if (body[i] is not (For or If)) continue;
            List<Statement> early = Factors(body, i);
            if (early.Count == 0) continue;
            body.RemoveAll(s => early.Any(e => ReferenceEquals(e, s)));
            body.InsertRange(i, early);
            i += early.Count;
        }
        return region with { Body = body };
    }

    // In order.
    private static List<Statement> Factors(List<Statement> body, int position)
    {
        HashSet<int> after = [.. body[position].Definitions().Where(r => r.Type.IsFloat).Select(r => r.Id)];
        if (after.Count == 0) return [];
        Dictionary<int, Statement> movable = [];
        HashSet<int> late = [];
        for (int i = position; i < body.Count; i++) late.UnionWith(body[i].Definitions().Select(d => d.Id));
        HashSet<Statement> wanted = new(ReferenceComparer<Statement>.Instance);
        for (int i = position + 1; i < body.Count; i++)
        {
            Statement statement = body[i];
            bool depends = statement.Uses().OfType<Value>().Any(v => after.Contains(v.Id));
            if (depends)
            {
                if (statement is not Let let) continue;
                after.Add(let.Result.Id);
                if (let.Op.Name is "Multiply" or "Divide")
                    foreach (Value factor in let.Arguments.OfType<Value>()) Want(factor);
            }
            else if (statement is Length or Let { IsOfTensors: false, Result.Type: ScalarType } && !Purity.MayThrow(statement)
                && statement.Uses().OfType<Value>().All(v => !late.Contains(v.Id) || movable.ContainsKey(v.Id)))
            {
                foreach (Value result in statement.Definitions()) movable[result.Id] = statement;
            }
        }
        return [.. body.Where(wanted.Contains)];

        void Want(Value value)
        {
            if (!movable.TryGetValue(value.Id, out Statement? definition) || !wanted.Add(definition)) return;
            foreach (Value part in definition.Uses().OfType<Value>()) Want(part);
        }
    }
}
