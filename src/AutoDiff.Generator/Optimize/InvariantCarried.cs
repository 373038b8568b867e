using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Optimize;

/// <summary>
/// A carried value that no trip changes (the body yields its own parameter, or its initial value) is its initial value; of two that start
/// equal and are always given equal values, one remains.
/// </summary>
internal sealed class InvariantCarried : PassRewriter
{
    private InvariantCarried(FunctionIr function) : base(function)
    {
    }

    public static FunctionIr Run(FunctionIr function) => new InvariantCarried(function).Run();

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        switch (statement)
        {
            case For s:
                int[] carried = Resolve(Map(s.Initial), s.Body, [s.Body.Parameters], s.Results);
                statement = s with { Initial = Only(s.Initial, carried), Body = Carrying(s.Body, carried), Results = Only(s.Results, carried) };
                break;
            case While s:
                int[] state = Resolve(Map(s.Initial), s.Body, [s.Condition.Parameters, s.Body.Parameters], s.Results);
                statement = s with
                {
                    Initial = Only(s.Initial, state),
                    Condition = s.Condition with { Parameters = Only(s.Condition.Parameters, state) },
                    Body = Carrying(s.Body, state),
                    Results = Only(s.Results, state),
                };
                break;
        }
        Emit(RewriteParts(statement), output);
    }

    // Replaces the parameters and results that are another operand; the indices of the others.
    private int[] Resolve(EquatableArray<Operand> initial, Region body, EquatableArray<Value>[] parameters, EquatableArray<Value> results)
    {
        List<int> kept = [];
        for (int i = 0; i < initial.Count; i++)
        {
            Operand next = Map(body.Yields[i]);
            if (next.Equals(body.Parameters[i]) || next.Equals(initial[i]))
            {
                foreach (EquatableArray<Value> values in parameters) Forward(values[i], initial[i]);
                Forward(results[i], initial[i]);
                continue;
            }
            int twin = kept.FindIndex(k => initial[k].Equals(initial[i]) && IsTwin(k, i));
            if (twin < 0)
            {
                kept.Add(i);
                continue;
            }
            foreach (EquatableArray<Value> values in parameters) Forward(values[i], values[kept[twin]]);
            Forward(results[i], results[kept[twin]]);
        }
        return [.. kept];

        bool IsTwin(int first, int second) => Map(body.Yields[first]).Equals(Map(body.Yields[second]));
    }

    private static Region Carrying(Region region, int[] kept) =>
        region with { Parameters = Only(region.Parameters, kept), Yields = Only(region.Yields, kept) };

    private static EquatableArray<T> Only<T>(EquatableArray<T> items, int[] kept) => kept.Select(i => items[i]).ToEquatableArray();
}
