using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Transform;

namespace AutoDiff.Generator.Tests.Rules;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>
/// A row of the table at a point: the value by the real .NET method, the partials as the reverse sweep instantiates them, in the IR,
/// verified and interpreted. Operands are boxed: a <c>float</c> one makes everything <c>float</c>.
/// </summary>
internal sealed record RuleEvaluation(object Value, double?[] Partials)
{
    public static RuleEvaluation Of(ScalarRule rule, params object[] operands)
    {
        IrBuilder builder = new();
        Value[] parameters = [.. operands.Select((o, i) => builder.Fresh(TypeOf(o), "xyz"[i].ToString()))];
        Value result = builder.Let("Ω", rule.Primitive, ResultType(rule, operands), [.. parameters]);
        AdjointAlgebra algebra = new(builder);
        AdjointAlgebra.Atoms atoms = new((Let)builder.Statements[^1], o => o, _ => null);
        Operand?[] partials = [.. rule.Partials.Select(p => p is null ? null : algebra.Instantiate(p, result.Type, atoms))];
        return new(Run(result)!, [.. partials.Select(p => p is null ? null : (double?)System.Convert.ToDouble(Run(p), null))]);

        object? Run(Operand yield)
        {
            Region body = new(EquatableArray<Value>.Empty, builder.Statements.ToEquatableArray(), (Operand[])[yield]);
            FunctionIr function = new(rule.Primitive.Name, parameters.Select(p => new Parameter(p, ParameterRole.Constant)).ToEquatableArray(), body, builder.NextId);
            return IrInterpreter.Run(IrVerifier.Verify(function), operands)[0];
        }
    }

    /// <summary>The value alone, as a real number.</summary>
    public static double Real(ScalarRule rule, params object[] operands)
    {
        Let let = new(new Value(0, ResultType(rule, operands)), rule.Primitive, operands.Select(o => (Operand)new DefaultOf(TypeOf(o))).ToEquatableArray());
        return System.Convert.ToDouble(IrInterpreter.Apply(let, operands), null);
    }

    /// <summary>The parameter types of the row's .NET method for <c>double</c> or <c>float</c>, one array for each overload.</summary>
    public static IEnumerable<Type[]> Overloads(ScalarRule rule, Type number) =>
        from type in rule.Primitive.Notation == Notation.Math ? new[] { number == typeof(float) ? typeof(MathF) : typeof(Math) } : [number]
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.Name == rule.Primitive.Symbol && method.GetParameters().Length == rule.Primitive.Arity
        let parameters = method.GetParameters().Select(p => p.ParameterType).ToArray()
        where parameters[0] == number
        select parameters;

    private static IrType TypeOf(object operand) => operand switch
    {
        double => IrType.Double,
        float => IrType.Single,
        int => IrType.Int32,
        bool => IrType.Boolean,
        _ => new OpaqueType(operand.GetType().FullName!),
    };

    private static IrType ResultType(ScalarRule rule, object[] operands)
    {
        if (rule.Primitive.Notation is not (Notation.Math or Notation.Number)) return TypeOf(operands.First(o => o is double or float));
        Type number = operands.First(o => o is double or float).GetType();
        Type owner = rule.Primitive.Notation == Notation.Number ? number : number == typeof(float) ? typeof(MathF) : typeof(Math);
        return TypeOf(Activator.CreateInstance(owner.GetMethod(rule.Primitive.Symbol, [.. operands.Select(o => o.GetType())])!.ReturnType)!);
    }
}
