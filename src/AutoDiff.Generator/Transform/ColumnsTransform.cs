using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// From a function with tangents to one that gives all derivatives: a column for each element of an argument, of what the function gives in that direction. So a Jacobian or Hessian can be
/// part of another function. (Those that are members are loops around calls, see the emitter.)
/// </summary>
internal sealed class ColumnsTransform
{
    private readonly FunctionIr _tangent;
    private readonly IrBuilder _builder;
    private readonly Value[] _arguments;
    private readonly Value[] _tangents;
    private readonly Operand[] _directions;

    private ColumnsTransform(FunctionIr tangent)
    {
        (_tangent, _builder) = (tangent, new IrBuilder(tangent.NextId));
        _arguments = [.. tangent.Parameters.Where(p => p.Role == ParameterRole.Differentiable).Select(p => p.Value)];
        _tangents = [.. tangent.Parameters.Where(p => p.Role == ParameterRole.Tangent).Select(p => p.Value)];
        if (WrittenParameters.Of(tangent).Count > 0) throw new UnsupportedDerivativeException($"'{tangent.Name}' is asked for all derivatives of a method that writes an argument; write to a copy there");
        foreach (Value argument in _arguments) CheckNumbers(argument.Type);
        _directions = [.. _arguments.Select(a => a.Type.IsFloat ? AdjointAlgebra.Zero(a.Type) : (Operand)ZeroMemory.Like(a, _builder, null))];
    }

    /// <summary>The Hessian, of the JVP of a gradient with one parameter.</summary>
    public static FunctionIr Hessian(FunctionIr hvp, string name)
    {
        ColumnsTransform transform = new(hvp);
        if (transform._arguments[0].Type.IsFloat) return transform.Function(name, [.. transform.Derivative(0, Constant.Of(1.0, transform._arguments[0].Type))]);
        Value count = transform.Count(transform._arguments[0]);
        return transform.Function(name, [transform.Matrix(0, count, count, 0)]);
    }

    /// <summary>The Jacobian, of the JVP of a function that returns an array.</summary>
    public static FunctionIr Jacobian(FunctionIr primal, FunctionIr jvp, string name)
    {
        ColumnsTransform transform = new(jvp);
        CheckNumbers(primal.Body.Yields[0].Type);
        Region value = IrRewriter.CloneRegion(primal.Body, transform._builder, primal.Parameters.Zip(jvp.Parameters, (p, j) => (p.Value, (Operand)j.Value)).ToDictionary(p => p.Value, p => p.Item2));
        transform._builder.Append(value.Body);
        Value rows = transform.Count(value.Yields[0]);
        return transform.Function(name, [.. transform._arguments.Select((a, k) => transform.Matrix(k, rows, a.Type.IsFloat ? Constant.Of(1) : transform.Count(a), 1))]);
    }

    private static void CheckNumbers(IrType type)
    {
        if (!type.IsFloat && type.Element is not { IsFloat: true }) throw new UnsupportedDerivativeException($"all derivatives of {type} at once are not supported inside differentiable code");
    }

    private FunctionIr Function(string name, Operand[] yields) =>
        new(name, _tangent.Parameters.Where(p => p.Role != ParameterRole.Tangent).ToEquatableArray(), _builder.Finish(yields), _builder.NextId) { Result = ResultTuple.Of([.. yields.Select(y => y.Type)]) };

    /// <summary>The matrix of the derivatives with respect to an argument.</summary>
    /// <param name="k">Which argument.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="yield">Which yield of the function is the tangent of its result.</param>
    private Value Matrix(int k, Operand rows, Operand columns, int yield)
    {
        Value argument = _arguments[k];
        IrType type = argument.Type.IsFloat ? argument.Type : argument.Type.Element!;
        Value matrix = _builder.Fresh(new ArrayType(type, 2));
        _builder.Append(new Allocate(matrix, [rows, columns]));
        if (argument.Type.IsFloat) Column(Constant.Of(1.0, type), Constant.Of(0));
        else
        {
            ForEach(argument, (element, column) =>
            {
                _builder.Store(_directions[k], Constant.Of(1.0, type), element);
                Column(_directions[k], column);
                _builder.Store(_directions[k], AdjointAlgebra.Zero(type), element);
            });
        }
        return matrix;

        void Column(Operand direction, Operand column)
        {
            Operand derivative = Derivative(k, direction)[yield];
            ForEach(derivative, (element, row) =>
            {
                Value number = _builder.Load(derivative, element);
                _builder.Store(matrix, number.Type == type ? number : _builder.Let(Primitive.Convert, type, number), row, column);
            });
        }
    }

    /// <summary>What the function yields in one direction.</summary>
    private EquatableArray<Operand> Derivative(int k, Operand direction)
    {
        Dictionary<Value, Operand> substitution = [];
        for (int i = 0; i < _tangents.Length; i++) substitution[_tangents[i]] = View(i == k ? direction : _directions[i], _tangents[i].Type);
        Region body = IrRewriter.CloneRegion(_tangent.Body, _builder, substitution);
        _builder.Append(body.Body);
        return body.Yields;
    }

    private Operand View(Operand memory, IrType type)
    {
        if (memory.Type == type) return memory;
        Value view = _builder.Fresh(type);
        _builder.Append(new Slice(view, memory, null, null));
        return view;
    }

    private static int RankOf(Operand memory) => memory.Type is ArrayType { Rank: var rank } ? rank : 1;

    private Value[] Lengths(Operand memory) => RankOf(memory) == 1 ? [_builder.Length(memory)] : [.. Enumerable.Range(0, RankOf(memory)).Select(d => _builder.Length(memory, d))];

    private Value Count(Operand memory) => Lengths(memory).Aggregate((a, b) => _builder.Let(Primitive.Multiply, IrType.Int32, a, b));

    /// <summary>A loop over all elements, in storage order: their indices, and their number.</summary>
    private void ForEach(Operand memory, Action<Operand[], Operand> body)
    {
        Value[] lengths = Lengths(memory);
        Nest([], null);

        void Nest(Operand[] outer, Operand? number)
        {
            Value index = _builder.Fresh(IrType.Int32, "ijkl"[outer.Length].ToString());
            Value length = lengths[outer.Length];
            _builder.Begin();
            Operand inner = number is null ? index : _builder.Let(Primitive.Add, IrType.Int32, _builder.Let(Primitive.Multiply, IrType.Int32, number, length), index);
            if (outer.Length + 1 < lengths.Length) Nest([.. outer, index], inner);
            else body([.. outer, index], inner);
            _builder.Append(new For(index, Constant.Of(0), Bound.Less, length, Constant.Of(1), EquatableArray<Operand>.Empty, _builder.End(), EquatableArray<Value>.Empty));
        }
    }
}
