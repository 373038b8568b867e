using System.Numerics;
using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>The pullbacks and pushforwards of tensor operations, evaluated as they stand in the table by the operations of the runtime, on real or complex numbers.</summary>
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
    public static object Apply(Primitive op, object[] operands) => IsComplex(operands) ? Apply<Complex>(op, operands) : Apply<double>(op, operands);

    public static Tensor<double> Tensor(object operand) => Tensor<double>(operand);

    /// <summary>An operand as a tensor of numbers of a type.</summary>
    /// <typeparam name="T"><c>double</c> or <c>Complex</c>.</typeparam>
    public static Tensor<T> Tensor<T>(object operand)
        where T : unmanaged, INumberBase<T> => operand as Tensor<T> ?? (operand is Tensor<double> real ? real.To<T>() : (Tensor<T>)Number<T>(operand));

    private static object Apply<T>(Primitive op, object[] operands)
        where T : unmanaged, INumberBase<T> => op.Symbol switch
    {
        ".Shape" => ShapeOf(operands[0]),
        ".T" => Tensor<T>(operands[0]).T,
        ".Item()" => Tensor<T>(operands[0]).Item(),
        "Concatenate" => AutoDiff.Tensor.Concatenate((int)operands[0], Tensors<T>(operands, 1)),
        "Stack" => AutoDiff.Tensor.Stack((int)operands[0], Tensors<T>(operands, 1)),
        "Vector" => AutoDiff.Tensor.Vector(operands.Select(Number<T>).ToArray()),
        "Slice" => AutoDiff.Tensor.Slice(Tensor<T>(operands[0]), Indices(operands, 1)),
        "SliceBack" => AutoDiff.Tensor.SliceBack(Tensor<T>(operands[0]), (TensorShape)operands[1], Indices(operands, 2)),
        "LengthAlong" => AutoDiff.Tensor.LengthAlong((int)operands[0], operands.Skip(1).Cast<TensorShape>().ToArray()),
        "Einsum" => AutoDiff.Tensor.Einsum((string)operands[0], Tensors<T>(operands, 1)),
        "EinsumBack" => AutoDiff.Tensor.EinsumBack((string)operands[0], (int)operands[1], (TensorShape)operands[2], Tensors<T>(operands, 3)),
        _ when op.Equals(Primitive.Convert) => operands[0] is int count ? (double)count : operands[0],
        _ when op.Equals(Primitive.Select) => Select<T>(operands),
        _ when op.Notation != Notation.Tensor && operands.All(o => o is double or Complex) => Call<T>(op, [Tensor<T>(operands[0]), .. operands.Skip(1)]) is Tensor<T> { Rank: 0 } number ? number.Item() : Call<T>(op, [Tensor<T>(operands[0]), .. operands.Skip(1)]),
        _ => Call<T>(op, operands),
    };

    private static bool IsComplex(object[] operands) => operands.Any(o => o is Tensor<Complex> or Complex);

    private static T Number<T>(object operand)
        where T : unmanaged, INumberBase<T> => operand is T number ? number : operand is double real ? T.CreateChecked(real) : ((Tensor<T>)operand).Item();

    private static TensorShape ShapeOf(object operand) => operand switch
    {
        Tensor<long> positions => positions.Shape,
        Tensor<Complex> tensor => tensor.Shape,
        Complex => [],
        _ => Tensor(operand).Shape,
    };

    private static Tensor<T>[] Tensors<T>(object[] operands, int first)
        where T : unmanaged, INumberBase<T> => [.. operands.Skip(first).Select(Tensor<T>)];

    private static TensorIndex[] Indices(object[] operands, int first) => [.. operands.Skip(first).Select(o => o is int position ? position : (TensorIndex)o)];

    private static object Select<T>(object[] operands)
        where T : unmanaged, INumberBase<T> => operands[0] is bool chosen
        ? operands[chosen ? 1 : 2]
        : AutoDiff.Tensor.Where((Tensor<bool>)operands[0], Tensor<T>(operands[1]), Tensor<T>(operands[2]));

    // The overload that takes the operands as they are, or else one that they can be converted for.
    private static object Call<T>(Primitive op, object[] operands)
    {
        string name = op.Notation is Notation.Infix or Notation.Prefix ? op.Name : op.Symbol;
        IEnumerable<(MethodInfo Method, ParameterInfo[] Parameters)> candidates =
            from method in typeof(Tensor).GetMethods(BindingFlags.Static | BindingFlags.Public)
            where method.Name == name && method.GetGenericArguments().Length < 2
            let closed = Closed(method, typeof(T))
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

    private static MethodInfo? Closed(MethodInfo method, Type element)
    {
        if (!method.IsGenericMethodDefinition) return method;
        try
        {
            return method.MakeGenericMethod(element);
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
        (double value, _) when type == typeof(Complex) => (Complex)value,
        (double value, _) when type == typeof(Tensor<Complex>) => (Tensor<Complex>)(Complex)value,
        (Complex value, _) when type == typeof(Tensor<Complex>) => (Tensor<Complex>)value,
        (Tensor<double> tensor, _) when type == typeof(Tensor<Complex>) => tensor.To<Complex>(),
        (Tensor<double> { Rank: 0 } number, _) when type == typeof(double) => number.Item(),
        (int axis, _) when type == typeof(Axes) => (Axes)axis,
        (int value, _) when type == typeof(double) => (double)value,
        (int value, _) when type == typeof(Complex) => (Complex)value,
        _ => null,
    };
}
