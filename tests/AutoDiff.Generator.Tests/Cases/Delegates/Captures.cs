namespace Cases.Delegates;

/// <summary>Lambdas share what they capture with the code around them: a sum that they add to, a factor that changes after they are made.</summary>
public static partial class Captures
{
    private static void ForEach(double[] x, Action<double> visit)
    {
        for (int i = 0; i < x.Length; i++) visit(x[i]);
    }

    private static double Integrate(Func<double, double> f, double from, double to, int steps)
    {
        double h = (to - from) / steps, sum = 0.5 * (f(from) + f(to));
        for (int i = 1; i < steps; i++) sum += f(from + i * h);
        return sum * h;
    }

    [Differentiable]
    public static double Decay(double[] x, double rate)
    {
        double sum = 0, weight = 1;
        Action<double> add = value => { sum += weight * value * value; weight *= rate; };
        ForEach(x, add);
        weight *= 2;
        add(rate);
        return sum;
    }

    [Differentiable]
    public static double Energy(double amplitude, double frequency)
    {
        double Wave(double t) => amplitude * Math.Sin(frequency * t);
        return Integrate(t => Wave(t) * Wave(t), 0, 2, 16);
    }

    public static IEnumerable<object[]> DecayPoints => [[new[] { 0.5, -1.25, 2.0 }, 0.75]];

    public static IEnumerable<object[]> EnergyPoints => [[1.5, 2.0]];
}
