namespace Cases.Recursion;

/// <summary>Recursive methods of objects without the attribute: the object is passed to their derivatives, and to functions that use it.</summary>
public sealed partial class InstanceMethods(double rate, double[] weights)
{
    private readonly int _depth = 3;
    private readonly double _rate = rate;
    private readonly double[] _weights = weights;

    public static InstanceMethods Instance => new(0.75, [0.5, -1.25, 2]) { Next = new(1.5, [0.25]) };

    public InstanceMethods? Next { get; init; }

    public double Sum { get; init; } = 0.5;

    private double Iterated(double x, int n) => n == 0 ? x * _weights[0] : Math.Sin(Iterated(x * _rate, n - 1)) + Sum;

    private double Chain(double x) => Next is null ? x * Sum : Next.Chain(x * x) + _weights[1] * x;

    private double Fold(Func<double, double> f, double x, int i) => i == _weights.Length ? x : _weights[i] * f(Fold(f, x, i + 1));

    [Checkpoint]
    private double Bent(double x) => Math.Exp(-x * x * Sum);

    [Differentiable]
    public double All(double x, double y) => Iterated(x, _depth) * Chain(y) + Fold(t => t * _rate + y, x, 0) * Fold(Bent, y, 1) + Bent(x);

    [Differentiable]
    public static double Of(InstanceMethods[] objects, double x)
    {
        double sum = 0;
        for (int i = 0; i < objects.Length; i++) sum += objects[i].Iterated(x, i + 1) * objects[i].Fold(Math.Sin, x, 0);
        return sum;
    }

    public static IEnumerable<object[]> AllPoints => [[0.75, 1.25]];

    public static IEnumerable<object[]> OfPoints => [[new InstanceMethods[] { Instance, new(1.25, [0.5]) }, 0.625]];
}
