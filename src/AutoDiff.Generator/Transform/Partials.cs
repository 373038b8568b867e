using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>The partial derivatives of an operation in what it is applied to.</summary>
internal static class Partials
{
    /// <summary>The partial in an operand that may stand at several places: f(x, x) has the sum of both partials, and x + x is 2x.</summary>
    public static Expression? In(Operand argument, ScalarRule rule, EquatableArray<Operand> arguments)
    {
        Expression? sum = null;
        int first = -1;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].Equals(argument) || rule.Partials[i] is not { } partial) continue;
            if (first < 0) first = i;
            partial = Replace(partial, arguments, argument, first);
            sum = sum is null ? partial : sum == partial ? 2 * sum : sum + partial;
        }
        return sum is Expression.Apply { Op.Name: "Multiply" } product && product.Arguments[1] is Expression.Number { Value: 1 } ? product.Arguments[0] : sum;
    }

    private static Expression Replace(Expression expression, EquatableArray<Operand> arguments, Operand argument, int first) => expression switch
    {
        Expression.Argument a when arguments[a.Index].Equals(argument) => new Expression.Argument(first),
        Expression.Apply apply => new Expression.Apply(apply.Op, apply.Arguments.Select(a => Replace(a, arguments, argument, first)).ToEquatableArray()),
        _ => expression,
    };
}
