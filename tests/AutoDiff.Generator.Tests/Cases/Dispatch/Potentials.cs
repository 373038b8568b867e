namespace Cases.Dispatch;

/// <summary>Methods of an interface: with an array that they write, a constant parameter, and an implementation that calls others.</summary>
public static partial class Potentials
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Energy(double[] position, [NoGradient] double scale) => World.Value(position, scale);

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Descended(double[] start, double rate)
    {
        double[] x = (double[])start.Clone();
        for (int step = 0; step < 3; step++) World.Step(x, rate);
        return World.Value(x, 1) + x[0] * x[1];
    }

    public static IEnumerable<object[]> EnergyPoints => [[new[] { 0.5, -1.25 }, 1.5]];

    public static IEnumerable<object[]> DescendedPoints => [[new[] { 0.5, -1.25 }, 0.125]];

    private static readonly IPotential World = new Sum([new Spring { Stiffness = 2 }, new Well(), new Sum([new Well(), new Spring()])]);

    public partial interface IPotential
    {
        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
        double Value(double[] position, [NoGradient] double scale);

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
        void Step(double[] position, double rate);
    }

    public sealed partial class Spring : IPotential
    {
        public double Stiffness { get; set; } = 1;

        [Differentiable]
        public double Value(double[] position, double scale)
        {
            double sum = 0;
            foreach (double p in position) sum += p * p;
            return scale * Stiffness * sum / 2;
        }

        [Differentiable]
        public void Step(double[] position, double rate)
        {
            for (int i = 0; i < position.Length; i++) position[i] -= rate * Stiffness * position[i];
        }
    }

    public partial class Well : IPotential
    {
        [Differentiable]
        public virtual double Value(double[] position, [NoGradient] double scale) => Math.Cos(position[0] * scale) * Math.Exp(-position[1] * position[1]);

        [Differentiable]
        public void Step(double[] position, double rate)
        {
            position[0] += rate * Math.Sin(position[0]) * position[1];
            position[1] *= 1 - rate;
        }
    }

    public sealed partial class Sum(IPotential[] parts) : IPotential
    {
        [Differentiable]
        public double Value(double[] position, double scale)
        {
            double total = 0;
            for (int i = 0; i < parts.Length; i++) total += parts[i].Value(position, scale);
            return total * total / (1 + Math.Abs(total));
        }

        [Differentiable]
        public void Step(double[] position, double rate)
        {
            foreach (IPotential part in parts) part.Step(position, rate / parts.Length);
        }
    }
}
