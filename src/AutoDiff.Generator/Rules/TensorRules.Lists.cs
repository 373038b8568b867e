using System.Collections.Concurrent;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// Operations with a list of operands, their last ones: a row for each number of operands. The name of the primitive ends in that number, since primitives are told apart by their names.
/// </summary>
internal static partial class TensorRules
{
    private static readonly ConcurrentDictionary<string, TensorRule?> Lists = new();

    /// <summary>Names of the operations with lists, in the order of the documentation, each with a row for two elements of the list.</summary>
    public static IReadOnlyList<TensorRule> ListExamples => [.. new[] { ("Concatenate", 3), ("Stack", 3), ("Vector", 2), ("Slice", 3), ("SliceBack", 4), ("LengthAlong", 3), ("Einsum", 3), ("EinsumBack", 5) }.Select(l => FindList(l.Item1, l.Item2)!)];

    /// <summary>The row of an operation whose last operands are a list, for so many operands in all; null if there is none.</summary>
    public static TensorRule? FindList(string name, int arity) => OfList(List(name, arity));

    private static TensorRule? OfList(Primitive primitive) => primitive.Notation == Notation.Tensor && primitive.Name.Contains('/') ? Lists.GetOrAdd(primitive.Name, _ => RowOf(primitive)) : null;

    private static TensorRule? RowOf(Primitive primitive)
    {
        int count = primitive.Arity;
        Expression[] all = [.. Enumerable.Range(0, count).Select(i => new Expression.Argument(i))];
        return primitive.Symbol switch
        {
            // The axis, and then the tensors: each gets its part.
            "Concatenate" => Joint(1, k => Call("Narrow", s, x, k == 1 ? new Expression.Ordinal(0) : LengthAlong(Shapes(1, k)), LengthAlong(Shapes(k, k + 1)))),
            "Stack" => Joint(1, k => Call("Squeeze", Call("Narrow", s, x, new Expression.Ordinal(k - 1), new Expression.Ordinal(1)), x)),
            "Vector" => Joint(0, k => Call("ElementAt", s, new Expression.Ordinal(k))),
            // The tensor, and then the indices.
            "Slice" => LinearInFirst(CallList("SliceBack", [s, Shape(x), .. all.Skip(1)])),
            "SliceBack" => LinearInFirst(CallList("Slice", [s, .. all.Skip(2)])),
            "LengthAlong" => new(primitive, TensorResult.Count, new Expression?[count], new Expression?[count]),
            // The equation, and then the operands.
            "Einsum" => new(
                primitive, TensorResult.Tensor,
                [null, .. Enumerable.Range(1, count - 1).Select(k => EinsumBack(k - 1, Shape(all[k]), [.. all.Skip(1)], s))],
                [null, .. Enumerable.Range(1, count - 1).Select(k => primitive.On(With(all, k, s)))]),
            "EinsumBack" => RowOfEinsumBack(primitive, all),
            _ => null,
        };

        TensorRule Joint(int first, Func<int, Expression> pullback) => new(
            primitive, TensorResult.Tensor,
            [.. Enumerable.Range(0, count).Select(k => k < first ? null : pullback(k))],
            [.. Enumerable.Range(0, count).Select(k => k < first ? null : primitive.On([.. all.Select((a, i) => i < first ? a : i == k ? s : first == 0 ? 0 : Call("ZerosLike", a))]))])
        { IsJointlyLinear = true };

        TensorRule LinearInFirst(Expression pullback) => Linear(primitive, [pullback, .. new Expression?[count - 1]]);

        Expression[] Shapes(int from, int to) => [.. all.Skip(from).Take(to - from).Select(Shape)];

        Expression LengthAlong(Expression[] shapes) => CallList("LengthAlong", [x, .. shapes]);
    }

    // EinsumBack(equation, k, shape, a, …) is linear in the cotangent, which stands in the place k, and in the others: ⟨t, E⟩ is what Einsum gives with t in that place, times the cotangent.
    private static TensorRule RowOfEinsumBack(Primitive primitive, Expression[] all)
    {
        int place = int.Parse(primitive.Name.Substring(primitive.Name.IndexOf('@') + 1));
        Expression[] operands = [.. all.Skip(3)];
        Expression?[] pullbacks = new Expression?[all.Length], pushforwards = new Expression?[all.Length];
        for (int k = 0; k < operands.Length; k++)
        {
            pullbacks[k + 3] = k == place
                ? CallList("Einsum", [x, .. With(operands, place, s)])
                : EinsumBack(k, Shape(operands[k]), With(operands, place, s), operands[place]);
            pushforwards[k + 3] = primitive.On(With(all, k + 3, s));
        }
        return new(primitive, TensorResult.Tensor, pullbacks, pushforwards);
    }

    private static Expression EinsumBack(int place, Expression shape, Expression[] operands, Expression cotangent) =>
        List("EinsumBack", operands.Length + 3, place).On([x, new Expression.Ordinal(place), shape, .. With(operands, place, cotangent)]);

    private static Expression[] With(Expression[] all, int place, Expression other) => [.. all.Select((a, i) => i == place ? other : a)];

    private static Expression CallList(string symbol, params Expression[] arguments) => List(symbol, arguments.Length).On(arguments);

    private static Primitive List(string symbol, int arity, int place = 0) => new($"Tensor.{symbol}/{arity}{(symbol == "EinsumBack" ? "@" + place : "")}", arity, Notation.Tensor, symbol, Cost.Expensive);
}
