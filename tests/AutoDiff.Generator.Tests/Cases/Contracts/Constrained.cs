namespace Cases.Contracts;

/// <summary>Methods that structs implement, called by a type parameter: which one is known, so no object decides. The generic method calls itself, and so do they.</summary>
public static partial class Constrained
{
    public interface IFunction
    {
        double Value(double x);

        double Folded(double x, int depth);
    }

    // Nothing to differentiate in it.
    public readonly struct Sine : IFunction
    {
        public double Value(double x) => Math.Sin(x);

        public double Folded(double x, int depth) => depth == 0 ? x : Math.Cos(Folded(x * x, depth - 1));
    }

    public struct Power(int exponent) : IFunction
    {
        public int Exponent = exponent;

        public double Value(double x)
        {
            double y = 1;
            for (int i = 0; i < Exponent; i++) y *= x;
            return y;
        }

        public double Folded(double x, int depth) => depth == Exponent ? x : x * Folded(Math.Sin(x), depth + 1);
    }

    public readonly record struct Gaussian(double Width) : IFunction
    {
        public double Value(double x) => Math.Exp(-x * x / Width);

        public double Folded(double x, int depth) => depth == 0 ? Width * x : Width * Folded(Value(x), depth - 1);
    }

    private static double Integral<F>(F f, double from, double to, int depth) where F : struct, IFunction
    {
        if (depth == 0) return (to - from) * (f.Value(from) + 4 * f.Value((from + to) / 2) + f.Value(to)) / 6;
        double middle = (from + to) / 2;
        return Integral(f, from, middle, depth - 1) + Integral(f, middle, to, depth - 1);
    }

    private static double Applied<F>(F f, double x) where F : struct, IFunction => f.Folded(x, 2) + f.Value(x);

    [Differentiable]
    public static double Areas(double from, double to, double width) =>
        Integral(new Sine(), from, to, 2) * Integral(new Gaussian(width), from, to, 2) + Integral(new Power(3), from, to, 1);

    [Differentiable]
    public static double Folds(double x, double width) => Applied(new Sine(), x) * Applied(new Gaussian(width), x) + Applied(new Power(4), x);

    public static IEnumerable<object[]> AreasPoints => [[0.25, 1.5, 0.75]];

    public static IEnumerable<object[]> FoldsPoints => [[0.75, 1.25]];
}
