namespace Cases.Contracts;

/// <summary>Structs that hold arrays, or whose fields are private, in calls that stay calls: their parts are passed one by one.</summary>
public static partial class Parts
{
    public readonly struct Layer(double[] weights, double bias)
    {
        public readonly double[] Weights = weights;
        private readonly double _bias = bias;

        [Checkpoint]
        public double Output(double x) => Math.Tanh(Weights[0] * x + _bias) * Weights[1];

        public double Iterated(double x, int n) => n == 0 ? x : Output(Iterated(x, n - 1)) + _bias;
    }

    public struct Series
    {
        public double[] Values;
        public int[] Order;
        public double Scale;
    }

    private static double Sum(Series s, int from, int to)
    {
        if (to - from == 1) return s.Scale * s.Values[s.Order[from]];
        int middle = (from + to) / 2;
        return Sum(s, from, middle) * Sum(s with { Scale = s.Scale * 0.5 }, middle, to);
    }

    private static void Smooth(Series s, int i)
    {
        if (i == s.Values.Length) return;
        s.Values[i] = Math.Sin(s.Values[i]) * s.Scale + s.Values[i - 1];
        Smooth(s, i + 1);
    }

    private static double Descend(double? start, double x, int n) => n == 0 ? (start ?? 1) * x : Descend(start, x * x, n - 1) + (n == 1 ? Descend(null, x, 0) : 0);

    [Differentiable]
    public static double Network(double[] weights, double bias, double x)
    {
        Layer layer = new(weights, bias), other = new([bias, x], weights[1]);
        return layer.Iterated(x, 2) * other.Iterated(x, 1) + layer.Output(bias);
    }

    [Differentiable]
    public static double Totals(double[] values, double scale)
    {
        Series s = new() { Values = (double[])values.Clone(), Order = [2, 0, 1], Scale = scale };
        Smooth(s, 1);
        double total = Sum(s, 0, 3);
        s.Values[1] *= total;
        return total + Sum(s, 0, 2);
    }

    [Differentiable]
    public static double Given(Series s, double x) => Sum(s, 0, 2) * Descend(x, s.Scale, 2);

    [Differentiable]
    public static double Captured(double[] values, double scale)
    {
        Series s = new() { Values = values, Order = [1, 0], Scale = scale };
        return Of(1);

        double Of(int n) => n == 0 ? s.Scale * s.Values[s.Order[0]] : Of(n - 1) * s.Values[s.Order[1]];
    }

    public static IEnumerable<object[]> NetworkPoints => [[new[] { 0.75, -1.25 }, 0.5, 0.625]];

    public static IEnumerable<object[]> TotalsPoints => [[new[] { 0.5, -1.25, 0.75 }, 0.875]];

    public static IEnumerable<object[]> GivenPoints => [[new Series { Values = [0.5, -1.25], Order = [1, 0], Scale = 0.75 }, 0.875]];

    public static IEnumerable<object[]> CapturedPoints => [[new[] { 0.5, -1.25 }, 0.75]];
}
