/// <summary>The gradient with respect to a struct and a number, differentiated again: the struct is made of numbers, and its gradient taken apart.</summary>
public static partial class Springs
{
    public readonly record struct Spring(double Stiffness, double Rest);

    public static IEnumerable<object[]> EnergyPoints => [[new Spring(2.5, 0.4), 1.1]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Energy(Spring spring, double x)
    {
        double stretch = x - spring.Rest;
        return 0.5 * spring.Stiffness * stretch * stretch * (1 + 0.1 * Math.Cos(stretch));
    }

    public static IEnumerable<object[]> BalancePoints => [[1.1, 2.5, 0.4]];

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Balance(double x, double stiffness, double rest)
    {
        var (spring, force) = EnergyGradient(new Spring(stiffness, rest), x);
        var (energy, power) = EnergyJvp(new Spring(stiffness, rest), x, new Spring(0, force), 0.5);
        return spring.Stiffness * force - energy * power;
    }
}
