namespace Cases.Members;

/// <summary>Methods, properties and indexers of other objects are inlined; a base class, an override that is sealed, a method group.</summary>
public static partial class Springs
{
    internal class Material(double stiffness)
    {
        public readonly double Stiffness = stiffness;

        internal int Order = 2;

        public double Compliance => 1 / Stiffness;

        public double this[double strain] => Stiffness * strain;

        public virtual double Energy(double strain) => 0.5 * this[strain] * strain;
    }

    internal sealed class Rubber(double stiffness, double hardening) : Material(stiffness)
    {
        internal double Hardening { get; } = hardening;

        public override double Energy(double strain) => base.Energy(strain) + Hardening * Power(strain);

        private double Power(double strain)
        {
            double power = 1;
            for (int i = 0; i < 2 * Order; i++) power *= strain;
            return power;
        }
    }

    private static Rubber Band { get; } = new(2.5, 0.75);

    private static double Sum(double[] strains, Func<double, double> energy)
    {
        double sum = 0;
        foreach (double strain in strains) sum += energy(strain);
        return sum;
    }

    [Differentiable]
    public static double Stored(double[] strains) => Sum(strains, Band.Energy);

    [Differentiable]
    public static double Work(double force) => WorkOf(force, Band);

    private static double WorkOf(double force, Rubber band)
    {
        double strain = force * band.Compliance;
        return band.Energy(strain) - band[strain] * force;
    }

    public static IEnumerable<object[]> StoredPoints => [[new[] { 0.5, -1.25, 2.0 }]];

    public static IEnumerable<object[]> WorkPoints => [[1.5]];
}
