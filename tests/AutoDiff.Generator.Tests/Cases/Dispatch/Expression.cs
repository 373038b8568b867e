namespace Cases.Dispatch;

/// <summary>A recursive method of an object, called on itself and on others: the tree decides how deep it goes.</summary>
public sealed partial class Expression(char kind, double number, Expression? left, Expression? right)
{
    public static Expression Instance =>
        new('*', 0, new('+', 0, new('x', 0, null, null), new('c', 1.5, null, null)), new('s', 0, new('*', 0, new('x', 0, null, null), new('x', 0, null, null)), null));

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public double Evaluate(double x) => kind switch
    {
        '+' => left!.Evaluate(x) + right!.Evaluate(x),
        '*' => left!.Evaluate(x) * right!.Evaluate(x),
        's' => Math.Sin(left!.Evaluate(x)),
        'c' => number,
        _ => x,
    };

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public double Iterated(double x, int n) => n == 0 ? x : Math.Sin(Iterated(x, n - 1) * number + x);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public double Both(double x) => Evaluate(x) * Iterated(x, 3);

    public static IEnumerable<object[]> EvaluatePoints => [[0.75]];

    public static IEnumerable<object[]> IteratedPoints => [[0.75, 4]];

    public static IEnumerable<object[]> BothPoints => [[0.5]];
}
