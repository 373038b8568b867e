using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// A scalar expression over the operands x, y, z and the result Ω of a primitive: the language in which the partials of the rules
/// table are written. It is data: the reverse sweep, the tangent transform, the residual plan (<see cref="Mentions"/>), the
/// documentation and the tests all read the same tree.
/// </summary>
internal abstract record Expression
{
    public static implicit operator Expression(double value) => new Number(value);

    public static Expression operator +(Expression a, Expression b) => new Apply(Primitive.Add, [a, b]);
    public static Expression operator -(Expression a, Expression b) => new Apply(Primitive.Subtract, [a, b]);
    public static Expression operator *(Expression a, Expression b) => new Apply(Primitive.Multiply, [a, b]);
    public static Expression operator /(Expression a, Expression b) => new Apply(Primitive.Divide, [a, b]);
    public static Expression operator -(Expression a) => new Apply(Primitive.Negate, [a]);
    public static Expression operator <(Expression a, Expression b) => new Apply(Primitive.Less, [a, b]);
    public static Expression operator >(Expression a, Expression b) => new Apply(Primitive.Greater, [a, b]);
    public static Expression operator <=(Expression a, Expression b) => new Apply(Primitive.LessOrEqual, [a, b]);
    public static Expression operator >=(Expression a, Expression b) => new Apply(Primitive.GreaterOrEqual, [a, b]);

    public static Expression operator &(Expression a, Expression b) => new Apply(Primitive.And, [a, b]);

    public static Expression Same(Expression a, Expression b) => new Apply(Primitive.Equal, [a, b]);

    public static Expression If(Expression condition, Expression whenTrue, Expression whenFalse) =>
        new Apply(Primitive.Select, [condition, whenTrue, whenFalse]);

    /// <summary>True if the expression reads the given operand: <see cref="Result"/>, or an <see cref="Operand"/> by index.</summary>
    public bool Mentions(Expression atom) => this == atom || (this is Apply apply && apply.Arguments.Any(a => a.Mentions(atom)));

    /// <summary>The primitive's operand at an index.</summary>
    internal sealed record Argument(int Index) : Expression;

    /// <summary>The primitive's result, Ω.</summary>
    internal sealed record Result : Expression
    {
        public static Result Instance { get; } = new();
    }

    /// <summary>The cotangent of the result in a pullback, the tangent of the operand in a pushforward.</summary>
    internal sealed record Seed : Expression
    {
        public static Seed Instance { get; } = new();
    }

    /// <summary>A Boolean literal.</summary>
    internal sealed record Truth(bool Value) : Expression;

    /// <summary>A literal whole number: an axis, a position.</summary>
    internal sealed record Ordinal(int Value) : Expression;

    /// <summary>A literal, in the type of the result.</summary>
    internal sealed record Number(double Value) : Expression;

    internal sealed record Apply(Primitive Op, Model.EquatableArray<Expression> Arguments) : Expression;
}
