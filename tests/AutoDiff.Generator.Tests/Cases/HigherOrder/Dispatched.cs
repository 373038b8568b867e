namespace Cases.HigherOrder;

/// <summary>Second derivatives of methods that an object decides on: each override has the JVPs of its halves, and some that are above it ask for the first order only.</summary>
public static partial class Dispatched
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Energy(double[] x)
    {
        double sum = 0;
        foreach (Term term in Terms) sum += term.Weight * term.Value(x, Math.Sin(sum));
        return sum * Nearest.Value(x, 0.5);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Mapped(double[] x)
    {
        for (int i = 0; i < 2; i++) x = Map.Apply(x);
        return x[0] * x[1];
    }

    public static IEnumerable<object[]> EnergyPoints => [[new[] { 0.5, -1.25 }]];

    public static IEnumerable<object[]> MappedPoints => [[new[] { 0.5, -1.25 }]];

    private static readonly Term[] Terms = [new Bell { Weight = 2 }, new Product(3), new Chained(new Product(2), new Bell())];

    private static readonly Term Nearest = new Bell { Weight = 0.5 };

    private static readonly Bounded Map = new Rotation { Angle = 0.75 };

    public abstract partial class Term
    {
        public double Weight { get; init; } = 1;

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public abstract double Value(double[] x, double shift);
    }

    public partial class Bell : Term
    {
        [Differentiable]
        public override double Value(double[] x, double shift) => Math.Exp(-x[0] * x[0] - x[1] * shift);
    }

    public sealed partial class Product(int power) : Term
    {
        [Differentiable]
        public override double Value(double[] x, double shift)
        {
            double y = shift + 1;
            for (int i = 0; i < power; i++) y *= x[i % x.Length] + y;
            return y;
        }
    }

    public sealed partial class Chained(Term outer, Term inner) : Term
    {
        [Differentiable]
        public override double Value(double[] x, double shift) => outer.Value([inner.Value(x, shift), x[1]], Math.Sin(shift));
    }

    public partial interface IMap
    {
        [Differentiable]
        double[] Apply(double[] x);
    }

    public abstract partial class Bounded : IMap
    {
        public double Angle { get; init; }

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public abstract double[] Apply(double[] x);
    }

    public sealed partial class Rotation : Bounded
    {
        [Differentiable]
        public override double[] Apply(double[] x) => [Math.Cos(Angle) * x[0] - Math.Sin(x[1]), x[0] * x[0] + Math.Cos(Angle) * x[1]];
    }
}
