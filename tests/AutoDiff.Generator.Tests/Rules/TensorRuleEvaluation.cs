using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>The pullbacks and pushforwards of tensor operations, evaluated as they stand in the table by the operations of the runtime.</summary>
internal static class TensorRuleEvaluation
{
    /// <summary>The value of an expression over the operands of an operation and its result.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="operands">The operands: tensors, numbers and constants.</param>
    /// <param name="result">What the operation gives for them.</param>
    /// <param name="seed">The cotangent or tangent.</param>
    public static object Evaluate(Expression expression, object[] operands, object result, object seed) => expression switch
    {
        Expression.Argument a => operands[a.Index],
        Expression.Result => result,
        Expression.Seed => seed,
        Expression.Number n => n.Value,
        Expression.Ordinal o => o.Value,
        Expression.Truth t => t.Value,
        Expression.Apply apply => Apply(apply.Op, [.. apply.Arguments.Select(a => Evaluate(a, operands, result, seed))]),
        _ => throw new NotSupportedException(expression.ToString()),
    };

    /// <summary>What an operation gives.</summary>
    public static object Apply(Primitive op, object[] operands) => op.Symbol switch
    {
        ".Shape" => ShapeOf(operands[0]),
        ".T" => Tensor(operands[0]).T,
        ".Item()" => Tensor(operands[0]).Item(),
        "Concatenate" => AutoDiff.Tensor.Concatenate((int)operands[0], Tensors(operands, 1)),
        "Stack" => AutoDiff.Tensor.Stack((int)operands[0], Tensors(operands, 1)),
        "Vector" => AutoDiff.Tensor.Vector(operands.Select(Number).ToArray()),
        "Slice" => AutoDiff.Tensor.Slice(Tensor(operands[0]), Indices(operands, 1)),
        "SliceBack" => AutoDiff.Tensor.SliceBack(Tensor(operands[0]), (TensorShape)operands[1], Indices(operands, 2)),
        "LengthAlong" => AutoDiff.Tensor.LengthAlong((int)operands[0], operands.Skip(1).Cast<TensorShape>().ToArray()),
        "Einsum" => AutoDiff.Tensor.Einsum((string)operands[0], Tensors(operands, 1)),
        "EinsumBack" => AutoDiff.Tensor.EinsumBack((string)operands[0], (int)operands[1], (TensorShape)operands[2], Tensors(operands, 3)),
        _ when op.Equals(Primitive.Convert) => operands[0] is int count ? (double)count : operands[0],
        _ when op.Equals(Primitive.Select) => Select(operands),
        _ when op.Notation != Notation.Tensor && operands.All(o => o is double) => Call(op, [(Tensor<double>)(double)operands[0], .. operands.Skip(1)]) is Tensor<double> { Rank: 0 } number ? number.Item() : Call(op, [(Tensor<double>)(double)operands[0], .. operands.Skip(1)]),
        _ => Call(op, operands),
    };

    public static Tensor<double> Tensor(object operand) => operand as Tensor<double> ?? (Tensor<double>)(double)operand;

    private static double Number(object operand) => operand as double? ?? ((Tensor<double>)operand).Item();

    private static TensorShape ShapeOf(object operand) => operand is Tensor<long> positions ? positions.Shape : Tensor(operand).Shape;

    private static Tensor<double>[] Tensors(object[] operands, int first) => [.. operands.Skip(first).Select(Tensor)];

    private static TensorIndex[] Indices(object[] operands, int first) => [.. operands.Skip(first).Select(o => o is int position ? position : (TensorIndex)o)];

    private static object Select(object[] operands) => operands[0] is bool chosen
        ? operands[chosen ? 1 : 2]
        : AutoDiff.Tensor.Where((Tensor<bool>)operands[0], Tensor(operands[1]), Tensor(operands[2]));

    // The overload that takes the operands as they are, or else one that they can be converted for.
    private static object Call(Primitive op, object[] operands)
    {
        string name = op.Notation is Notation.Infix or Notation.Prefix ? op.Name : op.Symbol;
        IEnumerable<(MethodInfo Method, ParameterInfo[] Parameters)> candidates =
            from method in typeof(Tensor).GetMethods(BindingFlags.Static | BindingFlags.Public)
            where method.Name == name && method.GetGenericArguments().Length < 2
            let closed = Closed(method)
            where closed is not null
            let parameters = closed.GetParameters()
            where parameters.Count(p => !p.HasDefaultValue) <= operands.Length && operands.Length <= parameters.Length
            where operands.Select((o, i) => Converted(o, parameters[i].ParameterType)).All(o => o is not null)
            orderby operands.Where((o, i) => o.GetType() == parameters[i].ParameterType).Count() descending
            select (closed, parameters);
        (MethodInfo found, ParameterInfo[] all) = candidates.FirstOrDefault();
        if (found is null) throw new MissingMethodException($"Tensor.{name}({string.Join(", ", operands.Select(o => o.GetType().Name))})");
        return found.Invoke(null, [.. all.Select((p, i) => i < operands.Length ? Converted(operands[i], p.ParameterType) : Default(p))])!;
    }

    private static MethodInfo? Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return method;
        try
        {
            return method.MakeGenericMethod(typeof(double));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static object? Default(ParameterInfo parameter) => parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);

    private static object? Converted(object operand, Type type) => (operand, type) switch
    {
        _ when type.IsInstanceOfType(operand) => operand,
        (double value, _) when type == typeof(Tensor<double>) => (Tensor<double>)value,
        (Tensor<double> { Rank: 0 } number, _) when type == typeof(double) => number.Item(),
        (int axis, _) when type == typeof(Axes) => (Axes)axis,
        (int value, _) when type == typeof(double) => (double)value,
        _ => null,
    };
}
