namespace Cases.Derivatives;

/// <summary>Derivatives written by hand of methods of a struct: it comes first, and has a sink; by reference where the method may change it.</summary>
public static partial class OfStructs
{
    public struct Spring
    {
        public double Stiffness, Length;

        /// <summary>Where it comes to rest: x + stiffness · x³ = force.</summary>
        public readonly double Rest(double force)
        {
            double x = force;
            for (int i = 0; i < 100; i++) x -= (x + Stiffness * x * x * x - force) / (1 + 3 * Stiffness * x * x);
            return x;
        }

        public double Stretch(double force)
        {
            Length *= force;
            return Length * Length;
        }
    }

    [DerivativeOf(typeof(Spring), nameof(Spring.Rest))]
    private static double RestVjp(Spring self, double force, double cotangent, ref Spring dSelf, ref double dForce)
    {
        double x = self.Rest(force), slope = cotangent / (1 + 3 * self.Stiffness * x * x);
        dSelf.Stiffness -= x * x * x * slope;
        dForce += slope;
        return x;
    }

    [DerivativeOf(typeof(Spring), nameof(Spring.Rest))]
    private static (double Value, double Tangent) RestJvp(Spring self, double force, Spring selfDot, double forceDot)
    {
        double x = self.Rest(force);
        return (x, (forceDot - selfDot.Stiffness * x * x * x) / (1 + 3 * self.Stiffness * x * x));
    }

    [DerivativeOf(typeof(Spring), nameof(Spring.Stretch))]
    private static double StretchVjp(ref Spring self, double force, double cotangent, ref Spring dSelf, ref double dForce)
    {
        double length = self.Length, result = self.Stretch(force);
        double lengthBar = dSelf.Length + 2 * self.Length * cotangent;
        dForce += length * lengthBar;
        dSelf.Length = force * lengthBar;
        return result;
    }

    [DerivativeOf(typeof(Spring), nameof(Spring.Stretch))]
    private static (double Value, double Tangent) StretchJvp(ref Spring self, double force, ref Spring selfDot, double forceDot)
    {
        selfDot.Length = selfDot.Length * force + self.Length * forceDot;
        double result = self.Stretch(force);
        return (result, 2 * self.Length * selfDot.Length);
    }

    [Differentiable]
    public static double Energy(Spring spring, double force)
    {
        double sum = spring.Rest(force);
        for (int i = 0; i < 2; i++) sum += spring.Stretch(force) * spring.Length;
        return sum * spring.Rest(spring.Length);
    }

    public static IEnumerable<object[]> EnergyPoints => [[new Spring { Stiffness = 1.5, Length = 0.75 }, 0.625]];
}
