namespace Cases.Dispatch;

/// <summary>An abstract method, what overrides it, and calls of it that the object decides on.</summary>
public static partial class Instruments
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Worth(double spot, double volatility)
    {
        double total = 0;
        foreach (Instrument instrument in Book) total += instrument.Quantity * instrument.Price(spot, volatility);
        return total;
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public static double Hedged(Instrument[] book, double spot, double[] volatilities)
    {
        double total = 0;
        for (int i = 0; i < book.Length; i++)
        {
            double price = book[i].Price(spot, volatilities[i]);
            if (price > 0.05) total += price * price;
        }
        return total / spot;
    }

    public static IEnumerable<object[]> WorthPoints => [[1.1, 0.25]];

    public static IEnumerable<object[]> HedgedPoints => [[(object)Book, 1.1, new[] { 0.25, 0.5, 0.125, 0.75 }]];

    private static readonly Instrument[] Book = [new Forward { Quantity = 2, Strike = 0.9 }, new Call { Strike = 1.05 }, new Discounted { Strike = 1.2, Rate = 0.03 }, new Ladder([0.8, 1, 1.2])];

    public abstract partial class Instrument
    {
        public int Quantity { get; init; } = 1;

        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
        public abstract double Price(double spot, double volatility);
    }

    public sealed partial class Forward : Instrument
    {
        public double Strike { get; init; }

        [Differentiable]
        public override double Price(double spot, double volatility) => spot - Strike;
    }

    public partial class Call : Instrument
    {
        public double Strike { get; init; }

        [Differentiable]
        public override double Price(double spot, double volatility)
        {
            double d = Math.Log(spot / Strike) / volatility + volatility / 2;
            return spot * Normal(d) - Strike * Normal(d - volatility);
        }

        private static double Normal(double x) => 1 / (1 + Math.Exp(-1.7 * x));
    }

    public sealed partial class Discounted : Call
    {
        public double Rate { get; init; }

        [Differentiable]
        public override double Price(double spot, double volatility) => Math.Exp(-Rate) * base.Price(spot, volatility);
    }

    public sealed partial class Ladder(double[] strikes) : Instrument
    {
        [Differentiable]
        public override double Price(double spot, double volatility)
        {
            double sum = 0;
            foreach (double strike in strikes) sum += Math.Sqrt((spot - strike) * (spot - strike) + volatility);
            return sum / strikes.Length;
        }
    }
}
