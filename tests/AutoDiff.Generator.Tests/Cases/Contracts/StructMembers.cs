namespace Cases.Contracts;

/// <summary>Methods of structs that stay calls: the struct is passed first, by value, or by reference where the method may change it.</summary>
public static partial class StructMembers
{
    [Differentiable]
    public static double Swing(double x, double v, double dt)
    {
        Oscillator o = new() { X = x, V = v };
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            sum += o.Run(dt, 2);
            o.Kick(0.25);
        }
        return sum * o.X * o.V + o.Steps;
    }

    [Differentiable]
    public static double Elements(Oscillator[] all, double dt)
    {
        double sum = 0;
        foreach (Oscillator o in all) sum += o.Run(dt, 1);
        for (int i = 0; i < all.Length; i++) sum *= all[i].Run(dt, 2);
        return sum;
    }

    [Differentiable]
    public static double Mapped(Affine map, double x) => map.Iterated(x, 3) * map.Tower(x, 2) + map.Bent(x) + map.Composed(new(0.5, x), 2).Offset;

    // On a temporary: what the method leaves in it is lost.
    [Differentiable]
    public static double Lost(double x) => new Oscillator { X = x, V = 1 }.Run(0.5, 2) * x;

    public static IEnumerable<object[]> SwingPoints => [[0.75, 0.25, 0.125]];

    public static IEnumerable<object[]> ElementsPoints => [[new Oscillator[] { new() { X = 0.5, V = 1.25 }, new() { X = -0.75, V = 0.5 } }, 0.25]];

    public static IEnumerable<object[]> MappedPoints => [[new Affine(0.75, 0.25), 0.5]];

    public static IEnumerable<object[]> LostPoints => [[0.75]];

    public partial struct Oscillator
    {
        public double X, V;
        public int Steps;

        // It changes the struct that it is called on.
        public double Run(double dt, int depth)
        {
            if (depth == 0) return X * V;
            V -= dt * Math.Sin(X);
            X += dt * V;
            Steps++;
            return Run(dt, depth - 1) + 0.5 * X;
        }

        [Checkpoint]
        public void Kick(double force) => V += force * X * X;
    }

    public readonly partial record struct Affine(double Slope, double Offset)
    {
        public double Iterated(double x, int n) => n == 0 ? x : Math.Sin(Iterated(Slope * x + Offset, n - 1));

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public double Tower(double x, int n) => n == 0 ? x * Offset : Slope * Tower(x * x, n - 1) + x;

        [Checkpoint, Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public double Bent(double x) => Math.Exp(-Slope * x * x) + Offset;

        public Affine Composed(Affine inner, int n) => n == 0 ? this : new Affine(Slope * inner.Slope, Slope * inner.Offset + Offset).Composed(inner, n - 1);
    }
}
